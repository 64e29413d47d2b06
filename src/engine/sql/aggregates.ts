import { isNumeric, type ScalarType } from '../../core/results/scalarType';
import {
  asIs,
  numberOrTime,
  wideNumber,
  withoutNull,
  type AggregateContext,
  type AggregateDefinition,
  type AggregateTemplate,
} from './aggregateRule';
import { decimalAverageSql, decimalSumSql } from './decimalSums';
import type { SqlArgument } from './functionRule';
import { LIST_AGGREGATES } from './listAggregates';
import { STATISTIC_AGGREGATES } from './statisticAggregates';

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

function sumSql(value: SqlArgument, { filter, condition }: AggregateContext): string {
  if (value.type === 'real') return `coalesce(sum(${value.sql})${filter}, 0.0)`;
  if (value.type === 'decimal') return decimalSumSql(value.sql, { condition });
  return `k_wrap(coalesce(sum(${value.sql})${filter}, 0))`;
}

function averageSql(value: SqlArgument, { filter, condition }: AggregateContext): string {
  if (value.type === 'decimal') return decimalAverageSql(value.sql, { condition });
  if (isNumeric(value.type)) return `coalesce(avg(CAST(${value.sql} AS DOUBLE))${filter}, CAST('nan' AS DOUBLE))`;
  return `CAST(sum(CAST(${value.sql} AS HUGEINT))${filter} // nullif(count(${value.sql})${filter}, 0) AS BIGINT)`;
}

function distinctKey(value: SqlArgument): string {
  return value.type === 'dynamic' ? `k_dynamic_text(${value.sql})` : value.sql;
}

/** The value in the row where the second argument is largest; where it is null throughout, in any row. */
function extremeRow(name: 'arg_max' | 'arg_min'): AggregateTemplate {
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

const PLAIN_AGGREGATES: readonly AggregateDefinition[] = [
  { names: ['count', 'cnt'], gives: 'long', sql: countSql },
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
    gives: (type) => (isNumeric(type) && type !== 'decimal' ? 'real' : type),
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
  {
    names: ['binary_all_and'],
    takes: () => 'long',
    gives: 'long',
    sql: (value, { filter }) => `bit_and(${value.sql})${filter}`,
  },
  {
    names: ['binary_all_or'],
    takes: () => 'long',
    gives: 'long',
    sql: (value, { filter }) => `bit_or(${value.sql})${filter}`,
  },
  {
    names: ['binary_all_xor'],
    takes: () => 'long',
    gives: 'long',
    sql: (value, { filter }) => `bit_xor(${value.sql})${filter}`,
  },
];

/** Booleans have an order, dynamics are read as numbers. */
function orderable(type: ScalarType): ScalarType {
  return type === 'dynamic' ? 'real' : type;
}

const AGGREGATES: ReadonlyMap<string, AggregateRule> = new Map([
  ...[...PLAIN_AGGREGATES, ...LIST_AGGREGATES, ...STATISTIC_AGGREGATES].flatMap(rulesOf),
  ['countif', ruleOf({ names: ['count', 'cnt'], gives: 'long', sql: (_, { filter }) => `count(*)${filter}` }, 0)],
]);

/** Looks an aggregate up by Kusto's name; undefined where the engine has none of that name. */
export function findAggregate(name: string): AggregateRule | undefined {
  return AGGREGATES.get(name);
}

/** Names of the aggregates that the engine knows, for the list of what it covers. */
export function aggregateNames(): readonly string[] {
  return [...AGGREGATES.keys()].sort();
}

function rulesOf(definition: AggregateDefinition): [string, AggregateRule][] {
  const plain = definition.names.map((name): [string, AggregateRule] => [name, ruleOf(definition, undefined)]);
  const filtered = (definition.filtered ?? []).map((name): [string, AggregateRule] => [
    name,
    ruleOf(definition, definition.filterIndex ?? 1),
  ]);
  return [...plain, ...filtered];
}

function ruleOf(definition: AggregateDefinition, filterIndex: number | undefined): AggregateRule {
  const { names, takes = asIs, further = [], gives, sql } = definition;
  const [name = ''] = names;
  return {
    name,
    filterIndex,
    takes: ([first, ...rest]) =>
      first === undefined ? [] : [takes(first), ...rest.map((type, index) => further[index] ?? type)],
    gives: ([first = 'long']) => (typeof gives === 'function' ? gives(first) : gives),
    sql: (args, context) => sql(args[0] ?? { sql: '1', type: 'long', constant: 1n }, context, args),
  };
}
