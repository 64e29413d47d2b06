import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnose } from '../../../../src/language/diagnose';
import { offerFixes } from '../../../../src/language/features/fixes';
import { analyzeText } from '../../../fixtures/kustoDocument';

const TEXT = 'DeviceInfo | take 1\n\n// second\nDeviceInfo\n| where DeviceNam contains "desktop"\n';

function offer(line: number, character: number) {
  const analyzed = analyzeText(TEXT);
  const place = { line, character };
  const actions = offerFixes(analyzed, { start: place, end: place }, (query) => diagnose(query));
  return { analyzed, actions };
}

describe('fixes', () => {
  it('are offered where something is found, and change the right place of the document', () => {
    const { analyzed, actions } = offer(4, 10);
    expect(actions).toMatchObject([{ title: 'Change to DeviceName', kind: 'quickfix', isPreferred: true }]);
    const edits = actions[0]?.edit?.changes?.[analyzed.document.uri] ?? [];
    expect(TextDocument.applyEdits(analyzed.document, edits)).toBe(TEXT.replace('DeviceNam ', 'DeviceName '));
  });

  it('carry what they mend', () => {
    expect(offer(4, 20).actions).toMatchObject([
      { title: 'Use has', diagnostics: [{ code: 'hunt-contains-for-has' }] },
    ]);
  });

  it('are not offered elsewhere', () => {
    expect(offer(0, 3).actions).toEqual([]);
    expect(offer(3, 3).actions).toEqual([]);
  });
});
