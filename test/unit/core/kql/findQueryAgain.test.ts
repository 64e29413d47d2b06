import { describe, expect, it } from 'vitest';
import { findQueryAgain } from '../../../../src/core/kql/findQueryAgain';

const QUERY = 'T\n| take 5';

describe('a query in a document that was edited since', () => {
  it.each([
    ['alone', QUERY, 0],
    ['behind others', `U\n\n${QUERY}\n\nV`, 3],
    ['before operators added to it', `${QUERY}\n| where A == 1`, 0],
    ['before operators behind a blank line', `${QUERY}\n\n| where A == 1`, 0],
    ['before a comment and a semicolon', `${QUERY} // a few\n;`, 0],
    ['in brackets', `union (${QUERY}), (U)`, 7],
    ['with Windows’ line ends behind it', `${QUERY}\r\n\r\nU`, 0],
  ])('is found %s', (_, document, place) => {
    expect(findQueryAgain(document, QUERY, 0)).toBe(place);
  });

  it.each([
    ['goes on in the same word', `${QUERY}0`],
    ['goes on in the same line', `${QUERY} + 1`],
    ['goes on in the next line', `${QUERY}\n  + 1`],
    ['goes on behind a comment', `${QUERY} // a few\n  + 1`],
    ['begins earlier', `Other${QUERY}`],
    ['is commented out', `// ${QUERY}`],
    ['is another one', 'T\n| take 6'],
  ])('is not found where it %s', (_, document) => {
    expect(findQueryAgain(document, QUERY, 0)).toBeUndefined();
  });

  it('is the one of several that is nearest to where it was', () => {
    const document = `${QUERY}\n\n${QUERY}\n\n${QUERY}`;
    expect([0, 7, 11, 17, 19, 500].map((near) => findQueryAgain(document, QUERY, near))).toEqual([
      0, 12, 12, 12, 24, 24,
    ]);
  });

  it('is nowhere where it has no text', () => {
    expect(findQueryAgain('T', '', 0)).toBeUndefined();
  });
});
