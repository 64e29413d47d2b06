import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { notSupported, QueryFault } from '../notSupported';
import { operatorName } from '../operators/operatorName';
import { distinctRows, filterRows } from '../operators/rows';
import type { Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { passThrough, projectTo, rowScopeOf } from '../projection';
import { call, column } from '../scalar';
import { refusal } from '../refusedFunctions';
import { planGraphMatch, planMatchedGraph, planShortestPaths } from './graphMatch';
import { planMarkComponents, planWhereEdges, planWhereNodes } from './graphOperators';
import { planGraphToTable } from './graphToTable';
import { planMakeGraph } from './makeGraph';
import type { PlannedGraph } from './plannedGraph';

type GraphPlanner<Result> = (
  node: BoundNode,
  graph: PlannedGraph,
  environment: Environment,
  planner: Planner,
) => Result;

/** Operators that make another graph of a graph. */
const CHANGES: ReadonlyMap<string, GraphPlanner<PlannedGraph>> = new Map([
  ['GraphMarkComponentsOperator', planMarkComponents],
  ['GraphMatchOperator', planMatchedGraph],
  ['GraphWhereEdgesOperator', planWhereEdges],
  ['GraphWhereNodesOperator', planWhereNodes],
]);

/** Operators that make a table of a graph. */
const TABLES: ReadonlyMap<string, GraphPlanner<Relation>> = new Map([
  ['GraphMatchOperator', planGraphMatch],
  ['GraphShortestPathsOperator', planShortestPaths],
  ['GraphToTableOperator', planGraphToTable],
]);

/** Kusto's classes of the graph operators that the engine has. */
export const GRAPH_OPERATORS: ReadonlySet<string> = new Set(['MakeGraphOperator', ...CHANGES.keys(), ...TABLES.keys()]);

/** The table at the end of a pipe of graph operators; undefined where the pipe does not end with one. */
export function planGraphTable(pipe: BoundNode, environment: Environment, planner: Planner): Relation | undefined {
  const operator = pipe.child('Operator');
  if (!GRAPH_OPERATORS.has(operator.kind)) return undefined;
  const clause = operator.optionalChild('PartitionedByClause');
  if (clause !== undefined) {
    const input = planner.relation(pipe.child('Expression'), environment);
    return planPartitionedGraph(operator, clause, input, environment, planner);
  }
  const plan = TABLES.get(operator.kind);
  if (plan === undefined || pipe.isGraph) {
    throw new QueryFault(`${operatorName(operator)} gives a graph, and only graph operators can follow it`, operator);
  }
  return plan(operator, planGraph(pipe.child('Expression'), environment, planner), environment, planner);
}

/** Plans an expression whose value is a graph. */
export function planGraph(node: BoundNode, environment: Environment, planner: Planner): PlannedGraph {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return planGraph(node.child('Expression'), environment, planner);
    case 'NameReference':
    case 'FunctionCallExpression':
      return planNamedGraph(node, environment, planner);
    case 'PipeExpression':
      return planPipedGraph(node, environment, planner);
    default:
      throw new QueryFault(`'${node.text.slice(0, 40)}' is no graph`, node);
  }
}

function planNamedGraph(node: BoundNode, environment: Environment, planner: Planner): PlannedGraph {
  const binding = environment.lookUp(node.name);
  if (binding?.kind === 'graph') return binding.graph;
  if (binding?.kind === 'function') {
    const body = planner.enterFunction(node, { environment });
    return planGraph(body.expression, body.environment, planner);
  }
  if (node.kind === 'FunctionCallExpression') throw notSupported(refusal(node.name), node);
  throw new QueryFault(`'${node.name}' is no graph`, node);
}

function planPipedGraph(pipe: BoundNode, environment: Environment, planner: Planner): PlannedGraph {
  const [source, operator] = [pipe.child('Expression'), pipe.child('Operator')];
  if (operator.kind === 'MakeGraphOperator') {
    return planMakeGraph(operator, planner.relation(source, environment), environment, planner);
  }
  const plan = CHANGES.get(operator.kind);
  if (plan === undefined) throw new QueryFault(`${operatorName(operator)} gives no graph`, operator);
  return plan(operator, planGraph(source, environment, planner), environment, planner);
}

/** `make-graph … partitioned-by Column (…)`: a graph of its own for the edges of each value of the column. */
function planPartitionedGraph(
  node: BoundNode,
  clause: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const subquery = clause.child('Subquery');
  const plan = TABLES.get(subquery.kind);
  if (plan === undefined) throw notSupported(`partitioned-by with ${operatorName(subquery)}`, subquery);
  const use = planner.share(input, true);
  const valueOf = (rows: Relation): Scalar => planner.scalar(clause.child('Entity'), rowScopeOf(rows, environment));
  const keyed = use();
  const keys = distinctRows(keyed, [{ name: '', scalar: valueOf(keyed) }], planner);
  const [key] = keys.columns;
  if (key === undefined) throw new QueryFault('partitioned-by without a column', clause);
  const step = planner.forEach(keys, () => {
    const rows = use();
    const own = filterRows(rows, call('SameValue', 'bool', valueOf(rows), column(key.id, key.type)));
    return plan(subquery, planMakeGraph(node, own, environment, planner), environment, planner);
  });
  const ordering = [{ id: key.id, type: key.type, isDescending: false, nullsFirst: true }, ...step.body.ordering];
  return projectTo({ columns: step.body.columns, ordering, step }, step.body.columns.map(passThrough), planner);
}
