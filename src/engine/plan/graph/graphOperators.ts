import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { asCondition } from '../expressions/coercion';
import { notSupported } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import { filterRows } from '../operators/rows';
import type { PlanColumn, Relation } from '../nodes';
import type { Planner } from '../planner';
import { markComponents } from '../../procedures/graph/markComponents';
import { joinRows } from './joinRows';
import { planEdgeFunctions, planNodeFunctions, withDegrees } from './elementFunctions';
import type { EdgeRows, GraphRows, PlannedGraph } from './plannedGraph';
import { projectColumns, storeEdges, storeNodes } from './storeGraph';

/** `graph-where-nodes`: edges go with the nodes at their ends. */
export function planWhereNodes(
  node: BoundNode,
  graph: PlannedGraph,
  environment: Environment,
  planner: Planner,
): PlannedGraph {
  const condition = node.child('Condition');
  const rows = withDegrees(graph, [condition], planner);
  const predicate = asCondition(
    planner.scalar(condition, {
      environment,
      row: propertiesOf(rows),
      isCondition: true,
      element: planNodeFunctions(rows),
    }),
  );
  const nodes = storeNodes({ ...rows, relation: filterRows(rows.relation, predicate) }, planner);
  const edges = graph.edges();
  const left = [edges.source, edges.target].reduce(
    (relation, end): Relation => onlyWhereKept(relation, end, nodes()),
    edges.relation,
  );
  return { nodes, edges: storeEdges({ ...edges, relation: left }, planner) };
}

/** `graph-where-edges`: nodes stay, even those without edges. */
export function planWhereEdges(
  node: BoundNode,
  graph: PlannedGraph,
  environment: Environment,
  planner: Planner,
): PlannedGraph {
  const edges = graph.edges();
  const row = propertiesOf(edges);
  const condition = planner.scalar(node.child('Condition'), {
    environment,
    row,
    isCondition: true,
    element: planEdgeFunctions,
  });
  const relation = filterRows(edges.relation, asCondition(condition));
  return { nodes: graph.nodes, edges: storeEdges({ ...edges, relation }, planner) };
}

/** `graph-mark-components`: a new property of nodes that tells which of them belong together. */
export function planMarkComponents(
  node: BoundNode,
  graph: PlannedGraph,
  _: Environment,
  planner: Planner,
): PlannedGraph {
  const kind = operatorParameter(node, 'kind') ?? 'weak';
  if (kind !== 'weak' && kind !== 'strong') throw notSupported(`graph-mark-components kind=${kind}`, node);
  const [rows, forSearch, edges] = [graph.nodes(), graph.nodes(), graph.edges()];
  const marks = planner.compute(
    node,
    [keysOf(forSearch), procedureEdges(edges)],
    [
      { name: '', type: 'long' },
      { name: '', type: 'long' },
    ],
    markComponents(kind),
  );
  const [key, component] = marks.columns;
  if (key === undefined || component === undefined) throw new Error('a computed relation lost a column');
  const name = operatorParameter(node, 'with_component_id') ?? 'ComponentId';
  const mark: PlanColumn = { ...component, name };
  const others = rows.properties.filter((item) => item.name !== name);
  const columns = [rows.key, rows.id, ...others, mark];
  const relation = joinRows('inner', rows.relation, marks, { left: rows.key, right: key }, columns);
  const nodes = storeNodes({ ...rows, relation, properties: [...others, mark] }, planner);
  return { nodes, edges: graph.edges };
}

/** A relation that shows only what a query can name. */
export function propertiesOf({ relation, properties }: GraphRows): Relation {
  return { ...relation, columns: properties };
}

/** Nodes as procedures over graphs read them: their keys. */
function keysOf({ relation, key }: GraphRows): Relation {
  return { ...projectColumns(relation, [key]), ordering: relation.ordering };
}

/** Edges as procedures over graphs read them: the keys of their ends. */
function procedureEdges({ relation, source, target }: EdgeRows): Relation {
  return { ...projectColumns({ ...relation }, [source, target]), ordering: [] };
}

function onlyWhereKept(relation: Relation, end: PlanColumn, nodes: GraphRows): Relation {
  return joinRows('semi', relation, nodes.relation, { left: end, right: nodes.key }, relation.columns);
}
