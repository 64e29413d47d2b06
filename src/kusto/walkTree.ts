import type { BoundNode } from './boundNode';

/** A node with what it stands in. */
export interface PlacedNode {
  readonly node: BoundNode;
  readonly parent: PlacedNode | undefined;
}

/** Every node of a tree in text order, each before what is in it. */
export function* walkTree(root: BoundNode): Generator<PlacedNode> {
  const waiting: PlacedNode[] = [{ node: root, parent: undefined }];
  for (let placed = waiting.pop(); placed !== undefined; placed = waiting.pop()) {
    yield placed;
    const parent = placed;
    for (const node of placed.node.children.reverse()) waiting.push({ node, parent });
  }
}

/** What a node stands in, the innermost first. */
export function* ancestorsOf({ parent }: PlacedNode): Generator<PlacedNode> {
  for (let placed = parent; placed !== undefined; placed = placed.parent) yield placed;
}
