import { isNumeric, type ScalarType } from '../../core/results/scalarType';
import { castSql } from './casts';
import type { SqlArgument } from './functionRule';

/** What an aggregate's SQL is made of; `filter` and `order` are ready clauses or empty. */
export interface AggregateContext {
  /** ` FILTER (WHERE …)`, or empty. */
  readonly filter: string;
  /** The condition inside the filter, to be joined with others. */
  readonly condition: string | undefined;
  /** ` ORDER BY …`, or empty. */
  readonly order: string;
}

/** One row of the table of aggregates. */
export interface AggregateRule {
  /** The name under which the plain aggregate stands: `sumif` is `sum` with a filter. */
  readonly name: string;
  /** Position of the condition of an `…if` aggregate. */
  readonly filterIndex: number | undefined;
  takes(this: void, types: readonly ScalarType[]): readonly ScalarType[];
  gives(this: void, taken: readonly ScalarType[]): ScalarType;
  sql(this: void, args: readonly SqlArgument[], context: AggregateContext): string;
}

type Template = (value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]) => string;

interface Definition {
  readonly names: readonly string[];
  /** Names of the forms with a condition as second argument. */
  readonly filtered?: readonly string[];
  readonly takes?: (type: ScalarType) => ScalarType;
  readonly gives: ScalarType | ((type: ScalarType) => ScalarType);
  readonly sql: Template;
}

const asIs = (type: ScalarType): ScalarType => type;
const numberOrTime = (type: ScalarType): ScalarType =>
  type === 'dynamic' || type === 'string' || type === 'bool' ? 'real' : type;
const wideNumber = (type: ScalarType): ScalarType => (type === 'int' ? 'long' : numberOrTime(type));

/** Strings have no null: no row at all gives an empty one. */
function withoutNull(value: SqlArgument, sql: string): string {
  return value.type === 'string' ? `coalesce(${sql}, '')` : sql;
}

/** Two nulls of a dynamic: SQL's and JSON's. */
function isPresent(value: SqlArgument): string {
  return value.type === 'dynamic'
    ? `${value.sql} IS NOT NULL AND json_type(${value.sql}) <> 'NULL'`
    : `${value.sql} IS NOT NULL`;
}

function filterBy(...conditions: readonly (string | undefined)[]): string {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? '' : ` FILTER (WHERE ${given.join(' AND ')})`;
}

/** What a dynamic list holds: times as text, everything else as it is. */
function listItem(value: SqlArgument): string {
  if (value.type === 'real') return castSql(value.sql, 'real', 'dynamic');
  return LISTED_AS_TEXT.has(value.type) ? castSql(value.sql, value.type, 'string') : value.sql;
}

const LISTED_AS_TEXT: ReadonlySet<ScalarType> = new Set<ScalarType>(['datetime', 'timespan', 'guid', 'decimal']);

/** Lists of arrays are joined into one list; a dynamic null stays in it. */
function dynamicListSql(value: SqlArgument, context: AggregateContext): string {
  const items = `CASE json_type(${value.sql}) WHEN 'ARRAY' THEN json_extract(${value.sql}, '$[*]') ELSE [${value.sql}] END`;
  return `flatten(list(${items}${context.order})${context.filter})`;
}

function listSql(value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]): string {
  if (value.type === 'dynamic') return `k_list_json(${sliceSql(dynamicListSql(value, context), args[1])})`;
  const list = `list(${listItem(value)}${context.order})${filterBy(isPresent(value), context.condition)}`;
  return `k_list_json(${sliceSql(list, args[1])})`;
}

/** Sets keep the order of first appearance; arrays are added item by item. */
function setSql(value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]): string {
  const filter = filterBy(isPresent(value), context.condition);
  const list =
    value.type === 'dynamic'
      ? `flatten(list(CASE json_type(${value.sql}) WHEN 'ARRAY' THEN json_extract(${value.sql}, '$[*]') ELSE [${value.sql}] END${context.order})${filter})`
      : `list(${listItem(value)}${context.order})${filter}`;
  const limit = args[1];
  if (limit !== undefined) return `to_json(list_slice(k_distinct_list(${list}), 1, CAST(${limit.sql} AS BIGINT)))`;
  return `to_json(k_distinct_list(${list}))`;
}

function sliceSql(list: string, limit: SqlArgument | undefined): string {
  return limit === undefined ? list : `list_slice(${list}, 1, CAST(${limit.sql} AS BIGINT))`;
}

function sumSql(value: SqlArgument, { filter }: AggregateContext): string {
  if (value.type === 'real') return `coalesce(sum(${value.sql})${filter}, 0.0)`;
  if (value.type === 'decimal') return `coalesce(sum(${value.sql})${filter}, 0)`;
  return `k_wrap(coalesce(sum(${value.sql})${filter}, 0))`;
}

function averageSql(value: SqlArgument, { filter }: AggregateContext): string {
  if (isNumeric(value.type)) return `coalesce(avg(CAST(${value.sql} AS DOUBLE))${filter}, CAST('nan' AS DOUBLE))`;
  return `CAST(sum(CAST(${value.sql} AS HUGEINT))${filter} // nullif(count(${value.sql})${filter}, 0) AS BIGINT)`;
}

function distinctKey(value: SqlArgument): string {
  return value.type === 'dynamic' ? `k_dynamic_text(${value.sql})` : value.sql;
}

function spread(sample: string, population: boolean): Template {
  return (value, { filter }) =>
    population ? `${sample}(${value.sql})${filter}` : `coalesce(${sample}(${value.sql})${filter}, 0)`;
}

/** The value in the row where the second argument is largest; where it is null throughout, in any row. */
function extremeRow(name: 'arg_max' | 'arg_min'): Template {
  return (value, { filter }, args) => {
    const by = args[1]?.sql ?? 'NULL';
    const chosen = `CASE WHEN count(${by})${filter} = 0 THEN any_value(${value.sql})${filter} ELSE ${name}_null(${value.sql}, ${by})${filter} END`;
    return withoutNull(value, chosen);
  };
}

/** `count(x)` is an old spelling: of a condition it means `countif`, of anything else `count()`. */
function countSql(value: SqlArgument, { filter }: AggregateContext): string {
  return value.type === 'bool' ? `count(*) FILTER (WHERE ${value.sql})` : `count(*)${filter}`;
}

/** One NaN makes the least value NaN; the database takes it for the greatest. */
function leastSql(value: SqlArgument, filter: string): string {
  if (value.type !== 'real') return `min(${value.sql})${filter}`;
  return `CASE WHEN bool_or(isnan(${value.sql}))${filter} THEN CAST('nan' AS DOUBLE) ELSE min(${value.sql})${filter} END`;
}

const DEFINITIONS: readonly Definition[] = [
  { names: ['count'], gives: 'long', sql: countSql },
  {
    names: ['dcount', 'count_distinct'],
    filtered: ['dcountif', 'count_distinctif'],
    gives: 'long',
    sql: (value, { filter }) => `count(DISTINCT ${distinctKey(value)})${filter}`,
  },
  { names: ['sum'], filtered: ['sumif'], takes: wideNumber, gives: asIs, sql: sumSql },
  {
    names: ['avg'],
    filtered: ['avgif'],
    takes: numberOrTime,
    gives: (type) => (isNumeric(type) ? 'real' : type),
    sql: averageSql,
  },
  {
    names: ['min'],
    filtered: ['minif'],
    takes: orderable,
    gives: asIs,
    sql: (value, { filter }) => withoutNull(value, leastSql(value, filter)),
  },
  {
    names: ['max'],
    filtered: ['maxif'],
    takes: orderable,
    gives: asIs,
    sql: (value, { filter }) => withoutNull(value, `max(${value.sql})${filter}`),
  },
  {
    names: ['take_any', 'any'],
    filtered: ['take_anyif', 'anyif'],
    gives: asIs,
    sql: (value, { filter }) => withoutNull(value, `any_value(${value.sql})${filter}`),
  },
  { names: ['arg_max'], gives: asIs, sql: extremeRow('arg_max') },
  { names: ['arg_min'], gives: asIs, sql: extremeRow('arg_min') },
  { names: ['make_list', 'makelist'], filtered: ['make_list_if'], gives: 'dynamic', sql: listSql },
  {
    names: ['make_list_with_nulls'],
    gives: 'dynamic',
    sql: (value, context) =>
      value.type === 'dynamic'
        ? `k_list_json(${dynamicListSql(value, context)})`
        : `k_list_json(list(${listItem(value)}${context.order})${context.filter})`,
  },
  { names: ['make_set', 'makeset'], filtered: ['make_set_if'], gives: 'dynamic', sql: setSql },
  { names: ['stdev'], filtered: ['stdevif'], takes: numberOrTime, gives: 'real', sql: spread('stddev_samp', false) },
  { names: ['stdevp'], takes: numberOrTime, gives: 'real', sql: spread('stddev_pop', true) },
  { names: ['variance'], filtered: ['varianceif'], takes: numberOrTime, gives: 'real', sql: spread('var_samp', false) },
  { names: ['variancep'], filtered: ['variancepif'], takes: numberOrTime, gives: 'real', sql: spread('var_pop', true) },
  {
    names: ['percentile'],
    takes: numberOrTime,
    gives: asIs,
    sql: (value, { filter }, args) => `quantile_disc(${value.sql}, ${args[1]?.sql ?? '50'} / 100.0)${filter}`,
  },
  { names: ['binary_all_and'], gives: 'long', sql: (value, { filter }) => `bit_and(${value.sql})${filter}` },
  { names: ['binary_all_or'], gives: 'long', sql: (value, { filter }) => `bit_or(${value.sql})${filter}` },
  { names: ['binary_all_xor'], gives: 'long', sql: (value, { filter }) => `bit_xor(${value.sql})${filter}` },
];

/** Booleans have an order, dynamics are read as numbers. */
function orderable(type: ScalarType): ScalarType {
  return type === 'dynamic' ? 'real' : type;
}

const AGGREGATES: ReadonlyMap<string, AggregateRule> = new Map([
  ...DEFINITIONS.flatMap(rulesOf),
  ['countif', ruleOf({ names: ['count'], gives: 'long', sql: (_, { filter }) => `count(*)${filter}` }, 0)],
]);

/** Looks an aggregate up by Kusto's name; undefined where the engine has none of that name. */
export function findAggregate(name: string): AggregateRule | undefined {
  return AGGREGATES.get(name);
}

/** Names of the aggregates that the engine knows, for the list of what it covers. */
export function aggregateNames(): readonly string[] {
  return [...AGGREGATES.keys()].sort();
}

function rulesOf(definition: Definition): [string, AggregateRule][] {
  const plain = definition.names.map((name): [string, AggregateRule] => [name, ruleOf(definition, undefined)]);
  const filtered = (definition.filtered ?? []).map((name): [string, AggregateRule] => [name, ruleOf(definition, 1)]);
  return [...plain, ...filtered];
}

function ruleOf(definition: Definition, filterIndex: number | undefined): AggregateRule {
  const { names, takes = asIs, gives, sql } = definition;
  const [name = ''] = names;
  return {
    name,
    filterIndex,
    takes: ([first, ...rest]) => (first === undefined ? [] : [takes(first), ...rest]),
    gives: ([first = 'long']) => (typeof gives === 'function' ? gives(first) : gives),
    sql: (args, context) => sql(args[0] ?? { sql: '1', type: 'long', constant: 1n }, context, args),
  };
}
