import type { Column } from '../../core/results/resultTable';
import type { BoundNode } from '../../kusto/boundNode';
import type { EngineValue } from '../engineAnswer';
import type { QueryPlan } from './nodes';

/**
 * Thrown inside the planner only: which columns a plugin such as `bag_unpack` gives depends on the rows, so the
 * database has to be asked before the rest of the query can be bound.
 */
export class SchemaQuestion extends Error {
  override readonly name = 'SchemaQuestion';

  constructor(
    /** The `evaluate` operator. */
    readonly node: BoundNode,
    /** Its rows tell the columns. */
    readonly plan: QueryPlan,
    /** The columns of the operator, from those rows. @throws QueryFault where they make no table */
    readonly columnsOf: (rows: readonly (readonly EngineValue[])[]) => readonly Column[],
  ) {
    super('the columns depend on the rows');
  }
}
