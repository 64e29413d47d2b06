import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { asText } from '../expressions/comparison';
import type { Planner } from '../planner';
import { boundColumns } from '../projection';
import type { PlanColumn, Relation } from '../nodes';
import { column, literal } from '../scalar';
import { byOrdinal } from './source';
import { serializeRows } from './rows';

/** `evaluate narrow()`: one row for each cell, with the number of its row, its column's name and its text. */
export function planNarrow(node: BoundNode, input: Relation, _: Environment, planner: Planner): Relation {
  const serialized = serializeRows(input, planner);
  const number: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const own = input.columns.map((item) => ({ id: item.id, source: column(item.id, item.type) }));
  const counted = {
    id: number.id,
    source: {
      kind: 'window' as const,
      type: 'long' as const,
      name: 'row_number' as const,
      args: [literal('long', 0n)],
      ordering: serialized.ordering,
    },
  };
  const use = planner.share(
    {
      columns: [...input.columns, number],
      ordering: [],
      step: { kind: 'project', input: { ...serialized, ordering: [] }, outputs: [...own, counted] },
    },
    true,
  );
  const columns = boundColumns(node).map(({ name, type }): PlanColumn => ({
    id: planner.newId(),
    name,
    type: type ?? 'string',
  }));
  const position: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const inputs = input.columns.map(({ name }, index) => {
    const relation = use();
    const [cell, row] = [relation.columns[index], relation.columns.at(-1)];
    if (cell === undefined || row === undefined) throw new Error('a shared relation lost a column');
    const values = [column(row.id, 'long'), literal('string', name), asText(column(cell.id, cell.type))];
    const outputs = columns.map(({ id }, at) => ({ id, source: values[at] ?? literal('string', '') }));
    return { relation, outputs: [...outputs, { id: position.id, source: literal('long', BigInt(index)) }] };
  });
  return {
    columns,
    ordering: [byOrdinal(columns[0]?.id ?? position.id), byOrdinal(position.id)],
    step: { kind: 'union', inputs },
  };
}
