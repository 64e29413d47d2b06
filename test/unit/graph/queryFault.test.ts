import { describe, expect, it } from 'vitest';
import { findFaultPosition } from '../../../src/graph/queryFault';

const QUERY = 'DeviceEvents\r\n| where ActionType2 == 1\n    | mv-apply x on (take 1)';

describe('the place that an error text names', () => {
  it.each([
    ["Query could not be parsed at 'x' on line [2,5]", { line: 2, column: 5 }],
    ['Syntax error: SYN0002: A recognition error occurred. [line:position=1:5]. Query: T', { line: 1, column: 5 }],
    ['Semantic error (line:position=3:10)', { line: 3, column: 10 }],
    ['Something is wrong at line 3, column 7.', { line: 3, column: 7 }],
    ["Token: '|', Line: 2, Position: 3", { line: 2, column: 3 }],
    ['mv-apply at line 3 is not supported by the local engine yet', { line: 3, column: 5 }],
    ["'where' operator: Failed to resolve column or scalar expression named 'ActionType2'", { line: 2, column: 9 }],
    ["Unknown function: 'take'.", { line: 3, column: 22 }],
    ["Query could not be parsed at 'mv-apply'", { line: 3, column: 7 }],
  ])('%s', (message, position) => {
    expect(findFaultPosition(message, QUERY)).toEqual(position);
  });

  it.each(['The request is too large.', "Failed to resolve scalar expression named 'Absent'", "named 'ActionType'"])(
    'is unknown for: %s',
    (message) => {
      expect(findFaultPosition(message, QUERY)).toBeUndefined();
    },
  );
});
