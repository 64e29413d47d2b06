import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTITY_KEYS } from '../../../../src/core/entities/entities';
import { entityHunts, entityOf, type FoundValue } from '../../../../src/core/entities/entityHunts';
import { TableCache } from '../../../../src/engine/data/tableCache';
import { FolderEngine } from '../../../../src/engine/folderEngine';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import { DEFENDER_TABLES } from '../../../../src/kusto/schema/defenderTables';
import { createBindingScope } from '../../../../src/kusto/tableSchema';
import { readRows } from '../../../fixtures/engineRows';

const SAMPLES = path.resolve(import.meta.dirname, '../../../../samples/data');
const ROW: Readonly<Record<string, string>> = {
  Timestamp: '2026-11-20T10:00:00.1234567Z',
  DeviceId: 'a"b\\',
  ProcessId: '4711',
  ProcessCreationTime: '2026-11-20T09:59:00Z',
  InitiatingProcessId: '12',
  InitiatingProcessCreationTime: '2026-11-20T09:00:00.5Z',
  AccountDomain: 'contoso',
  InitiatingProcessAccountDomain: 'contoso',
};

function found(column: string, text: string, row = ROW): FoundValue {
  return { column, text, beside: (name) => (name === column ? text : row[name]) };
}

const COLUMNS = [
  ...ENTITY_KEYS.flatMap(({ columns }) => columns),
  ...['ProcessId', 'ProcessCommandLine', 'InitiatingProcessFileName'],
];
const HUNTS = COLUMNS.flatMap((column) => {
  const text = column === 'ProcessId' ? '4711' : `x" | take 1 // '\\\n${column}`;
  return [found(column, text), found(column, text, { ...ROW, Timestamp: '' })].flatMap((value) =>
    entityHunts(value).map((hunt) => ({ column, ...hunt })),
  );
});

function shapeOf({ query, column }: (typeof HUNTS)[number]): string {
  return query.replaceAll(column, '');
}

/** The tables of a hunt. */
function tablesOf(query: string): readonly string[] {
  return query.match(/(?<=^\s*\(?)[A-Z]\w+(?= \||$)/gm) ?? [];
}

describe('hunts for an entity', () => {
  let engine: FolderEngine;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'kql-hunting-entities-'));
    const cache = await TableCache.open(folder, SAMPLES, 1024 ** 3);
    if (cache === undefined) throw new Error('there is no cache');
    const opened = await FolderEngine.open({ folder: SAMPLES, cache, memoryLimit: 1024 ** 3 });
    if (!opened.ok) throw new Error(opened.error.message);
    engine = opened.value;
  });
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are offered for every column of the entities table, and for processes', () => {
    expect(new Set(HUNTS.map(({ column }) => column))).toEqual(new Set(COLUMNS));
    expect(HUNTS.length).toBeGreaterThan(200);
  });

  it('are valid against the schema of Defender, whatever the value holds', () => {
    const scope = createBindingScope(DEFENDER_TABLES);
    // Hunts for columns of one key differ by the value only.
    const queries = [...new Map(HUNTS.map((hunt) => [shapeOf(hunt), hunt.query])).values()];
    expect(queries.length).toBeGreaterThan(60);
    const wrong = queries.filter((query) => bindQuery(query, scope).diagnostics.length > 0);
    expect(wrong.map((query) => [query, bindQuery(query, scope).diagnostics])).toEqual([]);
  }, 120_000);

  it('run on the sample data', async () => {
    const present = new Set(readdirSync(SAMPLES).map((file) => path.parse(file).name));
    const queries = new Map(HUNTS.map((hunt) => [shapeOf(hunt), hunt.query]));
    for (const [name, query] of queries) {
      expect(tablesOf(query).length, query).toBeGreaterThan(0);
      if (!tablesOf(query).some((table) => present.has(table))) continue;
      const answer = await engine.run({ query }, new AbortController().signal);
      expect(answer.ok ? '' : `${name}: ${answer.error.message}`).toBe('');
      if (answer.ok) expect(await readRows(answer.value)).toEqual([]);
    }
  }, 120_000);

  const answerOf = async (query: string) => {
    const answer = await engine.run({ query }, new AbortController().signal);
    if (!answer.ok) throw new Error(answer.error.message);
    const names = answer.value.columns.map(({ name }) => name);
    const rows = await readRows(answer.value);
    return rows.map((row) => new Map(names.map((name, at) => [name, row[at]])));
  };

  it.each([
    ['DeviceId', 'DeviceFileEvents'],
    ['DeviceName', 'DeviceInfo'],
    ['InitiatingProcessAccountName', 'DeviceFileEvents'],
    ['AccountUpn', 'UrlClickEvents'],
    ['AccountName', 'DeviceLogonEvents'],
    ['AccountObjectId', 'CloudAppEvents'],
    ['InitiatingProcessAccountSid', 'DeviceRegistryEvents'],
    ['SHA256', 'EmailAttachmentInfo'],
    ['InitiatingProcessSHA1', 'DeviceNetworkEvents'],
    ['RemoteIP', 'DeviceNetworkEvents'],
    ['IPAddress', 'IdentityLogonEvents'],
    ['DestinationIPAddress', 'IdentityLogonEvents'],
    ['FileOriginIP', 'DeviceFileEvents'],
    ['TargetDeviceName', 'IdentityLogonEvents'],
    ['RecipientEmailAddress', 'EmailPostDeliveryEvents'],
    ['Url', 'EmailUrlInfo'],
    ['FileOriginUrl', 'DeviceFileEvents'],
    ['NetworkMessageId', 'EmailEvents'],
    ['InitiatingProcessId', 'DeviceRegistryEvents'],
    ['AlertId', 'AlertEvidence'],
  ])('find the row that %s was found in, and say that it is of %s', async (column, table) => {
    const texts = ['Timestamp', column, ...Object.keys(ROW)].map(
      (name) => `${name} = tostring(column_ifexists("${name}", ""))`,
    );
    const [row] = await answerOf(
      `${table} | where isnotempty(${column}) | take 1 | project ${[...new Set(texts)].join(', ')}`,
    );
    const textOf = (name: string) => (row?.get(name) === '' ? undefined : row?.get(name)?.toString());
    const hunts = entityHunts({ column, text: textOf(column) ?? '', beside: textOf });
    const answers = await Promise.all(hunts.map(({ query }) => answerOf(`${query}| extend At = tostring(Timestamp)`)));
    const tables = answers
      .flat()
      .filter((found) => found.get('At') === textOf('Timestamp'))
      .map((found) => found.get('SourceTable') ?? table);
    expect(tables).toContain(table);
  });

  it('find what they are for: a device and a hash of the sample data', async () => {
    const rowsOf = async (query: string) => {
      const rows = await answerOf(query);
      return rows.map((row) => [...row.values()]);
    };
    const [row] = await rowsOf(
      'DeviceProcessEvents | where isnotempty(SHA256) | take 1 | project tostring(Timestamp), DeviceId, SHA256, tostring(ProcessId), tostring(ProcessCreationTime)',
    );
    const [Timestamp = '', DeviceId = '', SHA256 = '', ProcessId = '', ProcessCreationTime = ''] = (row ?? []).map(
      String,
    );
    const beside = { Timestamp, DeviceId, SHA256, ProcessId, ProcessCreationTime };
    for (const [column, text] of [
      ['DeviceId', DeviceId],
      ['SHA256', SHA256],
      ['ProcessId', ProcessId],
    ] as const) {
      const hunts = entityHunts(found(column, text, beside));
      const counts = await Promise.all(hunts.map(async ({ query }) => (await rowsOf(query)).length));
      expect(Math.max(...counts), column).toBeGreaterThan(0);
    }
  });
});

describe('an entity', () => {
  it.each([
    ['DeviceName', 'x', 'device'],
    ['DeviceId1', 'x', 'device'],
    ['Anything', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'file'],
    ['Anything', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'file'],
    ['Anything', '10.1.2.255', 'address'],
    ['Anything', '2001:db8::1', 'address'],
    ['Anything', 'https://contoso.com/a?b', 'URL'],
    ['Anything', 'ada@contoso.com', 'account'],
    ['Anything', 'S-1-5-21-1-2-3-500', 'account'],
    ['Anything', '10.1.2.256', undefined],
    ['Anything', '12:34:56', undefined],
    ['Anything', 'cmd.exe', undefined],
    ['DeviceId', ' ', undefined],
  ])('in %s is known by its column or its look: %s', (column, text, label) => {
    expect(entityOf({ column, text })?.label).toBe(label);
  });

  it('is looked for around the time of its row, and at any time where that has none', () => {
    const [hunt] = entityHunts(found('RemoteIP', '10.0.0.1'));
    expect(hunt?.query).toContain('let Moment = datetime(2026-11-20T10:00:00.1234567Z);');
    const [untimed] = entityHunts(found('RemoteIP', '10.0.0.1', {}));
    expect(untimed?.query).not.toContain('Moment');
  });
});
