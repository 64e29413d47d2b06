import { chmod } from 'node:fs/promises';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { CheckCommand } from '../../../src/cli/checkOptions';
import { check } from '../../../src/cli/check';
import type { FileFinding } from '../../../src/cli/checkReport';
import { parseRuleSeverities } from '../../../src/language/ruleSeverities';
import { FakeTerminal } from './fakeTerminal';
import { QueryFolder } from './queryFolder';

const WRONG = 'DeviceInfo\n| where DeviceName ==\n';
const UNKNOWN = 'DeviceInfo | where Zebra == 1\n';
const FINE = 'DeviceInfo | take 1\n';

async function run(files: readonly string[], options: Partial<CheckCommand> = {}, typed = '') {
  const terminal = new FakeTerminal({}, typed);
  const command: CheckCommand = { kind: 'check', files, format: 'json', rules: new Map(), ...options };
  const outcome = await check(command, terminal, new AbortController().signal);
  return { failure: outcome.ok ? undefined : outcome.error.message, shown: terminal.shown, told: terminal.told };
}

const Findings = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.strictObject({
      file: v.string(),
      line: v.number(),
      column: v.number(),
      endLine: v.number(),
      endColumn: v.number(),
      severity: v.picklist(['error', 'warning', 'information', 'hint']),
      code: v.string(),
      message: v.string(),
    }),
  ),
);

async function findings(files: readonly string[], options: Partial<CheckCommand> = {}): Promise<FileFinding[]> {
  return v.parse(Findings, (await run(files, options)).shown);
}

/** What a finding covers in the text that it is about; it is on one line. */
function covered(text: string, { line, column, endLine, endColumn }: FileFinding): string | undefined {
  expect(endLine).toBe(line);
  return text.split(/\r\n|\n/)[line - 1]?.slice(column - 1, endColumn - 1);
}

describe('kql-hunt check', () => {
  test('is content with queries that are fine', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': FINE });
    expect(await run([folder.path('a.kql')])).toEqual({ failure: undefined, shown: '[]\n', told: '' });
    expect(await run([folder.path('a.kql')], { format: 'text' })).toEqual({ failure: undefined, shown: '', told: '' });
  });

  test('fails with an error, and says where it is', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': WRONG });
    const file = folder.path('a.kql');
    const { failure, shown } = await run([file], { format: 'text' });
    expect(failure).toBe('1 error and 0 warnings, in 1 file.');
    expect(shown).toMatch(new RegExp(`^${file}:2:22: error KS\\d+: .*\\n$`));
  });

  test('fails with more warnings than there may be', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': UNKNOWN });
    const file = folder.path('a.kql');
    expect((await run([file])).failure).toBeUndefined();
    expect((await run([file], { maxWarnings: 1 })).failure).toBeUndefined();
    expect((await run([file], { maxWarnings: 0 })).failure).toBe('0 errors and 1 warning, where 0 may be, in 1 file.');
  });

  test('uses the severities that are asked for', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': UNKNOWN });
    const file = folder.path('a.kql');
    expect(await findings([file], { rules: parseRuleSeverities({ KS142: 'error' }) })).toMatchObject([
      { severity: 'error', code: 'KS142' },
    ]);
    expect(await findings([file], { rules: parseRuleSeverities({ KS142: 'off' }) })).toEqual([]);
  });

  test.each([
    ['a.kql', `// é 🦓\n${UNKNOWN}`],
    ['crlf.kql', `// first\r\n${UNKNOWN.trimEnd()}\r\n`],
    ['second.kql', `${FINE}\n\n${UNKNOWN}`],
    ['rule.yaml', `id: 1\nquery: |\n    ${UNKNOWN}name: x\n`],
    ['folded.yaml', 'query: >-\n  DeviceInfo\n  | where Zebra == 1\n'],
    ['quoted.yml', 'query: "DeviceInfo\\n| where Zebra == 1"\n'],
    ['page.md', `# Title\n\n- one\n  \`\`\`kql\n  ${UNKNOWN}  \`\`\`\n`],
  ])('gives the exact place in %s', async (name, text) => {
    await using folder = await QueryFolder.create({ [name]: text });
    const found = await findings([folder.path(name)]);
    expect(found.map((finding) => covered(text, finding))).toEqual(['Zebra']);
  });

  test('reads a file with a byte order mark', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': `\uFEFF${UNKNOWN}` });
    expect(await findings([folder.path('a.kql')])).toMatchObject([{ line: 1, column: 20 }]);
  });

  test('asks for a time filter only where no timespan goes with the queries', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': 'DeviceEvents | project DeviceId\n' });
    const codes = async (options: Partial<CheckCommand>) =>
      (await findings([folder.path('a.kql')], options)).map(({ code }) => code);
    expect(await codes({})).toEqual(['hunt-no-time-filter']);
    expect(await codes({ hasTimespan: true })).toEqual([]);
  });

  test('takes blank lines in a query of YAML for blanks, whatever stands there', async () => {
    await using folder = await QueryFolder.create({
      'a.yaml': 'query: |\n  DeviceInfo\n  | where DeviceName ==\n\n  "a"\n',
    });
    expect(await findings([folder.path('a.yaml')])).toEqual([]);
  });

  test('is cancelled by an interruption while it reads', async () => {
    const interruption = new AbortController();
    const terminal = new FakeTerminal({}, UNKNOWN);
    const command: CheckCommand = { kind: 'check', files: ['-'], format: 'json', rules: new Map() };
    const checked = check(command, terminal, interruption.signal);
    interruption.abort('SIGINT');
    expect(await checked).toMatchObject({ ok: false, error: { code: 'Cancelled' } });
    expect(terminal.shown).toBe('');
  });

  test('reads standard input', async () => {
    expect(v.parse(Findings, (await run(['-'], {}, UNKNOWN)).shown)).toMatchObject([{ file: '-', code: 'KS142' }]);
  });

  test('reports files that cannot be read, and goes on', async () => {
    await using folder = await QueryFolder.create({ 'latin.kql': Uint8Array.of(0xe9, 0x20), 'z.kql': UNKNOWN });
    const found = await findings([folder.path('none.kql'), folder.path('latin.kql'), folder.path('z.kql')]);
    expect(found.map(({ file, code, message }) => [file, code, message])).toEqual([
      [folder.path('latin.kql'), 'file-not-read', 'The file is not UTF-8 text.'],
      [folder.path('none.kql'), 'file-not-read', 'There is no such file, or no file with queries in it.'],
      [folder.path('z.kql'), 'KS142', expect.any(String)],
    ]);
    expect((await run([folder.path('none.kql')])).failure).toBe('1 error and 0 warnings, in 0 files.');
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says so where it may not read', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': FINE });
    await chmod(folder.path('a.kql'), 0);
    expect(await findings([folder.path('a.kql')])).toMatchObject([{ message: 'The file may not be read.' }]);
  });

  test('says where YAML is broken', async () => {
    await using folder = await QueryFolder.create({ 'a.yaml': `query: |\n  ${FINE} bad: [\n` });
    expect((await findings([folder.path('a.yaml')]))[0]).toMatchObject({ code: 'yaml-syntax', severity: 'error' });
  });

  test('takes folders and patterns, sorts what it says, and says the same each time', async () => {
    await using folder = await QueryFolder.create({
      'b.kql': UNKNOWN,
      'deep/a.YAML': `query: ${UNKNOWN}`,
      'deep/.hidden/c.kql': UNKNOWN,
      'node_modules/d.kql': UNKNOWN,
      'notes.txt': UNKNOWN,
    });
    const files = async (...patterns: string[]) => (await findings(patterns)).map(({ file }) => file);
    const all = [folder.path('b.kql'), folder.path('deep/a.YAML')];
    expect(await files(folder.root)).toEqual(all);
    expect(await files(folder.path('deep/a.YAML'), folder.path('b.kql'), folder.root)).toEqual(all);
    expect(await files(folder.path('*.kql'))).toEqual([folder.path('b.kql')]);
    expect(await run([folder.root], { format: 'sarif' })).toEqual(await run([folder.root], { format: 'sarif' }));
  });
});

describe('kql-hunt check --schema', () => {
  const OWN = JSON.stringify({ OurTable: { Zebra: 'long' }, DeviceInfo: { Zebra: 'long' } });

  test('knows the tables of a file, which win over those that are shipped', async () => {
    await using folder = await QueryFolder.create({
      'a.kql': `OurTable | where Zebra == 1\n\n${UNKNOWN}`,
      'own.json': OWN,
    });
    const queries = [folder.path('a.kql')];
    expect((await findings(queries)).map(({ code }) => code)).toEqual(['KS204', 'KS142']);
    expect(await findings(queries, { schemas: [folder.path('own.json')] })).toEqual([]);
  });

  test('knows the tables and functions that a Kusto cluster lists', async () => {
    const shown = {
      Databases: {
        ours: {
          Name: 'ours',
          Tables: {
            Logons: { Name: 'Logons', OrderedColumns: [{ Name: 'Host', Type: 'System.String', CslType: 'string' }] },
          },
          ExternalTables: {},
          MaterializedViews: { Last: { Name: 'Last', OrderedColumns: [{ Name: 'At', Type: 'System.DateTime' }] } },
          Functions: {
            recent: {
              Name: 'recent',
              InputParameters: [
                { Name: 'T', Columns: [{ Name: 'At', Type: 'System.DateTime', CslType: 'datetime' }] },
                { Name: 'span', Type: 'System.TimeSpan', CslType: 'timespan', CslDefaultValue: '1d' },
              ],
              Body: '{ T | where At > ago(span) | extend Zebra = 1 }',
              DocString: '',
            },
          },
        },
      },
    };
    await using folder = await QueryFolder.create({
      'a.kql':
        'Logons | where Host == "a"\n\nLast | invoke recent() | where Zebra == 1\n\nLogons | where Hots == "a"\n',
      'shown.json': JSON.stringify(shown),
    });
    const found = await findings([folder.path('a.kql')], { schemas: [folder.path('shown.json')] });
    expect(found).toMatchObject([{ code: 'KS142', line: 5 }]);
    expect(found[0]?.message).toContain('Did you mean Host?');
  });

  test('knows Sentinel’s tables beside Defender’s', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': 'SecurityIncident | take 1\n\nDeviceInfo | take 1\n' });
    expect(await findings([folder.path('a.kql')])).toMatchObject([{ code: 'KS204' }]);
    expect(await findings([folder.path('a.kql')], { schemas: ['defender', 'sentinel'] })).toEqual([]);
  });

  test.each([
    ['none.json', 'it could not be read'],
    ['broken.json', 'it is not JSON'],
    ['wrong.json', 'T.a is not a type of Kusto'],
  ])('refuses %s: %s', async (name, reason) => {
    await using folder = await QueryFolder.create({ 'broken.json': '{', 'wrong.json': '{ "T": { "a": "text" } }' });
    const { failure, shown } = await run(['-'], { schemas: [folder.path(name)] }, FINE);
    expect(failure).toBe(`The schema "${folder.path(name)}" cannot be used: ${reason}.`);
    expect(shown).toBe('');
  });
});

describe('kql-hunt check --fix', () => {
  const LOOSE = 'DeviceInfo\n| where tolower(DeviceNam) == "a" // keep\n| project DeviceName,OSPlatfrom\n';
  const MENDED = 'DeviceInfo\n| where DeviceName =~ "a" // keep\n| project DeviceName,OSPlatform\n';

  test.each([
    ['a.kql', LOOSE, MENDED],
    ['crlf.kql', `\uFEFF${LOOSE.replaceAll('\n', '\r\n')}`, `\uFEFF${MENDED.replaceAll('\n', '\r\n')}`],
    ['second.kql', `${FINE}\n\n${LOOSE}`, `${FINE}\n\n${MENDED}`],
    [
      'folded.yaml',
      'a: 1 # x\nquery: >-\n  DeviceInfo\n  | where\n  Zebra == 1\n  | project DeviceNam\n',
      'a: 1 # x\nquery: >-\n  DeviceInfo\n  | where\n  Zebra == 1\n  | project DeviceName\n',
    ],
    [
      'quoted.yaml',
      `query: 'DeviceInfo | where tolower(DeviceNam) == "it''s"'\n`,
      `query: 'DeviceInfo | where DeviceName =~ "it''s"'\n`,
    ],
    [
      'page.md',
      '> ```kql\n> DeviceInfo\n> | project DeviceNam\n> ```\n',
      '> ```kql\n> DeviceInfo\n> | project DeviceName\n> ```\n',
    ],
  ])('mends %s and keeps all else of it', async (name, before, after) => {
    await using folder = await QueryFolder.create({ [name]: before });
    await run([folder.path(name)], { fixes: true });
    expect(await folder.read(name)).toBe(after);
  });

  test('reports what is left, and names the files that it has changed', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': `${LOOSE}\n${UNKNOWN}`, 'b.kql': FINE });
    const { failure, shown, told } = await run([folder.root], { fixes: true, maxWarnings: 0 });
    expect(v.parse(Findings, shown)).toMatchObject([{ code: 'KS142', line: 5 }]);
    expect(failure).toBe('0 errors and 1 warning, where 0 may be, in 2 files.');
    expect(told).toBe(`${folder.path('a.kql')} was mended.\n`);
  });

  test.each([
    ['another meaning', 'DeviceEvents | where Timestamp > ago(1d) | where FileName contains "powershell"\n'],
    ['hits that are dropped', 'DeviceInfo | take 1 | where DeviceName == "a"\n'],
    ['a comparison that is never true', 'DeviceInfo | where tolower(DeviceName) == "A"\n'],
    ['a column that a tenant may have', 'CloudAppEvents | where Timestamp > ago(1d) | project ISP\n'],
  ])('leaves alone what has %s', async (_name, text) => {
    await using folder = await QueryFolder.create({ 'a.kql': text });
    const { told, shown } = await run([folder.path('a.kql')], { fixes: true });
    expect(v.parse(Findings, shown)).toHaveLength(1);
    expect(told).toBe('');
    expect(await folder.read('a.kql')).toBe(text);
  });

  test('does not mend what the rules turn off, nor a file that is broken', async () => {
    await using folder = await QueryFolder.create({
      'a.kql': LOOSE,
      'b.yaml': `query: |\n  DeviceInfo | project DeviceNam\n bad: [\n`,
    });
    const before = await folder.read('b.yaml');
    await run([folder.root], { fixes: true, rules: parseRuleSeverities({ KS142: 'off', 'hunt-case-folding': 'off' }) });
    expect(await folder.read('a.kql')).toBe(LOOSE);
    expect(await folder.read('b.yaml')).toBe(before);
  });
});

describe('the SARIF report of kql-hunt check', () => {
  const Log = v.object({
    runs: v.array(
      v.object({
        tool: v.object({ driver: v.object({ rules: v.array(v.object({ id: v.string() })) }) }),
        results: v.array(
          v.object({
            ruleId: v.string(),
            ruleIndex: v.number(),
            level: v.string(),
            locations: v.array(
              v.object({
                physicalLocation: v.object({
                  artifactLocation: v.object({ uri: v.string() }),
                  region: v.object({ startLine: v.number(), startColumn: v.number() }),
                }),
              }),
            ),
          }),
        ),
      }),
    ),
  });
  const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(sarifSchema);

  test.each([
    ['nothing', ''],
    ['findings of every severity', `${WRONG}\n\n${UNKNOWN}\n\nDeviceEvents | where FileName contains "powershell"`],
  ])('is valid with %s', async (_name, typed) => {
    const log: unknown = JSON.parse((await run(['-'], { format: 'sarif' }, typed)).shown);
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
  });

  test('is refused by the schema where it is not valid', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  });

  test('names the rule, the level and the place of each finding', async () => {
    await using folder = await QueryFolder.create({ 'odd name#1.kql': UNKNOWN });
    const [first] = v.parse(
      Log,
      JSON.parse((await run([folder.path('odd name#1.kql')], { format: 'sarif' })).shown),
    ).runs;
    const [result] = first?.results ?? [];
    expect(result).toMatchObject({ ruleId: 'KS142', level: 'warning' });
    expect(first?.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('KS142');
    const place = result?.locations[0]?.physicalLocation;
    expect(place?.region).toMatchObject({ startLine: 1, startColumn: 20 });
    expect(place?.artifactLocation.uri).toMatch(/^file:\/\/\/.*\/odd%20name%231\.kql$/);
  });
});
