import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { argumentsOf, callFunction } from '../expressions/call';
import { QueryFault } from '../notSupported';
import { limitRows } from '../operators/rows';
import type { Relation, Scalar } from '../nodes';
import type { NamedScalar, Planner } from '../planner';
import { boundColumns, passThrough, projectTo, rowScopeOf } from '../projection';
import { findColumn } from '../relation';
import { castTo, column, literal } from '../scalar';
import { mergeSchemas } from '../../procedures/plugins/schemaMerge';
import { PluginArguments, rowOf } from './pluginArguments';

/** `dcount_intersect(A, B, …)`: how many values the first sketch has, the first two have in common, and so on. */
export function planDcountIntersect(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const sketches = argumentsOf(node.child('FunctionCall')).map((argument) =>
    planner.scalar(argument, rowScopeOf(input, environment)),
  );
  const names = boundColumns(node).slice(-sketches.length);
  const counts = sketches.map((_, index): NamedScalar => {
    const scalar = callFunction('SharedCount', sketches.slice(0, index + 1), node);
    return { name: names[index]?.name ?? `s${index}`, type: 'long', scalar };
  });
  return projectTo(input, [...input.columns.map(passThrough), ...counts], planner);
}

/** `preview(N)`: the first rows; the count of all rows, a second table, is left out. */
export function planPreview(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const args = new PluginArguments(node, ['NumberOfRows']);
  return limitRows(input, castTo('long', planner.scalar(args.need('NumberOfRows'), { environment })));
}

/** `estimate_rows_count()`: how many rows there are, counted. */
export function planRowsCount(node: BoundNode, input: Relation, _: Environment, planner: Planner): Relation {
  const id = planner.newId();
  const count: Scalar = { kind: 'aggregate', type: 'long', name: 'count', args: [], ordering: [] };
  return {
    columns: [{ id, name: boundColumns(node)[0]?.name ?? 'Count', type: 'long' }],
    ordering: [],
    step: { kind: 'aggregate', input, keys: [], measures: [{ id, source: count }] },
  };
}

/** `schema_merge(PreserveOrder)`: over rows as `getschema` gives them. */
export function planSchemaMerge(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const order = new PluginArguments(node, ['PreserveOrder']).get('PreserveOrder');
  const keepsOrder =
    order === undefined ? literal('bool', true) : castTo('bool', planner.scalar(order, { environment }));
  const types = ['string', 'int', 'string', 'string'] as const;
  const names = ['ColumnName', 'ColumnOrdinal', 'DataType', 'ColumnType'];
  const values = names.map((name, index): NamedScalar => {
    const type = types[index] ?? 'string';
    const own = findColumn(input, name);
    if (own === undefined) throw new QueryFault(`schema_merge() needs the column '${name}' of getschema`, node);
    return { name, type, scalar: castTo(type, column(own.id, own.type)) };
  });
  const columns = names.map((name, index) => ({ name, type: types[index] ?? 'string' }));
  return planner.compute(
    node,
    [projectTo(input, values, planner), rowOf([keepsOrder], planner)],
    columns,
    mergeSchemas,
  );
}
