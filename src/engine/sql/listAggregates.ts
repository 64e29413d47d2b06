import { filterBy, isPresent, listItem, type AggregateContext, type AggregateDefinition } from './aggregateRule';
import type { SqlArgument } from './functionRule';
import { nativeSql } from './nativeSql';

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

/** One bag of the keys of all; of equal keys the first stays. */
function bagSql(value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]): string {
  const bags = `k_list_json(list(${value.sql}${context.order})${context.filter})`;
  const limit = args[1];
  return nativeSql('MergeBags', [
    { sql: bags, type: 'dynamic' },
    { sql: limit === undefined ? '1048576' : limit.sql, type: 'long' },
  ]);
}

/** Aggregates whose result is a list, a bag or the shape of one. */
export const LIST_AGGREGATES: readonly AggregateDefinition[] = [
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
  {
    names: ['make_bag', 'make_dictionary'],
    filtered: ['make_bag_if'],
    takes: () => 'dynamic',
    further: ['long'],
    gives: 'dynamic',
    sql: bagSql,
  },
  {
    names: ['buildschema'],
    takes: () => 'dynamic',
    gives: 'dynamic',
    sql: (value, { filter }) =>
      nativeSql('SchemaOf', [{ sql: `k_list_json(list(DISTINCT ${value.sql})${filter})`, type: 'dynamic' }]),
  },
];
