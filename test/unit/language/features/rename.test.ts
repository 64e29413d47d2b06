import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findRenamable, renameAt } from '../../../../src/language/features/rename';
import { splitAtCursor } from '../../../fixtures/cursor';
import { analyzeText } from '../../../fixtures/kustoDocument';

function at(marked: string) {
  const { text, offset } = splitAtCursor(marked);
  const analyzed = analyzeText(text);
  return { analyzed, position: analyzed.document.positionAt(offset) };
}

function rename(marked: string, name: string): string {
  const { analyzed, position } = at(marked);
  const edits = renameAt(analyzed, position, name).changes?.[analyzed.document.uri] ?? [];
  return TextDocument.applyEdits(analyzed.document, edits);
}

describe('renameAt', () => {
  it('renames a let and its uses', () => {
    expect(rename('let since = 1d;\nDeviceInfo | where Timestamp > ago(sin¦ce)', 'lookback')).toBe(
      'let lookback = 1d;\nDeviceInfo | where Timestamp > ago(lookback)',
    );
  });

  it('renames a parameter inside its function', () => {
    expect(rename('let f = (na¦me: string) { DeviceInfo | where DeviceName == name }; f("a")', 'device')).toBe(
      'let f = (device: string) { DeviceInfo | where DeviceName == device }; f("a")',
    );
  });

  it('renames a column that extend makes', () => {
    expect(rename('DeviceInfo | extend Sho¦rt = 1 | where Short > 0 | project Short', 'Tiny')).toBe(
      'DeviceInfo | extend Tiny = 1 | where Tiny > 0 | project Tiny',
    );
  });

  it('renames what is used nowhere yet', () => {
    expect(rename('let a¦ = 1; print 2', 'b')).toBe('let b = 1; print 2');
    expect(rename('DeviceInfo | extend ¦a = 1', 'b')).toBe('DeviceInfo | extend b = 1');
  });

  it.each([
    [
      'a function that another one calls',
      'let f = (n: int) { T | take n };\nlet g = () { f¦(1) };\nunion (f(1)), (g())',
    ],
    ['what a nested function uses', 'let f¦ = 1;\nlet g = () { let h = () { print f }; h() };\ng() | extend a = f'],
    ['a column where it meets itself', 'let t = DeviceInfo | extend f¦ = 1;\nt | join kind=inner (t | project f) on f'],
    [
      'a column of a union with itself',
      'let t = DeviceInfo | project f¦ = 1;\nunion t, (t | where f > 0) | summarize count() by f',
    ],
  ])('renames %s', (_, marked) => {
    expect(rename(marked, 'renamed')).toBe(marked.replace('¦', '').replace(/\bf\b/g, 'renamed'));
  });

  it.each([
    [
      'let f = () { let x = 1; print x };\nlet x¦ = 2;\nf() | extend a = x',
      'let f = () { let x = 1; print x };\nlet y = 2;\nf() | extend a = y',
    ],
    [
      'let n = 1;\nlet f = (n¦: int) { let m = n; print m };\nf(n)',
      'let n = 1;\nlet f = (y: int) { let m = y; print m };\nf(n)',
    ],
    [
      'DeviceInfo | extend a¦ = 1 | extend a = a + 1 | where a == 2',
      'DeviceInfo | extend y = 1 | extend a = y + 1 | where a == 2',
    ],
  ])('leaves alone what only has the same name: %s', (marked, expected) => {
    expect(rename(marked, 'y')).toBe(expected);
  });

  it.each([
    ['a name that is taken', 'let a¦ = 1;\nlet b = 2;\nprint a + b', 'b'],
    [
      'a column that hides another one',
      'DeviceInfo | extend a¦ = 1 | where OSPlatform == "x" and a == 1',
      'OSPlatform',
    ],
    [
      'a key that the other table has, too',
      'DeviceInfo | project k¦ = DeviceId | join kind=inner (DeviceEvents | project k = DeviceId) on k',
      'key',
    ],
  ])('refuses %s, which would change what the query means', (_, marked, name) => {
    expect(() => rename(marked, name)).toThrow(/rename it by hand/);
  });

  it('puts a name that KQL cannot read bare in brackets', () => {
    expect(rename('DeviceInfo | extend Sho¦rt = 1 | project Short', "it's")).toBe(
      "DeviceInfo | extend ['it\\'s'] = 1 | project ['it\\'s']",
    );
  });

  it.each(['Device¦Info | take 1', 'DeviceInfo | where Device¦Name == ""', 'DeviceInfo | wh¦ere true'])(
    'refuses in a sentence what the query does not name: %s',
    (marked) => {
      const { analyzed, position } = at(marked);
      expect(() => findRenamable(analyzed, position)).toThrow(/Only what the query itself names/);
    },
  );

  it('refuses an empty name', () => {
    expect(() => rename('let a¦ = 1; print a', ' ')).toThrow(/at least one character/);
  });
});
