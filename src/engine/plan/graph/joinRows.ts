import type { JoinType, PlanColumn, Relation } from '../nodes';
import { column } from '../scalar';

/** A join of two relations by a column of each; `columns` come out. */
export function joinRows(
  type: JoinType,
  left: Relation,
  right: Relation,
  by: { readonly left: PlanColumn; readonly right: PlanColumn },
  columns: readonly PlanColumn[],
): Relation {
  const keys = [{ left: column(by.left.id, by.left.type), right: column(by.right.id, by.right.type) }];
  return { columns, ordering: [], step: { kind: 'join', type, left, right, columns, keys, keepsOneLeftRow: false } };
}
