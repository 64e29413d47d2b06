import type { BoundNode } from '../../../kusto/boundNode';
import { Environment } from '../environment';
import { QueryFault } from '../notSupported';
import type { Planner } from '../planner';
import { rowScopeOf } from '../projection';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import { planPipeline } from './subquery';

/*
 * Operators that make several tables. An answer of the hunting API holds one table, so the first of them is the answer;
 * the others are not computed.
 */

/** `facet by A, B with (…)`: the rows of the `with` clause, else how often the first column has each of its values. */
export function planFacet(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const clause = node.optionalChild('WithClause');
  planner.tell('facet makes several tables and an answer holds one: this is the first of them.');
  const pipeline = clause?.optionalChild('Expression') ?? clause?.optionalChild('Operator');
  if (pipeline !== undefined) return planPipeline(pipeline, input, new Environment(environment), planner);
  const [first] = node.list('Expressions');
  if (first === undefined) throw new QueryFault('facet names no column', node);
  const value = planner.scalar(first, rowScopeOf(input, environment));
  const count: Scalar = { kind: 'aggregate', type: 'long', name: 'count', args: [], ordering: [] };
  const key: PlanColumn = { id: planner.newId(), name: first.name, type: value.type };
  const measure: PlanColumn = { id: planner.newId(), name: `count_${first.name}`, type: 'long' };
  return {
    columns: [key, measure],
    ordering: [],
    step: {
      kind: 'aggregate',
      input,
      keys: [{ id: key.id, source: value }],
      measures: [{ id: measure.id, source: count }],
    },
  };
}

/** `fork (…) Name = (…)`: the rows of the first leg. */
export function planFork(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const [first] = node.list('Expressions');
  if (first === undefined) throw new QueryFault('fork has no leg', node);
  planner.tell('fork makes several tables and an answer holds one: this is that of its first leg.');
  return planPipeline(first.child('Expression'), input, new Environment(environment), planner);
}
