import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureValue } from '../../../../src/core/json/jsonExtent';
import { readBeginning, readString } from '../../../../src/core/json/jsonText';
import { listChildren } from '../../../../src/core/json/listChildren';
import { stepsTo, walkJson, type JsonStep } from '../../../../src/core/json/walkJson';

/** JSON texts with all kinds of white space between their tokens. */
const jsonText = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, '\t', ' \r\n'))
  .map(([written, indent]) => JSON.stringify(written, undefined, indent))
  // What the text says, which has no negative zero.
  .map((json) => ({ json, value: JSON.parse(json) as unknown }));

function valueAt(value: unknown, steps: readonly JsonStep[]): unknown {
  return steps.reduce<unknown>((inside, step) => (inside as Record<string, unknown>)[step ?? ''], value);
}

describe('walking through JSON', () => {
  it('meets every value with its place and the way to it', () => {
    fc.assert(
      fc.property(jsonText, ({ value, json }) => {
        for (const { start, steps } of walkJson(json)) {
          const way = steps();
          const written = json.slice(start, measureValue(json, start).end);
          expect(JSON.parse(written)).toEqual(valueAt(value, way));
          expect(stepsTo(json, start)).toEqual(way);
        }
      }),
    );
  });

  it('lists the children of a value in pieces as in one', () => {
    fc.assert(
      fc.property(jsonText, fc.integer({ min: 1, max: 3 }), ({ value, json }, most) => {
        fc.pre(typeof value === 'object' && value !== null);
        const all = listChildren(json, 0, 1_000_000);
        expect(all.children.map(({ key }) => String(key))).toEqual(Object.keys(value));
        expect(all.children.length).toBe(measureValue(json, 0).count);
        const read: unknown[] = [];
        let piece = listChildren(json, 0, most);
        read.push(...piece.children);
        while (piece.next !== undefined) {
          piece = listChildren(json, 0, most, piece.next);
          read.push(...piece.children);
        }
        expect(read).toEqual(all.children);
      }),
    );
  });

  it('is not held up by depth, by size, nor by what is no JSON', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(measureValue(deep, 0)).toEqual({ end: deep.length, count: 1 });
    expect([...walkJson(deep)].length).toBe(200_000);
    const wide = `[${'{"a":"\\\\\\""},'.repeat(100_000)}1]`;
    expect(measureValue(wide, 0).count).toBe(100_001);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '1', 't', 'n', ' ') }),
        (text) => {
          expect([...walkJson(text)].length).toBeLessThanOrEqual(text.length);
          expect(listChildren(text, 0, 10).children.length).toBeLessThanOrEqual(10);
        },
      ),
    );
  });

  it('tells members of the same name apart and keeps __proto__ a name', () => {
    const json = '{"__proto__":1,"a":2,"a":3}';
    expect(listChildren(json, 0, 10).children.map(({ key, start }) => [key, json.charAt(start)])).toEqual([
      ['__proto__', '1'],
      ['a', '2'],
      ['a', '3'],
    ]);
  });
});

describe('a string in JSON', () => {
  it('is read exactly, and its beginning never in the middle of an escape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(30), (text, length) => {
        const json = JSON.stringify(text);
        expect(readString(json, 0, json.length)).toBe(text);
        expect(text.startsWith(readBeginning(json, 0, Math.min(length, json.length - 2)))).toBe(true);
      }),
    );
  });
});
