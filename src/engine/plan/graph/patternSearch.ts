import type { BoundNode } from '../../../kusto/boundNode';
import type { Pattern } from '../../procedures/graph/graphPattern';
import type { Environment } from '../environment';
import { asCondition } from '../expressions/coercion';
import { filterRows } from '../operators/rows';
import type { Relation, Scalar } from '../nodes';
import type { Planner, Scope } from '../planner';
import { planItems, projectTo } from '../projection';
import { call } from '../scalar';
import { withDegrees } from './elementFunctions';
import { nameMatchColumns } from './matchColumns';
import type { PlannedGraph } from './plannedGraph';
import { AskedRows, PatternElements } from './patternElements';
import { readPattern, type NamedElement } from './readPattern';

/** A pattern, its conditions divided into those that the search itself heeds and those on whole matches. */
export interface PatternSearch {
  readonly elements: PatternElements;
  readonly conditions: SearchConditions;
  /** Conditions that speak of several elements, with the elements. */
  readonly onMatches: readonly { readonly node: BoundNode; readonly elements: ReadonlySet<NamedElement> }[];
}

interface SearchConditions {
  readonly nodes: readonly (readonly number[])[];
  readonly edges: readonly (readonly number[])[];
  readonly inner: readonly (readonly number[])[];
}

/** Plans the pattern and the `where` of `graph-match` or `graph-shortest-paths`. */
export function planSearch(
  node: BoundNode,
  graph: PlannedGraph,
  environment: Environment,
  planner: Planner,
): PatternSearch {
  const clauses = [node.optionalChild('WhereClause'), node.optionalChild('ProjectClause')];
  const expressions = clauses.filter((clause) => clause !== undefined);
  const syntax = readPattern(node.list('Patterns'), environment, planner);
  const nodes = withDegrees(graph, expressions, planner);
  const edges = graph.edges();
  const newId = (): string => planner.newId();
  const elements = new PatternElements(
    syntax,
    new AskedRows(nodes, [nodes.key], newId),
    new AskedRows(edges, [edges.source, edges.target, edges.key], newId),
    environment,
    planner,
  );
  const conditions = {
    nodes: Array.from({ length: syntax.nodeCount }, (): number[] => []),
    edges: syntax.edges.map((): number[] => []),
    inner: syntax.edges.map((): number[] => []),
  };
  const onMatches = conjunctsOf(clauses[0]?.child('Condition')).flatMap((conjunct) => {
    const onAll = elements.conditionOnAll(conjunct);
    if (onAll !== undefined) {
      conditions[onAll.of][onAll.element.position]?.push(onAll.position);
      return [];
    }
    const named = elements.elementsIn(conjunct);
    const [only] = named;
    if (only === undefined || named.size > 1 || speaksOfWays(conjunct)) return [{ node: conjunct, elements: named }];
    const scope: Scope = { environment, isCondition: true, element: elements.overRowsOf(only) };
    const predicate = asCondition(planner.scalar(conjunct, scope));
    if (only.kind === 'node') conditions.nodes[only.position]?.push(elements.nodes.positionOf(predicate));
    else conditions.edges[only.position]?.push(elements.edges.positionOf(predicate));
    return [];
  });
  return { elements, conditions, onMatches };
}

/** The pattern as procedures take it, once everything has been asked of its elements. */
export function patternOf({ elements, conditions }: PatternSearch): Pattern {
  return {
    nodes: conditions.nodes.map((own) => ({ conditions: own })),
    edges: elements.syntax.edges.map((edge, position) => ({
      ...edge,
      conditions: conditions.edges[position] ?? [],
      innerConditions: conditions.inner[position] ?? [],
    })),
    outputs: elements.outputs,
  };
}

/** Computes the matches, then keeps those that fulfil the other conditions and shows what is asked for. */
export function planMatches(
  node: BoundNode,
  search: PatternSearch,
  environment: Environment,
  planner: Planner,
  compute: (inputs: readonly Relation[], pattern: Pattern) => Relation,
): Relation {
  const { elements } = search;
  const scope: Scope = { environment, element: elements.overMatches };
  const predicate = search.onMatches
    .map((item) => asCondition(planner.scalar(item.node, { ...scope, isCondition: true })))
    .reduce<Scalar | undefined>((all, one) => (all === undefined ? one : call('And', 'bool', all, one)), undefined);
  const items = planItems(node.child('ProjectClause').list('Expressions'), scope, planner);
  const computed = elements.matches(compute([elements.nodes.relation(), elements.edges.relation()], patternOf(search)));
  const kept = predicate === undefined ? computed : filterRows(computed, predicate);
  return projectTo(kept, nameMatchColumns(items, node), planner);
}

/** The parts of a condition that all have to be true. */
function conjunctsOf(node: BoundNode | undefined): readonly BoundNode[] {
  if (node === undefined) return [];
  if (node.kind === 'ParenthesizedExpression') return conjunctsOf(node.child('Expression'));
  if (node.kind !== 'BinaryExpression' || node.token('Operator').toLowerCase() !== 'and') return [node];
  return [...conjunctsOf(node.child('Left')), ...conjunctsOf(node.child('Right'))];
}

const LIST_FUNCTIONS: ReadonlySet<string> = new Set(['all', 'any', 'map', 'inner_nodes']);

function speaksOfWays(node: BoundNode): boolean {
  if (node.kind === 'FunctionCallExpression' && LIST_FUNCTIONS.has(node.name)) return true;
  return node.children.some(speaksOfWays);
}
