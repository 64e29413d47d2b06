import { describe, expect, it } from 'vitest';
import { AnalyzedQuery } from '../../../src/kusto/analyzedQuery';
import { completeAt } from '../../../src/kusto/completeAt';
import { diagnose } from '../../../src/language/diagnose';
import { composeScope } from '../../../src/language/composeScope';
import { parseLanguageSettings } from '../../../src/language/languageSettings';

const OWN = {
  name: 'DeviceInfo',
  columns: [
    { name: 'Timestamp', type: 'datetime', examples: [] },
    { name: 'OnboardingStatus', type: 'string', examples: ['Ours'] },
    { name: 'ISP', type: 'string', examples: [] },
  ],
} as const;

describe('composeScope', () => {
  it('knows Sentinel’s tables only where they are wanted', async () => {
    const query = 'SigninLogs | where TimeGenerated > ago(1d) | project UserPrincipalName';
    const unknown = (text: string, scope: Awaited<ReturnType<typeof composeScope>>) =>
      diagnose(new AnalyzedQuery(text, scope)).filter(({ code }) => code.startsWith('KS2'));
    expect(unknown(query, await composeScope({ withSentinel: false, connectionTables: [] }))).not.toEqual([]);
    expect(unknown(query, await composeScope({ withSentinel: true, connectionTables: [] }))).toEqual([]);
  });

  it('takes the connection’s word for its tables, and keeps the others', async () => {
    const scope = await composeScope({ withSentinel: false, connectionTables: [OWN] });
    expect(scope.tables.find(({ name }) => name === 'DeviceInfo')?.columns.map(({ name }) => name)).toEqual([
      'Timestamp',
      'OnboardingStatus',
      'ISP',
    ]);
    expect(scope.tables.some(({ name }) => name === 'EmailEvents')).toBe(true);
  });

  it('proposes the values that were seen before those that are documented', async () => {
    const scope = await composeScope({ withSentinel: false, connectionTables: [OWN] });
    const text = 'DeviceInfo | where OnboardingStatus == "';
    const { items } = completeAt(new AnalyzedQuery(text, scope), text.length);
    expect(items.map(({ name }) => name).slice(0, 2)).toEqual(['Ours', 'Onboarded']);
  });
});

describe('parseLanguageSettings', () => {
  it('reads what is set', () => {
    const settings = parseLanguageSettings({
      lint: { rules: { KS507: 'off' } },
      schema: { sentinel: true },
      inlayHints: { resultColumns: false },
    });
    expect(settings).toEqual({ rules: new Map([['KS507', 'off']]), withSentinel: true, hintsResults: false });
  });

  it.each([undefined, null, 7, { schema: { sentinel: 'yes' }, inlayHints: { resultColumns: 1 } }])(
    'takes the defaults for %j',
    (value) => {
      expect(parseLanguageSettings(value)).toEqual({ rules: new Map(), withSentinel: false, hintsResults: true });
    },
  );
});
