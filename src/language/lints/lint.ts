import type { BoundNode } from '../../kusto/boundNode';
import type { KqlDiagnostic, Severity } from '../../kusto/kqlDiagnostic';
import type { PlacedNode } from '../../kusto/walkTree';

/** A query as lints see it. */
export interface LintedQuery {
  readonly text: string;
  readonly root: BoundNode;
  /** Every node of the bound tree, in text order. */
  readonly nodes: readonly PlacedNode[];
  /** True where alerts are made of the rows: what a custom detection needs is missed only there. */
  readonly isDetection: boolean;
  /** True where the query is sent with a timespan that its author chose. */
  readonly hasTimespan: boolean;
}

/** What a lint found; its code and its severity are the lint's. */
export type LintFinding = Omit<KqlDiagnostic, 'code' | 'severity'>;

/** A habit that costs time or hits, and how to tell it. `docs/lints.md` has a section for each code. */
export interface Lint {
  /** Stable, as settings and comments name it, such as `hunt-no-time-filter`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is checked, in one sentence. */
  readonly summary: string;
  readonly find: (query: LintedQuery) => readonly LintFinding[];
}

/** A finding that covers a node. */
export function findingAt({ start, end }: BoundNode, message: string): LintFinding {
  return { start, length: end - start, message };
}
