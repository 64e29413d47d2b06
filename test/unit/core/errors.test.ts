import { describe, expect, it } from 'vitest';
import { namesPlace } from '../../../src/core/errors';

describe('a sentence about an error', () => {
  it.each([
    ['The column is not known at line 3, column 14.', true],
    ["Query could not be parsed at 'x' on line [3,14]", true],
    ['Semantic error (line:position=3:14)', true],
    ['The column is not known at line 3, column 1.', false],
    ['The column is not known at line 13, column 14.', false],
    ['mv-apply at line 3 is not supported yet', false],
    ['The pipeline has 3 steps of 14.', false],
  ])('%s: whether it names line 3, column 14', (message, expected) => {
    expect(namesPlace(message, { line: 3, column: 14 })).toBe(expected);
  });
});
