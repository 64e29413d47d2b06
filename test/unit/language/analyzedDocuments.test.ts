import { describe, expect, it } from 'vitest';
import { blockAt, AnalyzedDocuments } from '../../../src/language/analyzedDocuments';
import { analyzeText, edit, HUNTING_SCOPE, kustoDocument } from '../../fixtures/kustoDocument';

describe('AnalyzedDocuments', () => {
  it('keeps the analysis of blocks that an edit does not touch', () => {
    const analyses = new AnalyzedDocuments(HUNTING_SCOPE);
    const document = kustoDocument('DeviceInfo\n| take 1\n\nAlertInfo\n\nEmailEvents\n');
    const before = analyses.of(document).blocks.map(({ query }) => query);
    edit(document, 'AlertInfo', 'AlertInfo\n| take 10');
    const after = analyses.of(document).blocks;
    expect(after.map(({ query }, index) => query === before[index])).toEqual([true, false, true]);
    expect(document.getText().slice(after[2]?.start)).toBe('EmailEvents\n');
  });

  it('analyzes two equal blocks once', () => {
    const [first, second] = analyzeText('DeviceInfo\n\nDeviceInfo\n\n').blocks;
    expect(first?.query).toBe(second?.query);
  });

  it('analyzes anew after the tables have changed', () => {
    const analyses = new AnalyzedDocuments(HUNTING_SCOPE);
    const document = kustoDocument('DeviceInfo');
    const [before] = analyses.of(document).blocks;
    analyses.changeScope({ ...HUNTING_SCOPE });
    expect(analyses.of(document).blocks[0]?.query).not.toBe(before?.query);
  });

  it('binds nothing before something is asked', () => {
    expect(analyzeText('DeviceInfo\n\nAlertInfo').blocks.map(({ query }) => query.isBound)).toEqual([false, false]);
  });
});

describe('blockAt', () => {
  it('counts the blank line below a query as the query’s', () => {
    const analyzed = analyzeText('DeviceInfo\n\nAlertInfo');
    expect([0, 11, 12, 21].map((offset) => blockAt(analyzed, offset)?.query.text)).toEqual([
      'DeviceInfo\n\n',
      'DeviceInfo\n\n',
      'AlertInfo',
      'AlertInfo',
    ]);
  });
});
