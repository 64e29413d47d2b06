import type { BoundNode } from '../../../kusto/boundNode';
import { matchedElements, matchPattern, type Cycles } from '../../procedures/graph/matchPattern';
import { shortestPaths } from '../../procedures/graph/shortestPaths';
import type { Environment } from '../environment';
import { notSupported, QueryFault } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import { filterRows } from '../operators/rows';
import type { Relation } from '../nodes';
import type { Planner } from '../planner';
import { call, column } from '../scalar';
import { joinRows } from './joinRows';
import type { GraphRows, PlannedGraph } from './plannedGraph';
import { storeGraph } from './storeGraph';
import { patternOf, planMatches, planSearch, type PatternSearch } from './patternSearch';

/** `graph-match … project …`: a row for each match. */
export function planGraphMatch(
  node: BoundNode,
  graph: PlannedGraph,
  environment: Environment,
  planner: Planner,
): Relation {
  const search = planSearch(node, graph, environment, planner);
  const cycles = readCycles(node);
  return planMatches(node, search, environment, planner, (inputs, pattern) =>
    planner.compute(node, inputs, search.elements.outputColumns, matchPattern(pattern, cycles)),
  );
}

/** `graph-match` without `project`: the part of the graph that matches. */
export function planMatchedGraph(
  node: BoundNode,
  graph: PlannedGraph,
  environment: Environment,
  planner: Planner,
): PlannedGraph {
  const search = planSearch(node, graph, environment, planner);
  const [open] = search.onMatches;
  if (open !== undefined) {
    throw notSupported('graph-match without project, by a condition on several elements', open.node);
  }
  const inputs = [search.elements.nodes.relation(), search.elements.edges.relation()];
  const columns = [
    { name: '', type: 'bool' },
    { name: '', type: 'long' },
  ] as const;
  const found = planner.compute(node, inputs, columns, matchedElements(patternOf(search), readCycles(node)));
  const use = planner.share(found, true);
  const [nodes, edges] = [graph.nodes(), graph.edges()];
  return storeGraph(
    { ...nodes, relation: keepFound(nodes, use(), true) },
    { ...edges, relation: keepFound(edges, use(), false) },
    planner,
  );
}

function keepFound({ relation, key }: GraphRows, found: Relation, areNodes: boolean): Relation {
  const [isNode, foundKey] = found.columns;
  if (isNode === undefined || foundKey === undefined) throw new Error('a computed relation lost a column');
  const flag = column(isNode.id, 'bool');
  const right = filterRows(found, areNodes ? flag : call('not', 'bool', flag));
  return joinRows('semi', relation, right, { left: key, right: foundKey }, relation.columns);
}

/** `graph-shortest-paths`: the shortest ways from each first node to each last node of a pattern. */
export function planShortestPaths(
  node: BoundNode,
  graph: PlannedGraph,
  environment: Environment,
  planner: Planner,
): Relation {
  const output = operatorParameter(node, 'output') ?? 'any';
  if (output !== 'any' && output !== 'all') throw notSupported(`graph-shortest-paths output=${output}`, node);
  const search = planSearch(node, graph, environment, planner);
  refuseOtherPatterns(node, search);
  return planMatches(node, search, environment, planner, (inputs, pattern) =>
    planner.compute(node, inputs, search.elements.outputColumns, shortestPaths(pattern, output)),
  );
}

function refuseOtherPatterns(node: BoundNode, { elements, onMatches }: PatternSearch): void {
  const { edges, nodeCount } = elements.syntax;
  const isSequence = edges.every(({ from, to }, position) => from === position && to === position + 1);
  if (!isSequence || nodeCount !== edges.length + 1) {
    throw new QueryFault('graph-shortest-paths needs a pattern that is one sequence without a node twice', node);
  }
  if (!edges.some(({ least, most }) => least !== most)) {
    throw new QueryFault('graph-shortest-paths needs an edge of variable length', node);
  }
  for (const condition of onMatches) {
    const isOfEnds = [...condition.elements].every(
      ({ kind, position }) => kind === 'node' && (position === 0 || position === nodeCount - 1),
    );
    if (!isOfEnds) throw notSupported('graph-shortest-paths by a condition on a whole path', condition.node);
  }
}

const CYCLES: readonly Cycles[] = ['all', 'unique_edges', 'none'];

function readCycles(node: BoundNode): Cycles {
  const given = operatorParameter(node, 'cycles') ?? 'unique_edges';
  const known = CYCLES.find((name) => name === given);
  if (known === undefined) throw new QueryFault(`cycles=${given} is none of ${CYCLES.join(', ')}`, node);
  return known;
}
