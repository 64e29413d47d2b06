import { describe, expect, it } from 'vitest';
import { PARSED } from '../../../../../src/core/json/walkJson';
import {
  listNodes,
  nodeJson,
  NODES_A_PIECE,
  nodeSteps,
  nodeText,
  rootOf,
  searchNodes,
  type TreeNode,
} from '../../../../../src/core/results/display/valueTree';

const TEXT =
  '{"Id":9223372036854775807,"Rate":0.1234567890123456789012345,"odd key":[{"a":"x\\"y"},null,true],"Empty":{}}';

function childrenOf(text: string, node: TreeNode | undefined): readonly TreeNode[] {
  return node?.expand === undefined ? [] : listNodes(text, node.expand).nodes;
}

describe('the tree of a value', () => {
  const root = rootOf(TEXT);
  const nodes = listNodes(TEXT, root?.place ?? []).nodes;

  it('keeps every digit of numbers, which a double would lose', () => {
    expect(root?.count).toBe(4);
    expect(nodes.map(({ label, kind, text }) => [label, kind, text])).toEqual([
      ['Id', 'number', '9223372036854775807'],
      ['Rate', 'number', '0.1234567890123456789012345'],
      ['odd key', 'array', ''],
      ['Empty', 'object', ''],
    ]);
    expect(nodeText(TEXT, nodes[1]?.place ?? [])).toBe('0.1234567890123456789012345');
  });

  it('opens what has parts and nothing else', () => {
    expect(nodes.map(({ expand }) => expand !== undefined)).toEqual([false, false, true, false]);
    const elements = childrenOf(TEXT, nodes[2]);
    expect(elements.map(({ label, kind }) => [label, kind])).toEqual([
      ['[0]', 'object'],
      ['[1]', 'null'],
      ['[2]', 'bool'],
    ]);
    const [inner] = childrenOf(TEXT, elements[0]);
    expect(inner).toMatchObject({ label: 'a', text: 'x"y' });
    expect(nodeText(TEXT, inner?.place ?? [])).toBe('x"y');
    expect(nodeSteps(TEXT, inner?.place ?? [])).toEqual(['odd key', 0, 'a']);
  });

  it('keeps a name that is empty, and shows it as [""] in a path', () => {
    const text = '{"":{"":"inner"},"a":{"":"other"}}';
    const [empty] = listNodes(text, rootOf(text)?.place ?? []).nodes;
    expect(empty?.label).toBe('');
    const found = searchNodes(text, rootOf(text)?.place ?? [], 'er').nodes;
    expect(found.map(({ label }) => label)).toEqual(['[""][""]', 'a[""]']);
  });

  it('opens JSON inside strings, however often it was put into one', () => {
    const text = JSON.stringify({ outer: JSON.stringify([JSON.stringify({ id: '7' })]) });
    const [outer] = listNodes(text, rootOf(text)?.place ?? []).nodes;
    const [element] = childrenOf(text, outer);
    const [id] = childrenOf(text, element);
    expect(id).toMatchObject({ label: 'id', text: '7' });
    expect(nodeSteps(text, id?.place ?? [])).toEqual(['outer', PARSED, 0, PARSED, 'id']);
    expect(nodeJson(text, id?.place ?? [])).toBe('"7"');
    const whole = JSON.stringify('{"a":1}');
    expect(rootOf(whole)?.count).toBe(1);
    expect(rootOf('"{a}"')).toBeUndefined();
  });

  it('gives many children in pieces', () => {
    const text = JSON.stringify(Array.from({ length: NODES_A_PIECE + 5 }, (_, at) => at));
    const first = listNodes(text, [0]);
    expect(first.nodes.length).toBe(NODES_A_PIECE);
    expect(listNodes(text, [0], first.next).nodes.map(({ label }) => label)[0]).toBe(`[${NODES_A_PIECE}]`);
    expect(listNodes(text, [0], first.next).next).toBeUndefined();
  });

  it('cuts long values, tells their length, and marks what is invisible or looks alike', () => {
    const text = JSON.stringify({ 'a\u202E': 'A'.repeat(5000), b: 'p\u0430ypal' });
    const [long, mixed] = listNodes(text, [0]).nodes;
    expect(long).toMatchObject({ label: 'a‹U+202E›', fullLength: 5002 });
    expect(long?.text.length).toBe(1000);
    expect(nodeText(text, long?.place ?? [])?.length).toBe(5000);
    expect(mixed?.hasMixedScripts).toBe(true);
  });

  it('finds names and values in any case, by their paths', () => {
    const found = searchNodes(TEXT, [0], 'X"');
    expect(found.nodes.map(({ label, text }) => [label, text])).toEqual([['odd key[0].a', 'x"y']]);
    expect(searchNodes(TEXT, [0], 'RATE').nodes.map(({ label }) => label)).toEqual(['Rate']);
    expect(searchNodes(TEXT, [0], '922337').nodes.map(({ label }) => label)).toEqual(['Id']);
    const many = JSON.stringify(Array.from({ length: 600 }, () => 'same'));
    expect(searchNodes(many, [0], 'same')).toMatchObject({ isMore: true });
  });

  it('answers a place that does not exist with nothing', () => {
    for (const place of [[999], [1], [0, 5], [2, 0], []]) {
      expect(listNodes(TEXT, place).nodes).toEqual([]);
      expect(place.length === 1 && place[0] === 2 ? undefined : nodeSteps(TEXT, place)).toEqual(
        place.length === 0 ? [] : undefined,
      );
    }
  });

  it('is quick for megabytes and for depth', () => {
    const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
    expect(rootOf(deep)?.count).toBe(1);
    expect(searchNodes(deep, [0], '1').nodes).toEqual([]);
    expect(listNodes(deep, [50_000]).nodes).toMatchObject([{ kind: 'array', count: 1 }]);
  });
});
