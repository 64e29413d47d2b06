import type { BoundNode } from '../../../../../src/kusto/boundNode';
import { compileExpression } from '../../../../../src/engine/evaluate/compileExpression';
import { convertTo } from '../../../../../src/engine/evaluate/conversion';
import { constant, nullOf, type EvaluatedValue, type Expression } from '../../../../../src/engine/evaluate/expression';
import { compareValues } from '../../../../../src/engine/evaluate/functions/comparison';
import { toEngineValue } from '../../../../../src/engine/evaluate/valueTypes';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { rowScope, type Names, type Row, type Table } from './table';

export type EvaluateTable = (node: BoundNode, names: Names) => Table;
export type Operator = (node: BoundNode, input: Table, names: Names, evaluateTable: EvaluateTable) => Table;

/** An expression with the name and the type of the column that it becomes. */
interface Item {
  readonly name: string;
  readonly expression: Expression<Row>;
}

/** The operators that the reference knows, by Kusto's names for their nodes. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['PrintOperator', (node, input, names) => project(node, { ...input, rows: [[]] }, names)],
  ['ProjectOperator', project],
  ['ExtendOperator', extend],
  ['FilterOperator', filter],
  ['SortOperator', sort],
  ['TakeOperator', take],
  ['DistinctOperator', distinct],
  ['CountOperator', (_, { rows }) => ({ columns: [{ name: 'Count', type: 'long' }], rows: [[BigInt(rows.length)]] })],
  ['SummarizeOperator', summarize],
  ['JoinOperator', join],
]);

function project(node: BoundNode, input: Table, names: Names): Table {
  const bound = node.tableColumns ?? [];
  const items = node.list('Expressions').map((item, index): Item => {
    const { name = '', type } = bound[index] ?? {};
    const expression = compileExpression(item, rowScope(input, names));
    return { name, expression: type === undefined ? expression : convertTo(type, expression) };
  });
  return compute(items, input.rows);
}

/** New columns go behind, one of a known name takes that one's place. */
function extend(node: BoundNode, input: Table, names: Names): Table {
  const scope = rowScope(input, names);
  const items = new Map(
    input.columns.map(({ name }): [string, Item] => [name, { name, expression: present(scope.name(name, node)) }]),
  );
  for (const item of node.list('Expressions')) {
    const expression = compileExpression(item, scope);
    const type = node.tableColumns?.find(({ name }) => name === item.name)?.type ?? expression.type;
    items.set(item.name, { name: item.name, expression: convertTo(type, expression) });
  }
  return compute([...items.values()], input.rows);
}

function filter(node: BoundNode, input: Table, names: Names): Table {
  const condition = convertTo('bool', compileExpression(node.child('Condition'), rowScope(input, names)));
  return { ...input, rows: input.rows.filter((row) => condition.evaluate(row) === true) };
}

/** Descending unless `asc` is said; null is the least of all. Rows that tie keep their order. */
function sort(node: BoundNode, input: Table, names: Names): Table {
  const keys = node.list('Expressions').map((item) => {
    const isOrdered = item.kind === 'OrderedExpression';
    const expression = compileExpression(isOrdered ? item.child('Expression') : item, rowScope(input, names));
    return { expression, sign: isOrdered && item.child('Ordering').text.includes('asc') ? 1 : -1 };
  });
  const rows = [...input.rows].sort((left, right) => {
    for (const { expression, sign } of keys) {
      const order = compareWithNull(expression.evaluate(left), expression.evaluate(right));
      if (order !== 0) return sign * order;
    }
    return 0;
  });
  return { ...input, rows };
}

function compareWithNull(left: EvaluatedValue, right: EvaluatedValue): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return compareValues(left, right) ?? 0;
}

function take(node: BoundNode, input: Table, names: Names): Table {
  const count = compileExpression(node.child('Expression'), rowScope({ columns: [], rows: [] }, names)).evaluate([]);
  return { ...input, rows: input.rows.slice(0, Number(count)) };
}

function distinct(node: BoundNode, input: Table, names: Names): Table {
  const { columns, rows } = project(node, input, names);
  return { columns, rows: groupRows(columns, rows, rows).map(([key]) => key) };
}

/** Rows by their keys, in the order in which these first come; nulls are one key. */
function groupRows(
  columns: Table['columns'],
  keys: readonly Row[],
  rows: readonly Row[],
): readonly (readonly [Row, Row[]])[] {
  const groups = new Map<string, readonly [Row, Row[]]>();
  keys.forEach((key, index) => {
    const name = keyText(columns, key);
    const group = groups.get(name) ?? [key, []];
    groups.set(name, group);
    group[1].push(rows[index] ?? []);
  });
  return [...groups.values()];
}

function keyText(columns: Table['columns'], key: Row): string {
  return JSON.stringify(columns.map(({ type }, index) => String(toEngineValue(type, key[index] ?? null))));
}

/** What an aggregate makes of the values of a group. */
const AGGREGATES: ReadonlyMap<string, (values: readonly EvaluatedValue[], type: ScalarType) => EvaluatedValue> =
  new Map([
    ['count', (values: readonly EvaluatedValue[]) => BigInt(values.length)],
    ['countif', (values: readonly EvaluatedValue[]) => BigInt(values.filter((value) => value === true).length)],
    [
      'sum',
      (values: readonly EvaluatedValue[]) =>
        BigInt.asIntN(
          64,
          values.reduce<bigint>((sum, value) => sum + (typeof value === 'bigint' ? value : 0n), 0n),
        ),
    ],
    ['min', (values: readonly EvaluatedValue[], type: ScalarType) => extreme(values, -1, type)],
    ['max', (values: readonly EvaluatedValue[], type: ScalarType) => extreme(values, 1, type)],
    [
      'dcount',
      (values: readonly EvaluatedValue[], type: ScalarType) =>
        BigInt(
          new Set(values.filter((value) => value !== null).map((value) => String(toEngineValue(type, value)))).size,
        ),
    ],
  ]);

function extreme(values: readonly EvaluatedValue[], sign: number, type: ScalarType): EvaluatedValue {
  const best = values.reduce(
    (left, right) => (left === null || (right !== null && (compareValues(right, left) ?? 0) * sign > 0) ? right : left),
    null,
  );
  return best ?? nullOf(type);
}

function summarize(node: BoundNode, input: Table, names: Names): Table {
  const scope = rowScope(input, names);
  const bound = node.tableColumns ?? [];
  const keys = (node.optionalChild('ByClause')?.list('Expressions') ?? []).map((key) => compileExpression(key, scope));
  const measures = node.list('Aggregates').map((item) => {
    const call = item.kind === 'SimpleNamedExpression' ? item.child('Expression') : item;
    const [argument] = call.child('ArgumentList').list('Expressions');
    const value = argument === undefined ? constant<Row>('long', 1n) : compileExpression(argument, scope);
    const aggregate = AGGREGATES.get(call.name);
    if (aggregate === undefined) throw new Error(`the reference has no ${call.name}()`);
    return { value, aggregate };
  });
  const columns = bound.map(({ name, type = 'dynamic' }) => ({ name, type }));
  const keyRows = input.rows.map((row) => keys.map((key) => key.evaluate(row)));
  const groups: readonly (readonly [Row, readonly Row[]])[] =
    keys.length === 0 ? [[[], input.rows]] : groupRows(columns.slice(0, keys.length), keyRows, input.rows);
  const rows = groups.map(([key, group]) => [
    ...key,
    ...measures.map(({ value, aggregate }) =>
      aggregate(
        group.map((row) => value.evaluate(row)),
        value.type,
      ),
    ),
  ]);
  return { columns, rows };
}

/** Joins on columns of one name; two nulls are the same key. */
function join(node: BoundNode, input: Table, names: Names, evaluateTable: EvaluateTable): Table {
  const right = evaluateTable(node.child('Expression'), names);
  const kind = /kind\s*=\s*(\w+)/.exec(node.text)?.[1] ?? 'innerunique';
  const keys = node
    .child('ConditionClause')
    .list('Expressions')
    .map(({ name }) => name);
  const keyOf = (table: Table, row: Row): string => {
    const columns = keys.map((name) => table.columns.findIndex((column) => column.name === name));
    return keyText(
      columns.map((index) => present(table.columns[index])),
      columns.map((index) => row[index] ?? null),
    );
  };
  const matches = (row: Row): readonly Row[] => right.rows.filter((other) => keyOf(right, other) === keyOf(input, row));
  const isMatched = (other: Row): boolean => input.rows.some((row) => keyOf(input, row) === keyOf(right, other));
  const columns = (node.tableColumns ?? []).map(({ name, type = 'dynamic' }) => ({ name, type }));
  const blank = (table: Table): Row => table.columns.map(({ type }) => nullOf(type));
  const pairs = input.rows.flatMap((row) => matches(row).map((other) => [...row, ...other]));
  const leftAlone = input.rows.filter((row) => matches(row).length === 0);
  const rightAlone = right.rows.filter((other) => !isMatched(other));
  switch (kind) {
    case 'inner':
      return { columns, rows: pairs };
    case 'leftouter':
      return { columns, rows: [...pairs, ...leftAlone.map((row) => [...row, ...blank(right)])] };
    case 'rightouter':
      return { columns, rows: [...pairs, ...rightAlone.map((row) => [...blank(input), ...row])] };
    case 'fullouter':
      return {
        columns,
        rows: [
          ...pairs,
          ...leftAlone.map((row) => [...row, ...blank(right)]),
          ...rightAlone.map((row) => [...blank(input), ...row]),
        ],
      };
    case 'leftsemi':
      return { columns, rows: input.rows.filter((row) => matches(row).length > 0) };
    case 'leftanti':
      return { columns, rows: leftAlone };
    case 'rightsemi':
      return { columns, rows: right.rows.filter(isMatched) };
    case 'rightanti':
      return { columns, rows: rightAlone };
    default:
      throw new Error(`the reference has no join kind=${kind}`);
  }
}

function compute(items: readonly Item[], rows: readonly Row[]): Table {
  return {
    columns: items.map(({ name, expression }) => ({ name, type: expression.type })),
    rows: rows.map((row) => items.map(({ expression }) => expression.evaluate(row))),
  };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a column is lost');
  return value;
}
