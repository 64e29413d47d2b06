import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { argumentsOf, callFunction } from '../expressions/call';
import { limitRows } from '../operators/rows';
import type { Relation, Scalar } from '../nodes';
import type { NamedScalar, Planner } from '../planner';
import { boundColumns, passThrough, projectTo, rowScopeOf } from '../projection';
import { castTo } from '../scalar';
import { PluginArguments } from './pluginArguments';

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
