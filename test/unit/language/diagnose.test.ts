import { describe, expect, it } from 'vitest';
import { AnalyzedQuery } from '../../../src/kusto/analyzedQuery';
import { diagnose } from '../../../src/language/diagnose';
import { HUNTING_SCOPE } from '../../fixtures/kustoDocument';

const findings = (text: string) =>
  diagnose(new AnalyzedQuery(text, HUNTING_SCOPE)).map(({ severity, start, length, message }) => ({
    severity,
    place: text.slice(start, start + length),
    message,
  }));

describe('diagnose', () => {
  it('reports what Kusto’s parser does not understand as an error', () => {
    expect(findings('DeviceInfo | where DeviceName ==')).toMatchObject([{ severity: 'error', place: '' }]);
  });

  it('has something to say at every step of typing a query', () => {
    const text =
      'DeviceEvents | where Nme contains "a" and tolower(FileName) == "b" | join (DeviceInfo | take 1 | where a) on DeviceId | union * | invoke FileProfile(Zz)';
    const steps = Array.from({ length: text.length }, (_, end) => text.slice(0, end + 1));
    const failing = [...steps, '| where Nme == 1', 'T | | where Nme'].filter((step) =>
      diagnose(new AnalyzedQuery(step, HUNTING_SCOPE)).some(({ code }) => code === 'not-checked'),
    );
    expect(failing).toEqual([]);
  });

  it.each([
    ['table', 'NoSuchTable | take 1', 'NoSuchTable'],
    ['column', 'DeviceInfo | where NoSuchColumn == 1', 'NoSuchColumn'],
    ['function', 'DeviceInfo | extend a = no_such_function(1)', 'no_such_function'],
  ])('warns of an unknown %s, which a tenant may have', (_, text, place) => {
    expect(findings(text)).toMatchObject([{ severity: 'warning', place }]);
  });

  it('refuses a management command in words', () => {
    expect(findings('// look\n.show tables | take 1\n')).toMatchObject([
      { severity: 'error', place: '.show tables | take 1', message: /management command/ },
    ]);
  });

  it.each([
    'DeviceFileEvents | where Timestamp > ago(1d) | invoke FileProfile(SHA1, 1000) | where GlobalPrevalence < 10',
    'DeviceFileEvents | where Timestamp > ago(1d) | invoke FileProfile("InitiatingProcessSHA1") | project Signer, SHA256',
    'DeviceNetworkEvents | where Timestamp > ago(1d) | invoke DeviceFromIP(RemoteIP, ago(1d))',
    'DeviceInfo | invoke SeenBy() | project SeenBy',
    'AssignedIPAddresses("a-device", ago(2d)) | project IPAddress',
  ])('knows the functions of advanced hunting: %s', (text) => {
    expect(findings(text)).toEqual([]);
  });

  it('warns of a column that a hunting function is given and its input does not have', () => {
    expect(findings('DeviceFileEvents | where Timestamp > ago(1d) | invoke FileProfile(Hash)')).toMatchObject([
      { place: 'Hash' },
    ]);
  });

  it('says that a megabyte in one query was not checked', () => {
    expect(findings('word '.repeat(200_000))).toMatchObject([{ severity: 'information', message: /not checked/ }]);
  });
});
