import type { BoundNode } from '../../../kusto/boundNode';
import { Environment } from '../environment';
import type { LateralStep, Relation } from '../nodes';
import type { Planner } from '../planner';

/** Plans a pipeline that has no source of its own, such as the one in `partition by Key (…)`, over the given rows. */
export function planPipeline(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return planPipeline(node.child('Expression'), input, environment, planner);
    case 'PipeExpression': {
      const before = planPipeline(node.child('Expression'), input, environment, planner);
      return planner.operator(node.child('Operator'), before, environment);
    }
    default:
      return planner.operator(node, input, environment);
  }
}

/** Runs a pipeline once for each row of `outer`; `source` gives its input and may name columns of that row. */
export function planForEach(
  outer: Relation,
  pipeline: BoundNode,
  environment: Environment,
  planner: Planner,
  source: () => Relation,
): LateralStep {
  return planner.forEach(outer, () => planPipeline(pipeline, source(), new Environment(environment), planner));
}
