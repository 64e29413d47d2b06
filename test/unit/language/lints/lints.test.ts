import { describe, expect, it } from 'vitest';
import { AnalyzedQuery } from '../../../../src/kusto/analyzedQuery';
import { applyEdits } from '../../../../src/kusto/textEdit';
import { diagnose, type DiagnoseOptions } from '../../../../src/language/diagnose';
import { HUNTING_SCOPE } from '../../../fixtures/kustoDocument';

const RECENT = 'DeviceProcessEvents | where Timestamp > ago(1d)';

function find(code: string, text: string, options: DiagnoseOptions = {}) {
  return diagnose(new AnalyzedQuery(text, HUNTING_SCOPE), options).filter((finding) => finding.code === code);
}

/** The places that a lint finds, and the text after the first fix of the first of them. */
function places(code: string, text: string, options: DiagnoseOptions = {}): string[] {
  return find(code, text, options).map(({ start, length }) => text.slice(start, start + length));
}

function mend(code: string, text: string, options: DiagnoseOptions = {}): string | undefined {
  const [fix] = find(code, text, options)[0]?.fixes ?? [];
  return fix === undefined ? undefined : applyEdits(text, fix.edits);
}

describe('hunt-no-time-filter', () => {
  const code = 'hunt-no-time-filter';

  it('finds a table of events without a filter by time, and adds one', () => {
    const text = 'DeviceProcessEvents | where FileName == "a.exe"';
    expect(places(code, text)).toEqual(['DeviceProcessEvents']);
    expect(mend(code, text)).toBe('DeviceProcessEvents | where Timestamp > ago(7d) | where FileName == "a.exe"');
    expect(mend(code, 'DeviceEvents\n| count')).toBe('DeviceEvents\n| where Timestamp > ago(7d)\n| count');
  });

  it('is content where a timespan goes with the query', () => {
    const text = 'DeviceProcessEvents | where FileName == "a.exe"';
    expect(places(code, text, { hasTimespan: true })).toEqual([]);
  });

  it('finds one in a join beside a filtered one', () => {
    expect(places(code, `${RECENT} | join kind=inner (DeviceFileEvents | project SHA1) on SHA1`)).toEqual([
      'DeviceFileEvents',
    ]);
  });

  it.each([
    RECENT,
    'DeviceEvents | where ActionType == "x" and Timestamp between (ago(2d) .. ago(1d))',
    'let since = ago(1d); DeviceEvents | where Timestamp >= since',
    'DeviceEvents | where ingestion_time() > ago(1h)',
    'union DeviceEvents, DeviceFileEvents | where Timestamp > ago(1d)',
    'let all = DeviceEvents | project Timestamp; all | where Timestamp > ago(1d)',
    'DeviceEvents | take 10',
    'DeviceEvents | getschema',
    'DeviceInfo | summarize arg_max(Timestamp, *) by DeviceId',
    'DeviceTvmSoftwareInventory | count',
    '// detection\nDeviceEvents | where ActionType == "x"',
  ])('is content with %s', (text) => {
    expect(places(code, text)).toEqual([]);
  });
});

describe('hunt-contains-for-has', () => {
  const code = 'hunt-contains-for-has';

  it.each([
    ['contains', 'has'],
    ['!contains', '!has'],
    ['contains_cs', 'has_cs'],
  ])('changes %s before a whole word to %s', (operator, better) => {
    const text = `${RECENT} | where FileName ${operator} "powershell"`;
    expect(places(code, text)).toEqual([operator]);
    expect(mend(code, text)).toBe(`${RECENT} | where FileName ${better} "powershell"`);
  });

  it.each(['".exe"', '"-enc "', '"ab"', '"x y"', 'FolderPath'])('is content with contains %s', (value) => {
    expect(places(code, `${RECENT} | where FileName contains ${value}`)).toEqual([]);
  });
});

describe('hunt-unscoped-search', () => {
  const code = 'hunt-unscoped-search';

  it.each([
    ['search "mimikatz"', 'search'],
    ['union * | where Timestamp > ago(1d)', '*'],
    ['find where FileName == "x"', 'find'],
  ])('finds %s', (text, place) => {
    expect(places(code, text)).toEqual([place]);
  });

  it.each([
    'search in (DeviceEvents, DeviceFileEvents) "mimikatz"',
    `${RECENT} | search "mimikatz"`,
    'union Device* | where Timestamp > ago(1d)',
    'find in (DeviceEvents) where FileName == "x"',
  ])('is content with %s', (text) => {
    expect(places(code, text)).toEqual([]);
  });
});

describe('hunt-join-kind', () => {
  const code = 'hunt-join-kind';
  const join = (words: string): string => `${RECENT} | ${words} (DeviceInfo | project DeviceId) on DeviceId`;

  it('finds a join without a kind, and says one', () => {
    expect(places(code, join('join'))).toEqual(['join']);
    expect(mend(code, join('join hint.strategy=broadcast'))).toBe(join('join kind=inner hint.strategy=broadcast'));
  });

  it('offers the kind that it has without saying so as well', () => {
    const titles = find(code, join('join')).flatMap(({ fixes }) => fixes?.map(({ title }) => title) ?? []);
    expect(titles).toEqual(['Say kind=inner (every pair)', 'Say kind=innerunique (as it is now)']);
  });

  it('is content with a kind, and with lookup', () => {
    expect(places(code, join('join kind=leftouter'))).toEqual([]);
    expect(places(code, join('lookup'))).toEqual([]);
  });
});

describe('hunt-join-large-left', () => {
  const code = 'hunt-join-large-left';
  const few = '(DeviceInfo | where DeviceName == "x")';

  it('finds a whole table of events before a join with fewer rows', () => {
    expect(places(code, `${RECENT} | project DeviceId | join kind=inner ${few} on DeviceId`)).toEqual([
      'DeviceProcessEvents',
    ]);
  });

  it.each([
    `${RECENT} | where FileName == "a" | join kind=inner ${few} on DeviceId`,
    `${RECENT} | summarize count() by DeviceId | join kind=inner ${few} on DeviceId`,
    `${RECENT} | join kind=leftouter ${few} on DeviceId`,
    `${RECENT} | join kind=inner (DeviceFileEvents) on DeviceId`,
    `DeviceInfo | join kind=inner ${few} on DeviceId`,
  ])('is content with %s', (text) => {
    expect(places(code, text)).toEqual([]);
  });
});

describe('hunt-take-before-where', () => {
  const code = 'hunt-take-before-where';

  it('finds take before where, and filters first', () => {
    const text = `${RECENT}\n| take 100\n| where FileName == "a"`;
    expect(places(code, text)).toEqual(['take 100']);
    expect(mend(code, text)).toBe(`${RECENT}\n| where FileName == "a"\n| take 100`);
    expect(places(code, `${RECENT} | limit 10 | where FileName == "a"`)).toEqual(['limit 10']);
  });

  it('is content with take at the end, and with top before where', () => {
    expect(places(code, `${RECENT} | where FileName == "a" | take 100`)).toEqual([]);
    expect(places(code, `${RECENT} | top 10 by Timestamp | where FileName == "a"`)).toEqual([]);
  });
});

describe('hunt-case-folding', () => {
  const code = 'hunt-case-folding';
  const where = (condition: string): string => `${RECENT} | where ${condition}`;

  it.each([
    ['tolower(FileName) == "a.exe"', 'FileName =~ "a.exe"'],
    ['toupper(FileName) != "A.EXE"', 'FileName !~ "A.EXE"'],
    ['tolower(FileName) in ("a", "b")', 'FileName in~ ("a", "b")'],
    ['tolower(FileName) == tolower(InitiatingProcessFileName)', 'FileName =~ InitiatingProcessFileName'],
  ])('changes %s to %s', (text, better) => {
    expect(places(code, where(text))).toEqual([text]);
    expect(mend(code, where(text))).toBe(where(better));
  });

  it.each(['FileName == "a"', 'tolower(FileName) has "a"', 'tolower(FileName) == strcat("a", FolderPath)'])(
    'is content with %s',
    (text) => {
      expect(places(code, where(text))).toEqual([]);
    },
  );
});

describe('hunt-empty-sha256', () => {
  const code = 'hunt-empty-sha256';

  it.each(['SHA256 == "abc"', 'SHA256 in ("a", "b")', 'InitiatingProcessSHA256 =~ "abc"'])('finds %s', (condition) => {
    expect(places(code, `${RECENT} | where ${condition}`)).toEqual([condition.split(' ')[0]]);
  });

  it.each([
    `${RECENT} | where SHA1 == "a" or SHA256 == "b"`,
    `${RECENT} | where SHA256 != ""`,
    `${RECENT} | project SHA256`,
    'EmailAttachmentInfo | where Timestamp > ago(1d) | where SHA256 == "a"',
  ])('is content with %s', (text) => {
    expect(places(code, text)).toEqual([]);
  });
});

describe('hunt-detection-columns', () => {
  const code = 'hunt-detection-columns';

  it('finds what a detection does not return, and adds it', () => {
    const text = '// Detection: odd names\nDeviceProcessEvents | project FileName, Timestamp';
    expect(find(code, text)).toMatchObject([
      { message: 'A detection also returns ReportId and a column of the device, account or mailbox concerned.' },
    ]);
    expect(mend(code, text)).toBe(
      '// Detection: odd names\nDeviceProcessEvents | project ReportId, DeviceId, FileName, Timestamp',
    );
  });

  it('finds it where the file says that the query is a detection', () => {
    const text = 'DeviceEvents | summarize count() by DeviceId';
    expect(places(code, text, { isDetection: true })).toEqual(['summarize count() by DeviceId']);
    expect(places(code, text)).toEqual([]);
  });

  it.each([
    '// detection\nDeviceEvents | where ActionType == "x"',
    '// detection\nDeviceEvents | summarize arg_max(Timestamp, ReportId) by DeviceId',
    '// detection\nEmailEvents | project Timestamp, ReportId, RecipientEmailAddress',
    '// detection of odd things\nDeviceEvents | project FileName',
  ])('is content with %j', (text) => {
    expect(places(code, text)).toEqual([]);
  });
});

describe('hunt-management-command', () => {
  it('refuses a command, and says nothing else about it', () => {
    const text = '// look\n.show tables | where Table == NoSuchColumn\n';
    expect(diagnose(new AnalyzedQuery(text, HUNTING_SCOPE))).toMatchObject([
      { code: 'hunt-management-command', severity: 'error' },
    ]);
    expect(places('hunt-management-command', text)).toEqual(['.show tables | where Table == NoSuchColumn']);
  });
});
