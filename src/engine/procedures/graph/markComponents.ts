import type { Procedure, Row } from '../procedure';
import { GraphIndex } from './graphIndex';

/**
 * `graph-mark-components`: the key and the component of each node; components are counted from 0 in the order of their
 * first nodes. `weak`: connected in whatever direction; `strong`: each node leads to each other one.
 */
export function markComponents(kind: 'weak' | 'strong'): Procedure {
  return function* ([nodes = [], edges = []]) {
    const graph = new GraphIndex(nodes, edges);
    const components = kind === 'weak' ? weakComponents(graph) : strongComponents(graph);
    const numbers = new Map<number, bigint>();
    for (const [node, component] of components.entries()) {
      const number = numbers.get(component) ?? BigInt(numbers.size);
      numbers.set(component, number);
      const row: Row = [nodes[node]?.[0] ?? null, number];
      yield row;
    }
  };
}

function weakComponents(graph: GraphIndex): readonly number[] {
  const components: number[] = [];
  for (const start of graph.nodes.keys()) {
    if (components[start] !== undefined) continue;
    const waiting = [start];
    components[start] = start;
    for (const node of waiting) {
      for (const hop of graph.hops(node, 'any')) {
        if (components[hop.node] !== undefined) continue;
        components[hop.node] = start;
        waiting.push(hop.node);
      }
    }
  }
  return components;
}

/** Kosaraju's way, without recursion: nodes in the order in which a search leaves them, then backwards. */
function strongComponents(graph: GraphIndex): readonly number[] {
  const components: number[] = [];
  for (const root of leavingOrder(graph).reverse()) {
    if (components[root] !== undefined) continue;
    const waiting = [root];
    components[root] = root;
    for (const node of waiting) {
      for (const hop of graph.hops(node, 'backward')) {
        if (components[hop.node] !== undefined) continue;
        components[hop.node] = root;
        waiting.push(hop.node);
      }
    }
  }
  return components;
}

function leavingOrder(graph: GraphIndex): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  for (const root of graph.nodes.keys()) {
    if (seen.has(root)) continue;
    seen.add(root);
    const path = [{ node: root, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const hop = graph.hops(top.node, 'forward')[top.next++];
      if (hop === undefined) {
        order.push(top.node);
        path.pop();
      } else if (!seen.has(hop.node)) {
        seen.add(hop.node);
        path.push({ node: hop.node, next: 0 });
      }
    }
  }
  return order;
}
