import { expect, it } from 'vitest';
import { appendOperator } from '../../../../src/core/kql/appendOperator';
import { writeComparisonQuery } from '../../../../src/core/kql/comparisonQuery';

it('a comparison is a query to which operators are added, whatever its keys are called', () => {
  const query = writeComparisonQuery('result 2', 'two', ['DeviceId', 'a\n| take 0 //\u202e'], 3);
  expect(query).toBe('// result 2 compared with two by DeviceId, a‹U+000A›| take 0 //‹U+202E›\nresults3');
  expect(appendOperator(query, 'where A == 1').text).toBe(`${query}\n| where A == 1`);
});
