import type { BoundNode } from '../../../kusto/boundNode';
import type { Procedure } from '../../procedures/procedure';
import { distinctRows } from '../operators/rows';
import type { JoinStep, PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { boundColumns } from '../projection';
import { column, literal } from '../scalar';
import { QueryFault } from '../notSupported';

/** A plugin that joins rows with those of another table that a procedure finds for them. */
export interface Lookup {
  readonly node: BoundNode;
  readonly input: Relation;
  readonly table: Relation;
  /** What is looked up, and in which column of the table. */
  readonly keys: readonly PlanColumn[];
  readonly tableKey: PlanColumn;
  /** Pairs of columns that have to be equal, too; those of the table do not come out. */
  readonly equal: readonly { readonly own: PlanColumn; readonly other: PlanColumn }[];
  readonly hidesTableKey: boolean;
  readonly returnsUnmatched: boolean;
  /** Inputs: the distinct keys; the table's rows as number and key; then `settings`. It yields keys and number. */
  readonly find: Procedure;
  readonly settings: readonly Relation[];
}

/** Each distinct key is looked up once; the rows then meet those that were found by joins. */
export function planLookup(lookup: Lookup, planner: Planner): Relation {
  const { node, keys, tableKey } = lookup;
  const useInput = planner.share(lookup.input, false);
  const useTable = planner.share(numberRows(lookup.table, planner), true);
  const found = planner.compute(
    node,
    [distinctKeys(useInput(), lookup, planner), numbersAndKeys(useTable(), lookup), ...lookup.settings],
    [...keys.map(({ type }) => ({ name: '', type })), { name: '', type: 'long' }],
    lookup.find,
  );
  const table = useTable();
  const number = found.columns.at(-1);
  const tableNumber = table.columns.at(-1);
  if (number === undefined || tableNumber === undefined) throw new Error('a computed relation lost a column');
  const matches = join('inner', found, table, [[number, tableNumber]]);
  const input = useInput();
  const at = (own: PlanColumn): PlanColumn => input.columns[lookup.input.columns.indexOf(own)] ?? own;
  const inTable = (own: PlanColumn): PlanColumn => table.columns[lookup.table.columns.indexOf(own)] ?? own;
  const joined = join(lookup.returnsUnmatched ? 'left' : 'inner', input, matches, [
    ...keys.map((key, index): readonly [PlanColumn, PlanColumn] => [at(key), found.columns[index] ?? key]),
    ...lookup.equal.map(({ own, other }): readonly [PlanColumn, PlanColumn] => [at(own), inTable(other)]),
  ]);
  const hidden = new Set([
    ...lookup.equal.map(({ other }) => inTable(other).id),
    ...(lookup.hidesTableKey ? [inTable(tableKey).id] : []),
    tableNumber.id,
  ]);
  const shown = [...input.columns, ...table.columns.filter(({ id }) => !hidden.has(id))];
  return { ...joined, columns: nameColumns(shown, node) };
}

/** The binder tells the names of columns that both sides have. */
function nameColumns(columns: readonly PlanColumn[], node: BoundNode): readonly PlanColumn[] {
  const bound = boundColumns(node);
  if (bound.length !== columns.length) throw new QueryFault('the columns of this lookup could not be told', node);
  return columns.map((item, index) => ({ ...item, name: bound[index]?.name ?? item.name }));
}

function numberRows(table: Relation, planner: Planner): Relation {
  const number: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const source: Scalar = {
    kind: 'window',
    type: 'long',
    name: 'row_number',
    args: [literal('long', 0n)],
    ordering: table.ordering,
  };
  const kept = table.columns.map(({ id, type }) => ({ id, source: column(id, type) }));
  return {
    columns: [...table.columns, number],
    ordering: [],
    step: { kind: 'project', input: { ...table, ordering: [] }, outputs: [...kept, { id: number.id, source }] },
  };
}

function distinctKeys(input: Relation, lookup: Lookup, planner: Planner): Relation {
  const keys = lookup.keys.map(({ type }, index) => {
    const id = input.columns[lookup.input.columns.indexOf(lookup.keys[index] ?? lookup.tableKey)]?.id ?? '';
    return { name: '', scalar: column(id, type) };
  });
  return distinctRows(input, keys, planner);
}

function numbersAndKeys(table: Relation, lookup: Lookup): Relation {
  const key = table.columns[lookup.table.columns.indexOf(lookup.tableKey)];
  const number = table.columns.at(-1);
  const columns = [number, key].filter((item) => item !== undefined);
  const outputs = columns.map(({ id, type }) => ({ id, source: column(id, type) }));
  return { columns, ordering: [], step: { kind: 'project', input: table, outputs } };
}

function join(
  type: 'inner' | 'left',
  left: Relation,
  right: Relation,
  by: readonly (readonly [PlanColumn, PlanColumn])[],
): Relation {
  const columns = [...left.columns, ...right.columns];
  const keys = by.map(([own, other]) => ({ left: column(own.id, own.type), right: column(other.id, other.type) }));
  const step: JoinStep = { kind: 'join', type, left, right, columns, keys, keepsOneLeftRow: false };
  return { columns, ordering: [], step };
}
