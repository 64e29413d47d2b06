import type { ScalarType } from '../core/results/scalarType';
import { HUNTING_FUNCTIONS } from '../kusto/schema/huntingFunctions';
import type { LoadedTable } from './physicalTypes';

/*
 * The functions that advanced hunting adds to KQL, as KQL over the loaded data: what only the service knows, such as how
 * many computers in the world have a file, is null. Each stands on one line, in front of a query that calls it.
 * Source: https://learn.microsoft.com/defender-xdr/advanced-hunting-fileprofile-function and its neighbours.
 */

export type LoadedTables = ReadonlyMap<string, LoadedTable>;

/** The names of the functions that `declareFunction` knows. */
export const HUNTING_FUNCTION_NAMES: ReadonlySet<string> = new Set(HUNTING_FUNCTIONS.map(({ name }) => name));

/** A `let` that declares one of them over the tables that there are. */
export function declareFunction(name: string, tables: LoadedTables): string {
  const body = BODIES[name]?.(tables);
  return body === undefined ? '' : `let ${name} = ${body}; `;
}

const BODIES: Readonly<Record<string, (tables: LoadedTables) => string>> = {
  FileProfile: fileProfile,
  DeviceFromIP: deviceFromIp,
  AssignedIPAddresses: assignedAddresses,
  SeenBy: () =>
    `(T:(*), x:string='DeviceId') { T | extend DeviceId = tostring(column_ifexists('DeviceId', column_ifexists(x, ''))), SeenBy = '' }`,
};

const FILE_COLUMNS = { SHA1: 'string', SHA256: 'string', MD5: 'string', FileSize: 'long' } as const;
const CERTIFICATE_COLUMNS = {
  SHA1: 'string',
  Timestamp: 'datetime',
  Signer: 'string',
  Issuer: 'string',
  SignerHash: 'string',
  IsSigned: 'bool',
  IsTrusted: 'bool',
  IsRootSignerMicrosoft: 'bool',
} as const;
const ADDRESS_COLUMNS = {
  Timestamp: 'datetime',
  DeviceId: 'string',
  DeviceName: 'string',
  IPAddresses: 'string',
  NetworkAdapterType: 'string',
  ConnectedNetworks: 'string',
} as const;

/** What the events and certificates of the loaded data tell of a file, by either of its hashes. */
function fileProfile(tables: LoadedTables): string {
  const files = [...tables.values()].filter((table) => hasColumn(table, 'SHA1') && hasColumn(table, 'FileSize'));
  return [
    `(T:(*), x:string='SHA1', y:long=100) {`,
    `let Files = ${rowsOf(files, FILE_COLUMNS)} | where isnotempty(SHA1) or isnotempty(SHA256)`,
    `| summarize SHA256 = take_anyif(SHA256, isnotempty(SHA256)), MD5 = take_anyif(MD5, isnotempty(MD5)), FileSize = toint(max(FileSize)) by SHA1;`,
    `let Certificates = ${rowsOf(named(tables, 'DeviceFileCertificateInfo'), CERTIFICATE_COLUMNS)} | where isnotempty(SHA1)`,
    `| summarize arg_max(Timestamp, *) by SHA1;`,
    `let Profiles = Files | join kind=leftouter Certificates on SHA1`,
    `| extend __Hash = pack_array(SHA1, SHA256) | mv-expand __Hash to typeof(string) | where isnotempty(__Hash)`,
    `| project __Hash, SHA1, SHA256, MD5, FileSize, GlobalPrevalence = int(null), GlobalFirstSeen = datetime(null),`,
    `GlobalLastSeen = datetime(null), Signer, Issuer, SignerHash, IsCertificateValid = IsTrusted, IsRootSignerMicrosoft,`,
    `SignatureState = case(isnull(IsSigned), '', not(IsSigned), 'Unsigned', IsTrusted, 'SignedValid', 'SignedInvalid'),`,
    `IsExecutable = bool(null), ThreatName = '', Publisher = '', SoftwareName = '', ProfileAvailability = 'Missing';`,
    `T | extend __Hash = tolower(tostring(column_ifexists(x, ''))) | join kind=leftouter Profiles on __Hash`,
    `| project-away __Hash, __Hash1 }`,
  ].join(' ');
}

/** The device that had an address last, or last before a time; `z` names the column that holds the time. */
function deviceFromIp(tables: LoadedTables): string {
  return [
    `(T:(*), x:string='IP', y:datetime=datetime(null), z:string='') {`,
    `let Rows = materialize(T | extend IP = tostring(column_ifexists(x, x)),`,
    `__Time = todatetime(column_ifexists(z, coalesce(y, now()))) | serialize __Row = row_number());`,
    `let Devices = Rows | project __Row, IP, __Time | join kind=inner (${addresses(tables)}`,
    `| project __Seen = Timestamp, DeviceId, IP = IPAddress) on IP | where __Seen <= __Time`,
    `| summarize arg_max(__Seen, DeviceId) by __Row | project __Row, DeviceId;`,
    `Rows | join kind=leftouter Devices on __Row | project-away __Row, __Row1, __Time }`,
  ].join(' ');
}

/** The addresses in the latest report of a device, or the latest one before a time. */
function assignedAddresses(tables: LoadedTables): string {
  return [
    `(x:string, y:datetime=datetime(null)) {`,
    `let Reports = ${addresses(tables)} | where DeviceId == x or DeviceName =~ x | where Timestamp <= coalesce(y, now());`,
    `let Latest = toscalar(Reports | summarize max(Timestamp));`,
    `Reports | where Timestamp == Latest | project Timestamp, IPAddress, IPType,`,
    `NetworkAdapterType = toint(NetworkAdapterType), ConnectedNetworks = toint(ConnectedNetworks) }`,
  ].join(' ');
}

/** One row for each address that a device reported. */
function addresses(tables: LoadedTables): string {
  const rows = rowsOf(named(tables, 'DeviceNetworkInfo'), ADDRESS_COLUMNS);
  return (
    `${rows} | mv-expand __Address = parse_json(IPAddresses)` +
    ` | extend IPAddress = tostring(__Address.IPAddress), IPType = tostring(__Address.AddressType) | where isnotempty(IPAddress)`
  );
}

function named(tables: LoadedTables, name: string): readonly LoadedTable[] {
  const table = tables.get(name);
  return table === undefined ? [] : [table];
}

function hasColumn({ columns }: LoadedTable, name: string): boolean {
  return columns.some((column) => column.name === name);
}

/** The rows of some tables under the given columns; no rows where there are no such tables. */
function rowsOf(tables: readonly LoadedTable[], columns: Readonly<Record<string, ScalarType>>): string {
  const schema = Object.entries(columns);
  const parts = tables.map((table) => {
    const list = schema.map(([name, type]) => `${name} = ${columnOf(table, name, type)}`);
    return `(${table.name} | project ${list.join(', ')})`;
  });
  const empty = `(datatable(${schema.map(([name, type]) => `${name}: ${type}`).join(', ')})[])`;
  return `union ${[empty, ...parts].join(', ')}`;
}

function columnOf(table: LoadedTable, name: string, type: ScalarType): string {
  if (!hasColumn(table, name)) return type === 'string' ? `''` : `${type}(null)`;
  return `to${type}(${name})`;
}
