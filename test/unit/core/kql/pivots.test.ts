import { describe, expect, it } from 'vitest';
import { pivotsOn } from '../../../../src/core/kql/pivots';
import type { ScalarType } from '../../../../src/core/results/scalarType';

const EXACT = ['include', 'exclude'];
const WORDS = [...EXACT, 'has', 'notHas'];
const ORDERED = [...EXACT, 'between'];

describe('the conditions that columns have', () => {
  it.each<[readonly ScalarType[], readonly string[]]>([
    [['string'], WORDS],
    [['dynamic', 'guid'], WORDS],
    [['bool'], EXACT],
    [['datetime'], ORDERED],
    [['long', 'timespan', 'decimal'], ORDERED],
    [['string', 'long'], EXACT],
    [[], []],
  ])('are those that all of %j have', (types, expected) => {
    expect(pivotsOn(types.map((type) => ({ type })))).toEqual(expected);
  });
});
