import { Buffer } from 'node:buffer';
import { createSeededRandom, type SeededRandom } from './seededRandom.ts';

/** The columns of the generated response: 40, as DeviceProcessEvents has them, with each type that the service names. */
export const RESPONSE_COLUMNS: readonly { readonly name: string; readonly type: string }[] = [
  { name: 'Timestamp', type: 'DateTime' },
  { name: 'DeviceId', type: 'String' },
  { name: 'DeviceName', type: 'String' },
  { name: 'ActionType', type: 'String' },
  { name: 'FileName', type: 'String' },
  { name: 'FolderPath', type: 'String' },
  { name: 'SHA1', type: 'String' },
  { name: 'SHA256', type: 'String' },
  { name: 'MD5', type: 'String' },
  { name: 'FileSize', type: 'Int64' },
  { name: 'ProcessVersionInfoCompanyName', type: 'String' },
  { name: 'ProcessVersionInfoProductName', type: 'String' },
  { name: 'ProcessVersionInfoFileDescription', type: 'String' },
  { name: 'ProcessId', type: 'Int64' },
  { name: 'ProcessCommandLine', type: 'String' },
  { name: 'ProcessIntegrityLevel', type: 'String' },
  { name: 'ProcessTokenElevation', type: 'String' },
  { name: 'ProcessCreationTime', type: 'DateTime' },
  { name: 'AccountDomain', type: 'String' },
  { name: 'AccountName', type: 'String' },
  { name: 'AccountSid', type: 'String' },
  { name: 'AccountObjectId', type: 'Guid' },
  { name: 'LogonId', type: 'Int64' },
  { name: 'InitiatingProcessAccountName', type: 'String' },
  { name: 'InitiatingProcessSHA1', type: 'String' },
  { name: 'InitiatingProcessFileName', type: 'String' },
  { name: 'InitiatingProcessFolderPath', type: 'String' },
  { name: 'InitiatingProcessCommandLine', type: 'String' },
  { name: 'InitiatingProcessId', type: 'Int64' },
  { name: 'InitiatingProcessCreationTime', type: 'DateTime' },
  { name: 'InitiatingProcessParentFileName', type: 'String' },
  { name: 'InitiatingProcessParentId', type: 'Int32' },
  { name: 'IsInitiatingProcessRemoteSession', type: 'SByte' },
  { name: 'IsProcessRemoteSession', type: 'SByte' },
  { name: 'Risk', type: 'Double' },
  { name: 'Duration', type: 'TimeSpan' },
  { name: 'ReportId', type: 'Int64' },
  { name: 'AppGuardContainerId', type: 'String' },
  { name: 'AdditionalFields', type: 'Object' },
  { name: 'TenantId', type: 'Guid' },
];

const PROGRAMS: readonly string[] = [
  'svchost.exe',
  'powershell.exe',
  'cmd.exe',
  'chrome.exe',
  'msedge.exe',
  'rundll32.exe',
  'conhost.exe',
  'WmiPrvSE.exe',
  'backgroundTaskHost.exe',
  'git.exe',
  'node.exe',
  'python.exe',
  'OUTLOOK.EXE',
  'ms-teams.exe',
  'SearchIndexer.exe',
  'MsMpEng.exe',
  'MsSense.exe',
  'schtasks.exe',
  'reg.exe',
  'net.exe',
  'certutil.exe',
  'bitsadmin.exe',
  'mshta.exe',
  'wscript.exe',
];

const FOLDERS: readonly string[] = [
  String.raw`C:\Windows\System32`,
  String.raw`C:\Program Files\Google\Chrome\Application`,
  String.raw`C:\Users\Public\Downloads`,
  String.raw`C:\ProgramData\Microsoft\Windows Defender\Platform\4.18.24090.11-0`,
  String.raw`C:\Windows\SysWOW64\WindowsPowerShell\v1.0`,
];

const ACCOUNT_NAMES: readonly string[] = [
  'müller',
  'anna',
  'jörg',
  'svc-backup',
  "o'neil",
  '李明',
  'kateřina',
  'admin',
];
const INTEGRITY_LEVELS: readonly string[] = ['Low', 'Medium', 'High', 'System'];
const ELEVATIONS: readonly string[] = ['Default', 'Full', 'Limited'].map((kind) => `TokenElevationType${kind}`);

const DEVICES = 800;
const ACCOUNTS = 1200;
const FIRST_DAY = Date.UTC(2026, 9, 1);
const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;
const CHUNK_CHARACTERS = 1 << 20;
/** Every so often a command line is an attack on the grid. */
const ROWS_AN_ATTACK = 997;

interface Program {
  readonly name: string;
  readonly folder: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly md5: string;
  readonly size: number;
}

interface Account {
  readonly name: string;
  readonly sid: string;
  readonly objectId: string;
}

interface Company {
  readonly programs: readonly Program[];
  readonly devices: readonly { readonly id: string; readonly name: string }[];
  readonly accounts: readonly Account[];
  readonly tenantId: string;
}

/**
 * The body of a hunting answer of any length, the same at each call: about 1.9 KB of JSON a row, 190 MB for 100,000.
 * Report ids have 19 digits and times seven of a second, which no double and no `Date` can hold.
 */
export function* huntingResponse(rowCount: number): Generator<Uint8Array> {
  const random = createSeededRandom(1);
  const company = foundCompany(random);
  let text = `{"schema":${JSON.stringify(RESPONSE_COLUMNS)},"results":[`;
  for (let row = 0; row < rowCount; row += 1) {
    text += `${row === 0 ? '' : ','}${eventJson(random, company, row)}`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(`${text}]}`);
}

function foundCompany(random: SeededRandom): Company {
  return {
    programs: PROGRAMS.map((name, at) => ({
      name,
      folder: FOLDERS[at % FOLDERS.length] ?? '',
      sha1: random.hex(40),
      sha256: random.hex(64),
      md5: random.hex(32),
      size: 10_000 + random.below(50_000_000),
    })),
    devices: Array.from({ length: DEVICES }, (_, at) => ({
      id: random.hex(40),
      name: `ws-${String(at).padStart(4, '0')}.corp.contoso.com`,
    })),
    accounts: Array.from({ length: ACCOUNTS }, (_, at) => ({
      name: `${ACCOUNT_NAMES[at % ACCOUNT_NAMES.length] ?? ''}${at}`,
      sid: `S-1-5-21-${random.below(4_000_000_000)}-${random.below(4_000_000_000)}-${1000 + at}`,
      objectId: random.guid(),
    })),
    tenantId: random.guid(),
  };
}

function eventJson(random: SeededRandom, company: Company, row: number): string {
  const program = random.pick(company.programs);
  const parent = random.pick(company.programs);
  const device = random.pick(company.devices);
  const account = random.pick(company.accounts);
  const milliseconds = FIRST_DAY + random.below(THIRTY_DAYS_MS);
  const isFirst = program.name.length % 3 === 0;
  const event = {
    Timestamp: dateTime(random, milliseconds),
    DeviceId: device.id,
    DeviceName: device.name,
    ActionType: random.isLikely(0.95) ? 'ProcessCreated' : 'OpenProcess',
    FileName: program.name,
    FolderPath: `${program.folder}\\${program.name}`,
    SHA1: program.sha1,
    SHA256: random.isLikely(0.9) ? program.sha256 : random.hex(64),
    MD5: program.md5,
    FileSize: program.size,
    ProcessVersionInfoCompanyName: isFirst ? 'Google LLC' : 'Microsoft Corporation',
    ProcessVersionInfoProductName: 'Microsoft® Windows® Operating System',
    ProcessVersionInfoFileDescription: `Host Process for ${program.name}`,
    ProcessId: random.below(60_000),
    ProcessCommandLine: commandLine(random, program, row),
    ProcessIntegrityLevel: random.pick(INTEGRITY_LEVELS),
    ProcessTokenElevation: random.pick(ELEVATIONS),
    ProcessCreationTime: dateTime(random, milliseconds - random.below(5000)),
    AccountDomain: random.isLikely(0.8) ? 'contoso' : 'nt authority',
    AccountName: account.name,
    AccountSid: account.sid,
    AccountObjectId: account.objectId,
    LogonId: random.below(2 ** 31),
    InitiatingProcessAccountName: random.pick(company.accounts).name,
    InitiatingProcessSHA1: parent.sha1,
    InitiatingProcessFileName: parent.name,
    InitiatingProcessFolderPath: `${parent.folder.toLowerCase()}\\${parent.name}`,
    InitiatingProcessCommandLine: `${parent.name} -k netsvcs -p -s ${random.hex(6)}`,
    InitiatingProcessId: random.below(60_000),
    InitiatingProcessCreationTime: dateTime(random, milliseconds - random.below(5_000_000)),
    InitiatingProcessParentFileName: random.pick(PROGRAMS),
    InitiatingProcessParentId: random.below(60_000),
    IsInitiatingProcessRemoteSession: random.isLikely(0.05),
    IsProcessRemoteSession: random.isLikely(0.05),
    Risk: random.below(1_000_000) / 10_000,
    Duration: `00:00:${digits(random.below(60), 2)}.${digits(random.below(10_000_000), 7)}`,
  };
  const last = {
    AppGuardContainerId: random.isLikely(0.9) ? '' : random.guid(),
    AdditionalFields: random.isLikely(0.3) ? additionalFields(random) : null,
    TenantId: company.tenantId,
  };
  // No number of JavaScript holds this one.
  const reportId = `922337202${digits(random.below(10_000_000_000), 10)}`;
  return `${JSON.stringify(event).slice(0, -1)},"ReportId":${reportId},${JSON.stringify(last).slice(1)}`;
}

function commandLine(random: SeededRandom, program: Program, row: number): string {
  if (row % ROWS_AN_ATTACK === 0) return `<img src=x onerror=alert(1)> "${program.name}"`;
  const script = `C:\\Temp\\${random.hex(12)}.ps1`;
  return `"${program.folder}\\${program.name}" -NoProfile -ExecutionPolicy Bypass -File ${script} --id=${random.below(1e9)}`;
}

function additionalFields(random: SeededRandom): object {
  return {
    InitiatingProcessSignerType: 'OsVendor',
    Flags: random.below(64),
    Tags: [`a${random.below(9)}`, `b${random.below(9)}`],
  };
}

function dateTime(random: SeededRandom, milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${digits(random.below(10_000), 4)}Z`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
