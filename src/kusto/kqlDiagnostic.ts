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
}
