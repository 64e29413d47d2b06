import { describe, expect, it } from 'vitest';
import { AnalyzedQuery } from '../../../src/kusto/analyzedQuery';
import { diagnose } from '../../../src/language/diagnose';
import { parseRuleChoice, parseRuleSeverities } from '../../../src/language/ruleSeverities';
import { HUNTING_SCOPE } from '../../fixtures/kustoDocument';

const TEXT = 'DeviceEvents | where FileName contains "powershell" | extend a = Zebra';
const severities = (value: unknown) =>
  diagnose(new AnalyzedQuery(TEXT, HUNTING_SCOPE), { rules: parseRuleSeverities(value) }).map(
    ({ code, severity }) => `${code} ${severity}`,
  );

describe('the severities of findings', () => {
  it('are those of the lints where nothing is chosen', () => {
    const own = ['hunt-no-time-filter information', 'hunt-contains-for-has hint', 'KS142 warning'];
    expect(severities({})).toEqual(own);
    expect(severities(undefined)).toEqual(own);
    expect(severities({ 'hunt-no-time-filter': 'loud', KS142: 7 })).toEqual(own);
  });

  it('are those that the user chose, for Kusto’s codes as well', () => {
    expect(severities({ 'hunt-no-time-filter': 'off', 'hunt-contains-for-has': 'warning', KS142: 'info' })).toEqual([
      'hunt-contains-for-has warning',
      'KS142 information',
    ]);
  });

  it('turn on an analyzer of Kusto’s that is off by itself', () => {
    expect(severities({ KS500: 'hint' })).toContain('KS500 hint');
  });

  it('are read from a word of the command line', () => {
    expect(parseRuleChoice('hunt-join-kind=off')).toEqual(['hunt-join-kind', 'off']);
    expect(parseRuleChoice('KS500=info')).toEqual(['KS500', 'information']);
    expect(parseRuleChoice('hunt-join-kind')).toBeUndefined();
    expect(parseRuleChoice('hunt-join-kind=loud')).toBeUndefined();
  });
});
