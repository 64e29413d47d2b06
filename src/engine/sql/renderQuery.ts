import { PHYSICAL_TYPES, TRANSPORT_TYPES } from '../physicalTypes';
import type { QueryPlan } from '../plan/nodes';
import { castSql } from './casts';
import { orderSql, renderScalar } from './renderScalar';
import { renderUnnest } from './renderUnnest';
import type {
  AggregateStep,
  Assignment,
  Computation,
  ExpandStep,
  JoinStep,
  PickStep,
  PlanColumn,
  RangeStep,
  Relation,
  Scalar,
  SharedRelation,
  SortKey,
  UnionStep,
  ValuesStep,
} from '../plan/nodes';

/** Writes a whole plan as one SQL statement whose columns come in the order of the plan's. */
export function renderQuery(plan: QueryPlan): string {
  return renderStatement(plan, answerColumn);
}

/** The same for a procedure to read: values have exactly the types that it is promised. */
export function renderInput(plan: QueryPlan): string {
  return renderStatement(plan, (column) => `CAST(${answerColumn(column)} AS ${TRANSPORT_TYPES[column.type]})`);
}

function renderStatement({ relation, shared }: QueryPlan, columnSql: (column: PlanColumn) => string): string {
  const { columns, ordering } = relation;
  const list = columns.length === 0 ? '1' : columns.map(columnSql).join(', ');
  return withShared(shared, `SELECT ${list} FROM (${renderRelation(relation)})${orderSql(ordering)}`);
}

/** Puts the relations that a statement uses more than once before it. */
export function withShared(shared: readonly SharedRelation[], statement: string): string {
  if (shared.length === 0) return statement;
  const tables = shared.map(
    ({ name, relation, isMaterialized }) =>
      `${name} AS ${isMaterialized ? 'MATERIALIZED ' : ''}(${renderRelation(relation)})`,
  );
  return `WITH ${tables.join(', ')} ${statement}`;
}

/** Decimals and guids leave the database as text, digit by digit. */
function answerColumn({ id, type }: PlanColumn): string {
  if (type === 'decimal') return `CASE WHEN ${id} IS NOT NULL THEN ${castSql(id, 'decimal', 'string')} END`;
  return type === 'guid' ? `CAST(${id} AS VARCHAR)` : id;
}

/** Writes a relation as a `SELECT` that gives its columns and the keys of its order, by their ids. */
export function renderRelation(relation: Relation): string {
  const { step } = relation;
  switch (step.kind) {
    case 'table':
      return `SELECT ${tableColumns(step.sources, relation.columns)} FROM ${step.physicalName}`;
    case 'values':
      return renderValues(step);
    case 'row':
      return `SELECT ${assignments(step.outputs)}`;
    case 'range':
      return renderRange(step);
    case 'filter':
      return `SELECT * FROM (${renderRelation(step.input)}) WHERE ${scalarSql(step.predicate)}`;
    case 'project':
      return renderProject(step.input, step.outputs);
    case 'aggregate':
      return renderAggregate(step);
    case 'pick':
      return renderPick(step);
    case 'limit':
      return `SELECT * FROM (${renderRelation(step.input)})${orderSql(step.input.ordering)} LIMIT ${scalarSql(step.count)}`;
    case 'number':
      return `SELECT *, row_number() OVER () AS ${step.ordinal} FROM (${renderRelation(step.input)})`;
    case 'shared':
      return `SELECT ${renames(step.sources)} FROM ${step.shared.name}`;
    case 'join':
      return renderJoin(step);
    case 'union':
      return renderUnion(step);
    case 'expand':
      return renderExpand(step);
    case 'unnest':
      return renderUnnest(step, renderRelation);
    case 'lateral':
      return `SELECT * FROM (${renderRelation(step.input)}), LATERAL (${withShared(step.shared, renderRelation(step.body))})`;
    case 'computed':
      return renderComputed(step.computation);
    case 'repeat':
      return `SELECT *, unnest(range(0, ${scalarSql(step.count)})) AS ${step.indexId} FROM (${renderRelation(step.input)})`;
  }
}

function scalarSql(scalar: Scalar): string {
  return renderScalar(scalar, renderRelation);
}

function assignments(outputs: readonly Assignment<Scalar>[]): string {
  if (outputs.length === 0) return '1 AS nothing';
  return outputs.map(({ id, source }) => assignment(id, scalarSql(source))).join(', ');
}

function assignment(id: string, sql: string): string {
  return sql === id ? id : `${sql} AS ${id}`;
}

function renames(sources: readonly Assignment<string>[]): string {
  if (sources.length === 0) return '1 AS nothing';
  return sources.map(({ id, source }) => assignment(id, source)).join(', ');
}

/** A loaded table has decimals as they are written. */
function tableColumns(sources: readonly Assignment<string>[], columns: readonly PlanColumn[]): string {
  const decimals = new Set(columns.filter(({ type }) => type === 'decimal').map(({ id }) => id));
  if (sources.length === 0) return renames(sources);
  return sources
    .map(({ id, source }) => (decimals.has(id) ? readDecimal(source, id) : assignment(id, source)))
    .join(', ');
}

function readDecimal(text: string, id: string): string {
  return `CASE WHEN ${text} IS NOT NULL THEN ${castSql(text, 'string', 'decimal')} END AS ${id}`;
}

function renderProject(input: Relation, outputs: readonly Assignment<Scalar>[]): string {
  const carried = carriedKeys(input.ordering, new Set(outputs.map((output) => output.id)));
  const list = [assignments(outputs), ...carried].join(', ');
  return `SELECT ${list} FROM (${renderRelation(input)})`;
}

/** Keys of the order that no output shows. */
function carriedKeys(ordering: readonly SortKey[], shown: ReadonlySet<string>): readonly string[] {
  return [...new Set(ordering.map((key) => key.id))].filter((id) => !shown.has(id));
}

function renderValues({ columns, ordinal, rows }: ValuesStep): string {
  const casts = columns.map(({ id, type }, index) => `CAST(f${index} AS ${PHYSICAL_TYPES[type]}) AS ${id}`);
  if (rows.length === 0) {
    const nulls = columns.map(({ id, type }) => `CAST(NULL AS ${PHYSICAL_TYPES[type]}) AS ${id}`);
    return `SELECT ${[...nulls, `1 AS ${ordinal}`].join(', ')} WHERE false`;
  }
  const tuples = rows.map((row, index) => `(${[...row.map(scalarSql), String(index)].join(', ')})`);
  const names = [...columns.map((_, index) => `f${index}`), ordinal];
  return `SELECT ${[...casts, ordinal].join(', ')} FROM (VALUES ${tuples.join(', ')}) t(${names.join(', ')})`;
}

function renderRange({ id, from, to, step }: RangeStep): string {
  const [first, last, by] = [from, to, step].map(scalarSql);
  if (from.type === 'real') {
    const count = `CAST(floor((${last} - ${first}) / ${by} + 1e-9) AS BIGINT) + 1`;
    return `SELECT ${first} + i * ${by} AS ${id} FROM (SELECT unnest(range(0, ${count})) AS i)`;
  }
  // A table function streams its rows, but wants values known beforehand; a list is built in memory.
  const isKnown = [from, to, step].every((bound) => bound.kind === 'literal' && bound.value !== null);
  if (isKnown) return `SELECT generate_series AS ${id} FROM generate_series(${first}, ${last}, ${by})`;
  return `SELECT unnest(generate_series(${first}, ${last}, ${by})) AS ${id}`;
}

function renderAggregate({ input, keys, measures }: AggregateStep): string {
  const from = `FROM (${renderRelation(input)})`;
  if (measures.length === 0) return `SELECT DISTINCT ${assignments(keys)} ${from}`;
  if (keys.length === 0) return `SELECT ${assignments(measures)} ${from}`;
  const positions = keys.map((_, index) => String(index + 1)).join(', ');
  return `SELECT ${assignments(keys)}, ${assignments(measures)} ${from} GROUP BY ${positions}`;
}

/** The database fetches a row picked by one key late: only the key is read of rows that are not picked. */
function renderPick({ input, keys, by, extreme, outputs }: PickStep): string {
  const order = `ORDER BY ${scalarSql(by)} ${extreme === 'greatest' ? 'DESC' : 'ASC'} NULLS LAST`;
  const rank = `row_number() OVER (PARTITION BY ${keys.map(scalarSql).join(', ')} ${order})`;
  return `SELECT ${assignments(outputs)} FROM (${renderRelation(input)}) QUALIFY ${rank} = 1`;
}

const JOIN_WORDS: Readonly<Record<JoinStep['type'], string>> = {
  inner: 'INNER JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  semi: 'SEMI JOIN',
  anti: 'ANTI JOIN',
};

/** Two nulls of a key are equal, as in Kusto; strings are never null and compare plainly. */
function renderJoin(step: JoinStep): string {
  const conditions = step.keys.map(({ left, right }) => {
    const operator = left.type === 'string' || right.type === 'string' ? '=' : 'IS NOT DISTINCT FROM';
    return `${scalarSql(left)} ${operator} ${scalarSql(right)}`;
  });
  const on = conditions.length === 0 ? 'true' : conditions.join(' AND ');
  const left = step.keepsOneLeftRow ? renderOneForEachKey(step) : renderRelation(step.left);
  const outputs = step.columns.map(({ id, type }) => {
    const isPadded = type === 'string' && step.type !== 'inner' && step.type !== 'semi' && step.type !== 'anti';
    return isPadded ? `coalesce(${id}, '') AS ${id}` : id;
  });
  const list = outputs.length === 0 ? '1 AS nothing' : outputs.join(', ');
  return `SELECT ${list} FROM (${left}) ${JOIN_WORDS[step.type]} (${renderRelation(step.right)}) ON ${on}`;
}

function renderOneForEachKey({ left, keys }: JoinStep): string {
  if (keys.length === 0) return renderRelation(left);
  const list = keys.map((pair) => scalarSql(pair.left)).join(', ');
  return `SELECT DISTINCT ON (${list}) * FROM (${renderRelation(left)})${orderSql(left.ordering)}`;
}

function renderUnion({ inputs }: UnionStep): string {
  return inputs
    .map(
      ({ relation, outputs }) =>
        `SELECT ${assignments(outputs)} FROM (${renderRelation(relation)}${orderSql(relation.ordering)})`,
    )
    .join(' UNION ALL ');
}

function renderComputed({ table, columns, ordinal }: Computation): string {
  const list = columns.map(({ id, type }) => {
    if (type === 'decimal') return readDecimal(id, id);
    return TRANSPORT_TYPES[type] === PHYSICAL_TYPES[type] ? id : `CAST(${id} AS ${PHYSICAL_TYPES[type]}) AS ${id}`;
  });
  return `SELECT ${[...list, ordinal].join(', ')} FROM ${table}`;
}

/** A row for each element of the longest list; lists that are shorter give null. */
function renderExpand({ input, lists, indexId, limit }: ExpandStep): string {
  const elements = lists.map(({ id, value, bagsAsArrays }) => {
    const expand = bagsAsArrays ? 'k_elements_as_arrays' : 'k_elements';
    return `${expand}(${scalarSql(value)}) AS ${id}_list`;
  });
  const longest = `greatest(${lists.map(({ id }) => `coalesce(len(${id}_list), 1)`).join(', ')})`;
  const count = limit === undefined ? longest : `least(${longest}, ${scalarSql(limit)})`;
  const indexed = `SELECT *, unnest(range(0, ${count})) AS ${indexId} FROM (SELECT *, ${elements.join(', ')} FROM (${renderRelation(input)}))`;
  const picks = lists.map(({ id }) => `k_json_null(${id}_list[${indexId} + 1]) AS ${id}`);
  return `SELECT *, ${picks.join(', ')} FROM (${indexed})`;
}
