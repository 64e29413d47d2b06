import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonContainer, prettyPrintJson } from '../../../../../src/core/results/display/prettyJson';

const pretty = (json: string) => prettyPrintJson(json, 1_000_000).text;

describe('laying out JSON', () => {
  it('indents members and items, and keeps empty ones on one line', () => {
    expect(pretty('{"a":[1,{"b":null}],"c":{},"d":[ ]}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}',
    );
  });

  it('keeps digits, escapes and doubled members as they were written', () => {
    const written = '{"id":9007199254740993,"x":1.0,"x":1E+400,"s":"\\u0041\\"{[,:]}"}';
    expect(pretty(written)).toBe(
      '{\n  "id": 9007199254740993,\n  "x": 1.0,\n  "x": 1E+400,\n  "s": "\\u0041\\"{[,:]}"\n}',
    );
  });

  it('lays out any JSON as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        expect(pretty(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('takes any text without failing and loses nothing but blanks', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(pretty(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('stays near the length of a value nested 100,000 deep', () => {
    const { text, isCut } = prettyPrintJson('['.repeat(100_000) + ']'.repeat(100_000), 200_000);
    expect(text.length).toBeLessThanOrEqual(200_000);
    expect(isCut).toBe(true);
  });

  it('cuts one long string at the limit', () => {
    expect(prettyPrintJson(`["${'x'.repeat(1000)}"]`, 10)).toEqual({ text: '[\n  "xxxxx', isCut: true });
  });
});

describe('JSON in a string', () => {
  it.each(['{"a":1}', ' [1,2] '])('is found in %s', (text) => expect(isJsonContainer(text)).toBe(true));
  it.each(['5', '"a"', '{a}', '[1', 'plain', ''])('is not found in %s', (text) =>
    expect(isJsonContainer(text)).toBe(false),
  );
});
