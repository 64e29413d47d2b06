import type { ScalarType } from '../../core/results/scalarType';
import { parseDynamic } from '../scalar/dynamicJson';
import { isArray } from '../scalar/dynamicValue';
import { numberOf } from '../scalar/seriesElements';
import {
  asIs,
  filterBy,
  isPresent,
  numberOrTime,
  wideNumber,
  type AggregateContext,
  type AggregateDefinition,
  type AggregateTemplate,
} from './aggregateRule';
import { castSql } from './casts';
import type { SqlArgument } from './functionRule';
import { nativeSql } from './nativeSql';
import { PHYSICAL_TYPES } from '../physicalTypes';

/** Beyond this a square may leave the range of a real, where the database fails: Kusto gives NaN. */
const SQUARABLE = '1e150';

/** A moment of one or two series. Of too few values the sample's is 0, the population's null. */
function moment(name: string, isSample: boolean): AggregateTemplate {
  return (value, { condition }, args) => {
    const series = args.length > 1 ? args : [value];
    const fits = series.map((item) => `abs(${item.sql}) < ${SQUARABLE}`).join(' AND ');
    const found = `${name}(${series.map((item) => item.sql).join(', ')})${filterBy(fits, condition)}`;
    const strays = `bool_or(NOT (${fits}))${filterBy(condition)}`;
    return `CASE WHEN ${strays} THEN CAST('nan' AS DOUBLE) ELSE ${isSample ? `coalesce(${found}, 0)` : found} END`;
  };
}

/** The nearest rank: the least value that so many percent of all values do not exceed. */
function percentileSql(value: SqlArgument, context: AggregateContext, percent: SqlArgument | undefined): string {
  if (percent === undefined || percent.constant !== undefined) {
    return `quantile_disc(${value.sql}, ${percent?.sql ?? '50'} / 100.0)${context.filter}`;
  }
  return `k_nearest_rank(list(${value.sql} ORDER BY ${value.sql})${filterBy(isPresent(value), context.condition)}, ${percent.sql})`;
}

/** The percents of `percentiles_array`: one by one or in arrays; undefined where they are not known in advance. */
function knownPercents(percents: readonly SqlArgument[]): readonly number[] | undefined {
  const known = percents.flatMap(({ constant, type }) => {
    if (type !== 'dynamic') return [constant === undefined || constant === null ? undefined : Number(constant)];
    const array = typeof constant === 'string' ? parseDynamic(constant) : undefined;
    return array !== undefined && isArray(array) ? array.map(numberOf) : [undefined];
  });
  return known.some((percent) => percent === undefined) ? undefined : known.filter((percent) => percent !== undefined);
}

function asArgument(percent: number): SqlArgument {
  return { sql: `CAST('${percent}' AS DOUBLE)`, type: 'real', constant: percent };
}

function percentilesArraySql(value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]): string {
  const percents = args.slice(1);
  const known = knownPercents(percents);
  if (known !== undefined) {
    const items = known.map((percent) => percentileSql(value, context, asArgument(percent)));
    return `k_dynamics_json([${items.map((item) => castSql(item, value.type, 'dynamic')).join(', ')}])`;
  }
  return nativeSql('percentiles_array_tdigest', [
    { sql: digestSql(value, context, undefined), type: 'dynamic' },
    { sql: arraySql(percents), type: 'dynamic' },
  ]);
}

function weightedArraySql(value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]): string {
  return nativeSql('percentiles_array_tdigest', [
    { sql: digestSql(value, context, args[1]), type: 'dynamic' },
    { sql: arraySql(args.slice(2)), type: 'dynamic' },
  ]);
}

function arraySql(percents: readonly SqlArgument[]): string {
  const [first] = percents;
  if (first?.type === 'dynamic') return first.sql;
  return `to_json([${percents.map((percent) => percent.sql).join(', ')}])`;
}

/** Every value with its weight; times are ticks. */
function digestSql(value: SqlArgument, { condition }: AggregateContext, weight: SqlArgument | undefined): string {
  const pair = weight === undefined ? value.sql : `json_array(${value.sql}, ${weight.sql})`;
  const present = filterBy(`${value.sql} IS NOT NULL`, condition);
  return nativeSql('DigestOf', [{ sql: `k_list_json(list(${pair})${present})`, type: 'dynamic' }]);
}

function weightedSql(value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]): string {
  const rank = nativeSql('percentile_tdigest', [
    { sql: digestSql(value, context, args[1]), type: 'dynamic' },
    { sql: args[2]?.sql ?? '50', type: 'real' },
  ]);
  return `CAST(${rank} AS ${PHYSICAL_TYPES[value.type]})`;
}

/** Percentiles of decimals are reals. */
function rankable(type: ScalarType): ScalarType {
  return type === 'decimal' ? 'real' : numberOrTime(type);
}

/** Equal values have equal hashes, whatever whole number they are. */
function countingKey(type: ScalarType): ScalarType {
  return type === 'int' ? 'long' : type === 'dynamic' ? 'string' : type;
}

/** Percentiles, moments and the states from which they are told later. */
export const STATISTIC_AGGREGATES: readonly AggregateDefinition[] = [
  {
    names: ['stdev'],
    filtered: ['stdevif'],
    takes: () => 'real',
    gives: 'real',
    sql: moment('stddev_samp', true),
  },
  { names: ['stdevp'], takes: () => 'real', gives: 'real', sql: moment('stddev_pop', false) },
  {
    names: ['variance'],
    filtered: ['varianceif'],
    takes: () => 'real',
    gives: 'real',
    sql: moment('var_samp', true),
  },
  {
    names: ['variancep'],
    filtered: ['variancepif'],
    takes: () => 'real',
    gives: 'real',
    sql: moment('var_pop', false),
  },
  {
    names: ['covariance'],
    filtered: ['covarianceif'],
    filterIndex: 2,
    takes: () => 'real',
    further: ['real'],
    gives: 'real',
    sql: moment('covar_samp', true),
  },
  {
    names: ['covariancep'],
    filtered: ['covariancepif'],
    filterIndex: 2,
    takes: () => 'real',
    further: ['real'],
    gives: 'real',
    sql: moment('covar_pop', false),
  },
  {
    names: ['percentile'],
    takes: rankable,
    further: ['real'],
    gives: asIs,
    sql: (value, context, args) => percentileSql(value, context, args[1]),
  },
  { names: ['percentiles_array'], takes: rankable, gives: 'dynamic', sql: percentilesArraySql },
  { names: ['percentilew'], takes: rankable, further: ['long', 'real'], gives: asIs, sql: weightedSql },
  {
    names: ['percentilesw_array'],
    takes: rankable,
    further: ['long'],
    gives: 'dynamic',
    sql: weightedArraySql,
  },
  {
    names: ['tdigest'],
    takes: (type) => rankable(wideNumber(type)),
    further: ['long'],
    gives: 'dynamic',
    sql: (value, context, args) => digestSql(value, context, args[1]),
  },
  {
    names: ['tdigest_merge', 'merge_tdigest'],
    gives: 'dynamic',
    sql: (value, { filter }) =>
      nativeSql('MergeDigests', [{ sql: `k_list_json(list(${value.sql})${filter})`, type: 'dynamic' }]),
  },
  {
    names: ['hll'],
    filtered: ['hll_if'],
    takes: countingKey,
    gives: 'dynamic',
    sql: (value, { condition }) =>
      nativeSql('SketchOf', [
        {
          sql: `k_list_json(list(DISTINCT hash(${value.sql}))${filterBy(isPresent(value), condition)})`,
          type: 'dynamic',
        },
      ]),
  },
  {
    names: ['hll_merge'],
    gives: 'dynamic',
    sql: (value, { filter }) =>
      nativeSql('MergeSketches', [{ sql: `k_list_json(list(${value.sql})${filter})`, type: 'dynamic' }]),
  },
];
