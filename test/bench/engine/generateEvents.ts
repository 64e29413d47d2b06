import type { DuckDBConnection } from '@duckdb/node-api';
import type { ScalarType } from '../../../src/core/results/scalarType';
import { PHYSICAL_TYPES, physicalColumn, type LoadedTable } from '../../../src/engine/physicalTypes';
import { DEFENDER_TABLES } from '../../../src/kusto/schema/defenderTables';
import { COMMAND_ARGUMENTS, COMMON_FILES } from './eventTexts';

/** Distinct values of what events repeat: about those of a company of some thousand people. */
const CARDINALITY = { devices: 5000, users: 3000, files: 1200, hosts: 20_000 } as const;

const ROWS_AT_ONCE = 500_000;

/** Ticks of 2026-01-01, and thirty days. */
const START = 639_028_224_000_000_000n;
const SPAN = 25_920_000_000_000n;

/**
 * Fills `DeviceProcessEvents` with `rows` rows in the order of time, and `DeviceNetworkEvents` with a quarter as many, in
 * every column that is documented. The same row count gives the same rows.
 */
export async function generateEvents(connection: DuckDBConnection, rows: number): Promise<readonly LoadedTable[]> {
  for (const macro of MACROS) await connection.run(macro);
  for (const statement of dimensionTables()) await connection.run(statement);
  const tables: LoadedTable[] = [];
  for (const [name, count] of [
    ['DeviceProcessEvents', rows],
    ['DeviceNetworkEvents', Math.ceil(rows / 4)],
  ] as const) {
    const columns = DEFENDER_TABLES.find((table) => table.name === name)?.columns ?? [];
    const physicalName = `t${tables.length}`;
    const values = columns.map((column, index) => {
      const value = EVENT_VALUES[column.name] ?? fillerOf(column.name, column.type);
      return `CAST(${value} AS ${PHYSICAL_TYPES[column.type]}) AS ${physicalColumn(index)}`;
    });
    const types = columns.map(({ type }, index) => `${physicalColumn(index)} ${PHYSICAL_TYPES[type]}`);
    await connection.run(`CREATE TABLE ${physicalName} (${types.join(', ')})`);
    // All at once would be held in memory, to keep the order.
    for (let start = 0; start < count; start += ROWS_AT_ONCE) {
      const end = Math.min(count, start + ROWS_AT_ONCE);
      // A table is read by all threads; `range` itself by one.
      await connection.run(`CREATE OR REPLACE TEMP TABLE numbers AS SELECT range AS i FROM range(${start}, ${end})`);
      await connection.run(`INSERT INTO ${physicalName} SELECT ${values.join(', ')} FROM (${eventKeys(count)})
        JOIN devices d ON d.id = device JOIN users u ON u.id = account
        JOIN files f ON f.id = file JOIN files p ON p.id = parent JOIN arguments a ON a.id = argument`);
    }
    tables.push({ name, physicalName, columns });
  }
  return tables;
}

/** `i` numbers the rows, `salt` the columns: each pair has its own number, the same in every run. */
const MACROS: readonly string[] = [
  `CREATE TEMP MACRO dice(i, salt, sides) AS CAST(hash(i * 64 + salt) % sides AS BIGINT)`,
  // A few values often and most of them rarely, as devices and programs are.
  `CREATE TEMP MACRO skewed(i, salt, sides) AS
     CAST(floor(pow((hash(i * 64 + salt) % 1000003) / 1000003.0, 3) * sides) AS BIGINT)`,
];

function dimensionTables(): readonly string[] {
  const files = textList(COMMON_FILES);
  return [
    `CREATE TEMP TABLE devices AS SELECT i AS id, sha1('device' || i) AS device_id,
       'pc-' || i || '.contoso.com' AS name, '10.' || i // 250 || '.0.' || i % 250 AS ip
       FROM range(${CARDINALITY.devices}) r(i)`,
    `CREATE TEMP TABLE users AS SELECT i AS id, 'user' || i AS name, 'user' || i || '@contoso.com' AS upn,
       'S-1-5-21-1004336348-1177238915-682003330-' || i AS sid, md5('user' || i) AS object_id
       FROM range(${CARDINALITY.users}) r(i)`,
    `CREATE TEMP TABLE files AS SELECT i AS id, coalesce(${files}[i + 1], 'tool' || i || '.exe') AS name,
       'C:\\Program Files\\Vendor ' || i % 90 || '\\' || coalesce(${files}[i + 1], 'tool' || i || '.exe') AS path,
       'Vendor ' || i % 90 AS vendor, sha1('file' || i) AS sha1, sha256('file' || i) AS sha256, md5('file' || i) AS md5
       FROM range(${CARDINALITY.files}) r(i)`,
    `CREATE TEMP TABLE arguments AS
       SELECT generate_subscripts(list, 1) - 1 AS id, unnest(list) AS text FROM (SELECT ${textList(COMMAND_ARGUMENTS)} AS list)`,
  ];
}

function eventKeys(rows: number): string {
  return `SELECT i, ${START} + i * (${SPAN} // ${rows}) AS time, skewed(i, 1, ${CARDINALITY.devices}) AS device,
    dice(i, 2, ${CARDINALITY.users}) AS account, skewed(i, 3, ${CARDINALITY.files}) AS file,
    skewed(i, 4, ${CARDINALITY.files}) AS parent, dice(i, 5, ${COMMAND_ARGUMENTS.length}) AS argument
    FROM numbers`;
}

/** One row in some ten thousand is what the term search looks for, or looks like it. */
const COMMAND_LINE = `'"' || f.path || '" ' || CASE dice(i, 6, 30000)
    WHEN 0 THEN 'privilege::debug Mimikatz sekurlsa::logonpasswords exit'
    WHEN 1 THEN '-File C:\\temp\\invoke-mimikatz.ps1'
    WHEN 2 THEN 'notmimikatzatall --id ' || i
    ELSE replace(replace(a.text, '{n}', CAST(dice(i, 7, 100000) AS VARCHAR)), '{h}', to_hex(hash(i)))
  END`;

/** Details as the service writes them, on every fourth row. */
const ADDITIONAL_FIELDS = `CASE WHEN dice(i, 8, 4) > 0 THEN '' ELSE
  '{"DesiredAccess":' || dice(i, 9, 2097152) || ',"Signer":"Vendor ' || f.id % 90 || '","IsElevated":false,"Tags":["' ||
  ['lolbin', 'signed', 'rare', 'script', 'network'][1 + dice(i, 10, 5)] || '","' ||
  ['tier0', 'tier1', 'vip', 'server'][1 + dice(i, 11, 4)] || '"],"Container":{"Name":"", "Id":' || dice(i, 12, 900) || '}}' END`;

const EVENT_VALUES: Readonly<Record<string, string>> = {
  Timestamp: 'time',
  DeviceId: 'd.device_id',
  DeviceName: 'd.name',
  ActionType: `CASE WHEN dice(i, 13, 50) = 0 THEN 'OpenProcess' ELSE 'ProcessCreated' END`,
  FileName: 'f.name',
  FolderPath: 'f.path',
  SHA1: 'f.sha1',
  SHA256: 'f.sha256',
  MD5: 'f.md5',
  FileSize: '10000 + f.id * 977',
  ProcessId: 'dice(i, 14, 60000)',
  ProcessCommandLine: COMMAND_LINE,
  ProcessIntegrityLevel: `['Medium', 'High', 'System', 'Low'][1 + skewed(i, 15, 4)]`,
  ProcessTokenElevation: `['TokenElevationTypeDefault', 'TokenElevationTypeFull'][1 + skewed(i, 16, 2)]`,
  AccountDomain: `'contoso'`,
  AccountName: 'u.name',
  AccountSid: 'u.sid',
  AccountUpn: 'u.upn',
  AccountObjectId: 'u.object_id',
  InitiatingProcessFileName: 'p.name',
  InitiatingProcessFolderPath: 'p.path',
  InitiatingProcessSHA1: 'p.sha1',
  InitiatingProcessSHA256: 'p.sha256',
  InitiatingProcessMD5: 'p.md5',
  InitiatingProcessId: 'dice(i, 17, 60000)',
  InitiatingProcessCommandLine: `'"' || p.path || '" -k ' || dice(i, 18, 2000)`,
  InitiatingProcessAccountDomain: `'contoso'`,
  InitiatingProcessAccountName: 'u.name',
  InitiatingProcessAccountUpn: 'u.upn',
  InitiatingProcessAccountSid: 'u.sid',
  InitiatingProcessAccountObjectId: 'u.object_id',
  ReportId: 'i',
  AdditionalFields: ADDITIONAL_FIELDS,
  RemoteIP: `'203.' || dice(i, 19, 100) || '.113.' || dice(i, 20, 250)`,
  RemotePort: `[443, 80, 53, 445, 8080][1 + skewed(i, 21, 5)]`,
  RemoteUrl: `CASE WHEN dice(i, 22, 3) = 0 THEN '' ELSE 'host' || skewed(i, 23, ${CARDINALITY.hosts}) || '.example.com' END`,
  LocalIP: 'd.ip',
  Protocol: `'Tcp'`,
};

/** What no hunt here looks at is filled as well, for all columns have to be carried where a hunt asks for all. */
function fillerOf(column: string, type: ScalarType): string {
  if (column.startsWith('InitiatingProcessVersionInfo')) return 'p.vendor';
  if (column.startsWith('ProcessVersionInfo')) return 'f.vendor';
  if (column.endsWith('UniqueId')) return `''`;
  switch (type) {
    case 'string':
      return `''`;
    case 'datetime':
      return `time - dice(i, 24, 600000000)`;
    case 'bool':
      return 'dice(i, 25, 40) = 0';
    default:
      return 'dice(i, 26, 1000)';
  }
}

function textList(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]`;
}
