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
