import { filterBy, isPresent, listItem, type AggregateContext, type AggregateDefinition } from './aggregateRule';
import type { SqlArgument } from './functionRule';
import { nativeSql } from './nativeSql';

/** Lists of arrays are joined into one list; a dynamic null stays in it. */
function dynamicListSql(value: SqlArgument, context: AggregateContext): string {
  const items = `CASE json_type(${value.sql}) WHEN 'ARRAY' THEN json_extract(${value.sql}, '$[*]') ELSE [${value.sql}] END`;
  return `flatten(list(${items}${context.order})${context.filter})`;
}

function listSql(value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]): string {
  if (value.type === 'dynamic') return jsonSql(value, sliceSql(dynamicListSql(value, context), args[1]));
  const list = `list(${listItem(value)}${context.order})${filterBy(isPresent(value), context.condition)}`;
  return jsonSql(value, sliceSql(list, args[1]));
}

/** Sets of rows that have an order keep that of first appearance; arrays are added item by item. */
function setSql(value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]): string {
  return jsonSql(value, sliceSql(distinctListSql(value, context), args[1]));
}

/** A list as a dynamic array; what lists of reals hold is JSON, too. */
function jsonSql(value: SqlArgument, list: string): string {
  return value.type === 'dynamic' || value.type === 'real' ? `k_dynamics_json(${list})` : `k_list_json(${list})`;
}

function distinctListSql(value: SqlArgument, context: AggregateContext): string {
  const filter = filterBy(isPresent(value), context.condition);
  if (value.type === 'dynamic') {
    const items = `CASE json_type(${value.sql}) WHEN 'ARRAY' THEN json_extract(${value.sql}, '$[*]') ELSE [${value.sql}] END`;
    const list = `flatten(list(${items}${context.order})${filter})`;
    return context.order === '' ? `coalesce(list_distinct(${list}), [])` : `k_distinct_list(${list})`;
  }
  const item = listItem(value);
  return context.order === ''
    ? `coalesce(list(DISTINCT ${item})${filter}, [])`
    : `k_distinct_list(list(${item}${context.order})${filter})`;
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
      jsonSql(
        value,
        value.type === 'dynamic'
          ? dynamicListSql(value, context)
          : `list(${listItem(value)}${context.order})${context.filter}`,
      ),
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
