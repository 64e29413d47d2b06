import { describe, expect, it } from 'vitest';
import { MarkupContent } from 'vscode-languageserver';
import { describePosition } from '../../../../src/language/features/hover';
import { splitAtCursor } from '../../../fixtures/cursor';
import { helpWith } from '../../../fixtures/helpTexts';
import { analyzeText } from '../../../fixtures/kustoDocument';

const help = helpWith([
  { kind: 'operator', name: 'where', summary: 'Keeps rows.', text: '', url: 'https://a.test/where' },
  { kind: 'operator', name: 'has', summary: 'Finds terms.', text: '', url: 'https://a.test/has' },
  { kind: 'function', name: 'tolower', summary: 'Makes it lower.', text: '', url: 'https://a.test/tolower' },
]);

function hover(marked: string): string | undefined {
  const { text, offset } = splitAtCursor(marked);
  const analyzed = analyzeText(text);
  const found = describePosition(analyzed, analyzed.document.positionAt(offset), help)?.contents;
  return MarkupContent.is(found) ? found.value : undefined;
}

describe('describePosition', () => {
  it('says the type of a column', () => {
    expect(hover('DeviceInfo | where Time¦stamp > ago(1d)')).toContain('Timestamp: datetime');
  });

  it('says the signature of a function, its help and its page', () => {
    const text = hover('DeviceInfo | extend a = tolo¦wer(DeviceName)');
    expect(text).toContain('tolower(value): string');
    expect(text).toMatch(/Makes it lower\.[^]*https:\/\/a\.test\/tolower/);
  });

  it('lists the columns of a table and links to the schema reference', () => {
    const text = hover('Device¦Info | take 1');
    expect(text).toContain('`OSPlatform` string');
    expect(text).toContain('https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table');
  });

  it('lists what a let gives, without a link', () => {
    const text = hover('let few = DeviceInfo | project DeviceName;\nf¦ew | take 1');
    expect(text).toContain('`DeviceName` string');
    expect(text).not.toContain('https://');
  });

  it('says what an operator does and what it gives', () => {
    const text = hover('DeviceInfo | project DeviceName | wh¦ere DeviceName has "x"');
    expect(text).toContain('Keeps rows.');
    expect(text).toContain('1 columns: `DeviceName` string');
  });

  it('says what an operator between values does', () => {
    expect(hover('DeviceInfo | where DeviceName h¦as "x"')).toContain('Finds terms.');
  });

  it.each([
    ['DeviceInfo | extend a = 1 +¦ 2.5', '1 + 2.5: real'],
    ['DeviceInfo | where Timestamp >¦ ago(1d)', 'Timestamp > ago(1d): bool'],
    ['print 12¦3', '123: long'],
  ])('says the type of a part of an expression: %s', (marked, expected) => {
    expect(hover(marked)).toContain(expected);
  });

  it('says nothing in blanks and comments', () => {
    expect(hover('// a com¦ment\nDeviceInfo')).toBeUndefined();
    expect(hover('DeviceInfo\n\n¦\n')).toBeUndefined();
  });
});
