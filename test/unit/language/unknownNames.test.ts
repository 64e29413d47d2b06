import { describe, expect, it } from 'vitest';
import { AnalyzedQuery } from '../../../src/kusto/analyzedQuery';
import { applyEdits } from '../../../src/kusto/textEdit';
import { diagnose } from '../../../src/language/diagnose';
import { HUNTING_SCOPE } from '../../fixtures/kustoDocument';

const SINCE = 'where Timestamp > ago(1d)';
const unknown = (text: string) =>
  diagnose(new AnalyzedQuery(text, HUNTING_SCOPE)).filter(({ code }) => /^KS(?:142|204|211)$/.test(code));

describe('an unknown name', () => {
  it.each([
    ['DeviceProcesEvents', `DeviceProcesEvents | ${SINCE}`, 'DeviceProcessEvents'],
    ['deviceinfo', `deviceinfo | ${SINCE}`, 'DeviceInfo'],
    ['ProcessCreationEvents', `ProcessCreationEvents | ${SINCE}`, 'DeviceProcessEvents'],
    ['FileNam', `DeviceEvents | ${SINCE} | where FileNam == "a"`, 'FileName'],
    ['RemoteIp', `DeviceEvents | ${SINCE} | project RemoteIp`, 'RemoteIP'],
    ['lookbcak', `let lookback = 1d; DeviceEvents | where Timestamp > ago(lookbcak)`, 'lookback'],
    ['tolowr', `DeviceEvents | ${SINCE} | extend a = tolowr(FileName)`, 'tolower'],
  ])('such as %s is nearly a known one, and is changed to it', (name, text, meant) => {
    const [finding] = unknown(text);
    expect(finding?.severity).toBe('warning');
    expect(finding?.message).toContain(`Did you mean ${meant}?`);
    expect(applyEdits(text, finding?.fixes?.[0]?.edits ?? [])).toBe(text.replace(name, meant));
  });

  it.each([
    ['AppFileEvents | where Timestamp > ago(1d)', 'CloudAppEvents'],
    ['EmailEvents | where Timestamp > ago(1d) | where PhishFilterVerdict == "Phish"', 'ThreatTypes'],
  ])('of what is gone leads to what replaced it, and to a person: %s', (text, meant) => {
    const [finding] = unknown(text);
    expect(finding?.message).toContain(`Did you mean ${meant}?`);
    expect(finding?.fixes?.[0]?.isSafe).toBe(false);
  });

  it('that other tables spell so, but for its case, is no warning', () => {
    const [finding] = unknown('CloudAppEvents | where Timestamp > ago(1d) | project ISP');
    expect(finding?.severity).toBe('information');
    expect(finding?.message).toContain('Did you mean Isp?');
    expect(finding?.fixes?.[0]?.isSafe).toBe(false);
  });

  it('far from any known one is a warning without advice', () => {
    const [finding] = unknown(`DeviceEvents | ${SINCE} | where Zebra == 1`);
    expect(finding?.severity).toBe('warning');
    expect(finding?.message).not.toContain('Did you mean');
    expect(finding?.fixes).toBeUndefined();
  });

  it('is not taken for a column that is gone by then', () => {
    const [finding] = unknown(`DeviceEvents | ${SINCE} | project DeviceId | where FileNam == "a"`);
    expect(finding?.message).not.toContain('FileName?');
  });
});
