import { describe, expect, it } from 'vitest';
import { findDefinition, findReferences, highlightName } from '../../../../src/language/features/navigation';
import { splitAtCursor } from '../../../fixtures/cursor';
import { analyzeText } from '../../../fixtures/kustoDocument';

const OTHER = 'let since = 1d;\nAlertInfo | where Timestamp > ago(since)\n\n';

function at(marked: string) {
  const { text, offset } = splitAtCursor(marked);
  const analyzed = analyzeText(text);
  return { analyzed, position: analyzed.document.positionAt(offset) };
}

const lines = (ranges: readonly { readonly range: { readonly start: { readonly line: number } } }[]) =>
  ranges.map(({ range }) => range.start.line);

describe('findDefinition', () => {
  it.each([
    ['a let', `${OTHER}let since = 7d;\nDeviceInfo\n| where Timestamp > ago(sin¦ce)`, [3]],
    ['a parameter', 'let f = (name: string) {\nDeviceInfo | where DeviceName == na¦me };\nf("a")', [0]],
    ['a column that extend made', 'DeviceInfo\n| extend Short = tolower(DeviceName)\n| where Sho¦rt == "a"', [1]],
    ['a function', 'let f = (n: int) { DeviceInfo | take n };\n¦f(1)', [0]],
  ])('finds %s', (_, marked, expected) => {
    const { analyzed, position } = at(marked);
    expect(lines(findDefinition(analyzed, position))).toEqual(expected);
  });

  it('finds none for a table of the service', () => {
    const { analyzed, position } = at('Device¦Info | take 1');
    expect(findDefinition(analyzed, position)).toEqual([]);
  });
});

describe('findReferences', () => {
  const marked = `${OTHER}let sin¦ce = 7d;\nDeviceInfo\n| where Timestamp > ago(since)\n| extend a = since`;

  it('finds the uses in the same query only', () => {
    const { analyzed, position } = at(marked);
    expect(lines(findReferences(analyzed, position, { includeDeclaration: true }))).toEqual([3, 5, 6]);
    expect(lines(findReferences(analyzed, position, { includeDeclaration: false }))).toEqual([5, 6]);
  });

  it('marks them in the editor, the declaration as written', () => {
    const { analyzed, position } = at(marked);
    expect(highlightName(analyzed, position).map(({ kind }) => kind)).toEqual([3, 2, 2]);
  });
});
