import type { BoundNode } from '../../kusto/boundNode';

/** Thrown inside the planner only; `compileQuery` turns it into the service's kind of error with line and column. */
export class QueryFault extends Error {
  override readonly name = 'QueryFault';

  constructor(
    /** A sentence without position, such as `'x' is not a table`. */
    readonly sentence: string,
    readonly node: BoundNode,
    readonly isUnsupported = false,
  ) {
    super(sentence);
  }
}

/** What the local engine has no translation for yet, named as KQL spells it. */
export function notSupported(what: string, node: BoundNode): QueryFault {
  return new QueryFault(what, node, true);
}
