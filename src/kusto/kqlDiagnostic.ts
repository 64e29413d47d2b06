import type { TextEdit } from './textEdit';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Something to say about a place in a query. */
export interface KqlDiagnostic {
  /** Kusto's own code, such as `KS142`, or one of this project's. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Offset in the query's text. */
  readonly start: number;
  readonly length: number;
  /** Ways to mend it, the best first. */
  readonly fixes?: readonly Fix[];
}

/** A change of the query that mends what was found. */
export interface Fix {
  /** What is done, as an editor offers it: `Use has`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** True where it can be made unseen: the query finds what it found before, or could not have run before. */
  readonly isSafe?: boolean;
}
