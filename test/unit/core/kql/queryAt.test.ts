import { describe, expect, it } from 'vitest';
import { findQueryAt } from '../../../../src/core/kql/queryAt';

const query = (name: string, firstLine: number, lastLine: number) => ({
  name,
  range: { start: { line: firstLine, character: 0 }, end: { line: lastLine, character: 10 } },
});
const QUERIES = [query('first', 2, 4), query('second', 6, 6), query('third', 10, 12)];

describe('findQueryAt', () => {
  it.each([
    [2, 'first'],
    [4, 'first'],
    [6, 'second'],
    [11, 'third'],
  ])('finds the query that line %i is in', (line, name) => {
    expect(findQueryAt(QUERIES, { line, character: 3 })?.name).toBe(name);
  });

  it('finds a query from behind its last character on the line', () => {
    expect(findQueryAt(QUERIES, { line: 6, character: 40 })?.name).toBe('second');
  });

  it.each([
    [5, 'first'],
    [8, 'second'],
    [99, 'third'],
  ])('takes the query above for the blank line %i', (line, name) => {
    expect(findQueryAt(QUERIES, { line, character: 0 })?.name).toBe(name);
  });

  it('takes the first query above which there is none', () => {
    expect(findQueryAt(QUERIES, { line: 0, character: 0 })?.name).toBe('first');
  });

  it('finds nothing where there is no query', () => {
    expect(findQueryAt<(typeof QUERIES)[number]>([], { line: 0, character: 0 })).toBeUndefined();
  });
});
