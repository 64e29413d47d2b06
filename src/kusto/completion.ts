export type CompletionKind =
  | 'aggregate'
  | 'chart'
  | 'column'
  | 'function'
  | 'infix'
  | 'keyword'
  | 'member'
  | 'operator'
  | 'table'
  | 'type'
  | 'value'
  | 'variable'
  | 'word';

/** Something that can stand at the cursor. */
export interface Completion {
  readonly kind: CompletionKind;
  /** What is typed to find it, such as `arg_max` or `DeviceName`. */
  readonly name: string;
  /** A function's parameters, such as `(maximized, [returned], ...)`, or a column's type. */
  readonly detail: string;
  /** What is inserted before and after the cursor. */
  readonly before: string;
  readonly after: string;
  /** Sorts by likelihood at this place. */
  readonly order: string;
  /** What to write instead, where Kusto keeps a name for old queries only. */
  readonly replacedBy?: string;
}

export interface Completions {
  /** The word that a completion replaces; the cursor is in it or at its border. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}
