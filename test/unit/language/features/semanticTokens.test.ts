import { describe, expect, it } from 'vitest';
import { listSemanticTokens, SEMANTIC_LEGEND } from '../../../../src/language/features/semanticTokens';
import { SemanticTokenStore } from '../../../../src/language/semanticTokenStore';
import { analyzeText } from '../../../fixtures/kustoDocument';

const MANY = Array.from({ length: 5 }, (_, index) => `DeviceInfo | take ${index}`).join('\n\n');

function colours(text: string): string[] {
  const analyzed = analyzeText(text);
  return listSemanticTokens(analyzed).map(([line, character, length, type]) => {
    const range = { start: { line, character }, end: { line, character: character + length } };
    return `${analyzed.document.getText(range)}:${SEMANTIC_LEGEND.tokenTypes[type] ?? ''}`;
  });
}

describe('listSemanticTokens', () => {
  it('tells tables, columns, functions, variables and parameters apart', () => {
    const text =
      'let n = 1;\nlet f = (p: int) { DeviceInfo | where LogonId > p };\nf(n) | extend A = tolower(DeviceName)';
    expect(colours(text)).toEqual(
      expect.arrayContaining([
        'n:variable',
        'f:function',
        'p:parameter',
        'DeviceInfo:class',
        'where:keyword',
        'tolower:function',
        'DeviceName:property',
      ]),
    );
  });

  it('leaves strings, numbers and comments to the grammar', () => {
    expect(colours('// c\nprint "s", 1')).toEqual(['print:keyword']);
  });

  it('takes only the queries that a range touches', () => {
    const analyzed = analyzeText(MANY);
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 5 } };
    expect(new Set(listSemanticTokens(analyzed, range).map(([line]) => line))).toEqual(new Set([2]));
    expect(analyzed.blocks.map(({ query }) => query.isBound)).toEqual([false, true, false, false, false]);
  });
});

describe('SemanticTokenStore', () => {
  it('binds no long document for its colours, and says when there are more to be had', () => {
    const store = new SemanticTokenStore();
    const analyzed = analyzeText(MANY);
    expect(store.full(analyzed).data).toEqual([]);
    expect(store.takeIncomplete(analyzed.document.uri)).toBe(true);
    for (const { query } of analyzed.blocks) expect(query.bound).toBeDefined();
    expect(store.full(analyzed).data.length).toBeGreaterThan(0);
    expect(store.takeIncomplete(analyzed.document.uri)).toBe(false);
  });

  it('answers with what has changed', () => {
    const store = new SemanticTokenStore();
    const { resultId = '' } = store.full(analyzeText('DeviceInfo\n| take 1'));
    const delta = store.delta(analyzeText('DeviceInfo\n| take 1\n| count'), resultId);
    expect('edits' in delta ? delta.edits : []).toHaveLength(1);
  });
});
