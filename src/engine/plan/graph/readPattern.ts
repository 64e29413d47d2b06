import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { notSupported, QueryFault } from '../notSupported';
import type { Planner } from '../planner';
import { constantInteger } from '../scalar';
import type { Direction } from '../../procedures/graph/graphIndex';

/** What a name of a pattern stands for; a `way` is an edge of variable length. */
export interface NamedElement {
  readonly kind: 'node' | 'edge' | 'way';
  /** Position among the pattern's nodes or edges. */
  readonly position: number;
}

export interface EdgeSyntax {
  readonly from: number;
  readonly to: number;
  readonly direction: Direction;
  readonly least: number;
  readonly most: number;
}

/** A pattern as a query writes it: `(a)-[e*1..3]->(b), (b)<--(c)`. */
export interface PatternSyntax {
  readonly nodeCount: number;
  readonly edges: readonly EdgeSyntax[];
  readonly elements: ReadonlyMap<string, NamedElement>;
}

/** Reads the patterns of a graph operator; a node named again is the same node. */
export function readPattern(patterns: readonly BoundNode[], environment: Environment, planner: Planner): PatternSyntax {
  const elements = new Map<string, NamedElement>();
  const edges: EdgeSyntax[] = [];
  let nodeCount = 0;
  const nodeAt = (node: BoundNode): number => {
    const name = node.optionalChild('Name')?.name;
    const known = name === undefined ? undefined : elements.get(name);
    if (known !== undefined && known.kind !== 'node')
      throw new QueryFault(`'${name ?? ''}' is an edge of the pattern already`, node);
    if (known !== undefined) return known.position;
    if (name !== undefined) elements.set(name, { kind: 'node', position: nodeCount });
    return nodeCount++;
  };
  for (const pattern of patterns) {
    let waiting: { readonly node: BoundNode; readonly from: number } | undefined;
    let last = -1;
    for (const element of pattern.list('PatternElements')) {
      if (element.kind === 'GraphMatchPatternEdge') {
        waiting = { node: element, from: last };
        continue;
      }
      last = nodeAt(element);
      if (waiting === undefined) continue;
      const edge = readEdge(waiting.node, waiting.from, last, environment, planner);
      nameEdge(waiting.node, edges.length, elements);
      edges.push(edge);
      waiting = undefined;
    }
  }
  return { nodeCount, edges, elements };
}

function nameEdge(node: BoundNode, position: number, elements: Map<string, NamedElement>): void {
  const name = node.optionalChild('Name')?.name;
  if (name === undefined) return;
  if (elements.has(name)) throw new QueryFault(`'${name}' names two elements of the pattern`, node);
  const isWay = node.optionalChild('Range') !== undefined;
  elements.set(name, { kind: isWay ? 'way' : 'edge', position });
}

function readEdge(node: BoundNode, from: number, to: number, environment: Environment, planner: Planner): EdgeSyntax {
  const [first, last] = [node.token('FirstToken'), node.token('LastToken')];
  const isBackward = first.startsWith('<');
  const isForward = (last === '' ? first : last).endsWith('>');
  const direction = isBackward === isForward ? 'any' : isForward ? 'forward' : 'backward';
  const range = node.optionalChild('Range');
  if (range === undefined) return { from, to, direction, least: 1, most: 1 };
  const [least, most] = ['RangeStart', 'RangeEnd'].map((part) => readBound(range.child(part), environment, planner));
  if (least === undefined || most === undefined || least < 0 || most < least) {
    throw new QueryFault(`'${range.text}' is no range of lengths`, range);
  }
  return { from, to, direction, least, most };
}

function readBound(node: BoundNode, environment: Environment, planner: Planner): number {
  const value = constantInteger(planner.scalar(node, { environment }));
  if (value === undefined) throw notSupported(`'${node.text}' as a length that is not known beforehand`, node);
  return Number(value);
}
