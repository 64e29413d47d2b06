import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { linkTables } from '../../../../src/language/features/documentLinks';
import { offerRefactorings } from '../../../../src/language/features/refactor';
import { hintResults } from '../../../../src/language/features/resultHints';
import { widenSelection } from '../../../../src/language/features/selectionRanges';
import { analyzeText, kustoDocument } from '../../../fixtures/kustoDocument';

describe('linkTables', () => {
  const links = (text: string) => {
    const document = kustoDocument(text);
    return linkTables(document, new Set(['DeviceInfo'])).map(({ range, target }) => [document.getText(range), target]);
  };

  it('leads from a table to its page', () => {
    expect(links('AlertInfo | join (DeviceInfo) on X')).toEqual([
      ['DeviceInfo', 'https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceinfo-table'],
    ]);
  });

  it('leaves comments, strings and longer names alone', () => {
    expect(links('// DeviceInfo\nprint "DeviceInfo", MyDeviceInfo, DeviceInfoX, a.DeviceInfo')).toEqual([]);
  });
});

describe('widenSelection', () => {
  it('grows from the name to its call, its condition, its operator and the query', () => {
    const text = 'DeviceInfo\n| where tolower(DeviceName) == "a" and LogonId > 1\n| take 1';
    const analyzed = analyzeText(text);
    const texts: string[] = [];
    const position = analyzed.document.positionAt(text.indexOf('DeviceName') + 2);
    for (let at = [widenSelection(analyzed, position)][0]; at !== undefined; at = at.parent) {
      texts.push(analyzed.document.getText(at.range));
    }
    const expected = [
      'DeviceName',
      'tolower(DeviceName)',
      'tolower(DeviceName) == "a"',
      'where tolower(DeviceName) == "a" and LogonId > 1',
      text,
    ];
    expect(texts.filter((candidate) => expected.includes(candidate))).toEqual(expected);
    expect(texts.every((outer, index) => index === 0 || outer.length > (texts[index - 1]?.length ?? 0))).toBe(true);
  });
});

describe('hintResults', () => {
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

  it('shows after a query which columns it returns', () => {
    const [hint] = hintResults(analyzeText('DeviceInfo\n| summarize count() by OSPlatform\n'), everywhere);
    expect(hint).toMatchObject({ label: '→ OSPlatform, count_', tooltip: 'OSPlatform: string\ncount_: long' });
    expect(hint?.position).toEqual({ line: 1, character: 33 });
  });

  it('shortens a long list', () => {
    const [hint] = hintResults(analyzeText('DeviceInfo'), everywhere);
    expect(hint?.label).toMatch(/^→ Timestamp, .*, … \d+ more$/);
  });

  it('shows nothing beside a query that is still being written', () => {
    expect(hintResults(analyzeText('DeviceInfo | summarize n = dcountif('), everywhere)).toEqual([]);
  });

  it('shows nothing where the columns cannot be known', () => {
    expect(hintResults(analyzeText('NoSuchTable | take 1\n\n// only words'), everywhere)).toEqual([]);
  });
});

describe('offerRefactorings', () => {
  const apply = (text: string, selected: string, title: RegExp) => {
    const analyzed = analyzeText(text);
    const start = text.indexOf(selected);
    const range = {
      start: analyzed.document.positionAt(start),
      end: analyzed.document.positionAt(start + selected.length),
    };
    const action = offerRefactorings(analyzed, range).find((candidate) => title.test(candidate.title));
    const edits = action?.edit?.changes?.[analyzed.document.uri];
    return edits === undefined ? undefined : TextDocument.applyEdits(analyzed.document, edits);
  };

  it('extracts a value into a let of the same query', () => {
    const text = 'AlertInfo\n\nDeviceInfo\n| where DeviceName == "abc"\n';
    expect(apply(text, '"abc"', /extract/i)).toMatch(
      /^AlertInfo\n\nlet \w+ = "abc";\s+DeviceInfo\n\| where DeviceName == \w+\n$/,
    );
  });

  it('offers nothing in blanks', () => {
    expect(
      offerRefactorings(analyzeText('\n\n\n'), { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }),
    ).toEqual([]);
  });
});
