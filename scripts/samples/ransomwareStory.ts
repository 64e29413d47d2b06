import { addressEvidence, deviceEvidence, fileEvidence, processEvidence, raiseAlert, userEvidence } from './alerts.ts';
import { DEPLOY_SERVICE, deviceNamed, SYSTEM } from './company.ts';
import type { DeviceLog, Process } from './deviceEvents.ts';
import { createImage, IMAGES, type Image } from './images.ts';
import { createRandom } from './random.ts';
import { openSession } from './sessions.ts';
import type { SampleTables } from './tables.ts';
import { after, HOUR, MILLISECOND, MINUTE, SAMPLE_END, SECOND, type Instant } from './time.ts';

const START = SAMPLE_END - 19n * HOUR;
const INTRUDER_IP = '198.51.100.77';
const FAILED_LOGONS = 420;
const LOCKED_FILES = 600;
const ENDING = '.lkd77';
const SERVICES = [
  'MSSQLSERVER',
  'SQLSERVERAGENT',
  'VSS',
  'SQLWriter',
  'BackupExecAgentAccelerator',
  'WSearch',
  'MSExchangeIS',
  'wbengine',
];

const random = createRandom('ransomware story');
const LOCKER = createImage('lk77.exe', 'C:\\ProgramData\\lk', { isSigned: false });
const GUESSED_NAMES = ['administrator', 'admin', 'backup', 'svc-deploy', 'test', 'sql'];

/**
 * Passwords are guessed at a web server's remote desktop until one fits; from there the intruder readies the file
 * server for encryption: backups and shadow copies go, recovery and protection are switched off, services stop, and
 * the files of the shares are renamed.
 */
export function tellRansomwareStory(log: DeviceLog, tables: SampleTables): void {
  const entered = guessPasswords(log);
  const shell = reachFileServer(log, entered + 35n * MINUTE);
  const begun = entered + 44n * MINUTE;
  removeBackups(log, shell, begun);
  const locker = startLocker(log, shell, begun + 6n * MINUTE);
  renameFiles(log, locker, begun + 7n * MINUTE);
  raiseAlerts(tables, entered, begun);
}

function guessPasswords(log: DeviceLog): Instant {
  const web = deviceNamed('lks-web-02');
  const { lsass } = openSession(web);
  const logon = { LogonType: 'RemoteInteractive', Protocol: 'Negotiate', RemoteIP: INTRUDER_IP, RemoteDeviceName: '' };
  let at = START;
  for (let count = 0; count < FAILED_LOGONS; count++) {
    at = after(random, at, 2, 14);
    const user = { ...DEPLOY_SERVICE, name: random.pick(GUESSED_NAMES) };
    log.reportLogon(web, lsass, at, 'LogonFailed', user, {
      ...logon,
      RemotePort: random.integer(40_000, 60_000),
      FailureReason: 'InvalidUserNameOrPassword',
    });
  }
  const entered = after(random, at, 5, 9);
  log.reportLogon(web, lsass, entered, 'LogonSuccess', DEPLOY_SERVICE, { ...logon, RemotePort: 44_120 });
  return entered;
}

function reachFileServer(log: DeviceLog, at: Instant): Process {
  const web = deviceNamed('lks-web-02');
  const server = deviceNamed('lks-fs-02');
  const session = openSession(server);
  log.reportConnection(web, openSession(web).explorer, at - 4n * SECOND, { ip: server.ip, port: 3389 });
  log.reportLogon(server, session.lsass, at, 'LogonSuccess', DEPLOY_SERVICE, {
    LogonType: 'RemoteInteractive',
    Protocol: 'Negotiate',
    RemoteDeviceName: web.name,
    RemoteIP: web.ip,
    RemotePort: 50_377,
    LogonId: 77_120_934,
  });
  const remote = { user: DEPLOY_SERVICE, integrity: 'High', logonId: 77_120_934, remote: web } as const;
  return log.start(
    server,
    session.explorer,
    IMAGES.cmd,
    '"C:\\Windows\\system32\\cmd.exe"',
    at + 90n * SECOND + 3_310_077n,
    remote,
  );
}

function removeBackups(log: DeviceLog, shell: Process, begun: Instant): void {
  const server = deviceNamed('lks-fs-02');
  const commands: readonly (readonly [Image, string])[] = [
    [IMAGES.vssadmin, 'vssadmin.exe delete shadows /all /quiet'],
    [IMAGES.wmic, 'wmic.exe shadowcopy delete'],
    [IMAGES.bcdedit, 'bcdedit.exe /set {default} recoveryenabled No'],
    [IMAGES.bcdedit, 'bcdedit.exe /set {default} bootstatuspolicy ignoreallfailures'],
    [IMAGES.wbadmin, 'wbadmin.exe delete catalog -quiet'],
    ...SERVICES.map((name): readonly [Image, string] => [IMAGES.net, `net.exe stop "${name}" /y`]),
    [IMAGES.taskkill, 'taskkill.exe /F /IM sqlservr.exe'],
    [IMAGES.wevtutil, 'wevtutil.exe cl Security'],
    [IMAGES.wevtutil, 'wevtutil.exe cl System'],
  ];
  for (const [index, [image, commandLine]] of commands.entries()) {
    const at = begun + BigInt(index * 7) * SECOND + BigInt(random.integer(0, 9_999_999));
    const process = log.start(server, shell, image, commandLine, at);
    if (image !== IMAGES.net) continue;
    log.start(
      server,
      process,
      IMAGES.net1,
      commandLine.replace('net.exe', 'C:\\Windows\\system32\\net1'),
      at + 401_220n,
    );
  }
  const registry = log.start(
    server,
    shell,
    IMAGES.reg,
    'reg.exe add "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender" /v DisableAntiSpyware /t REG_DWORD /d 1 /f',
    begun + 3n * MINUTE,
  );
  log.reportRegistry(server, registry, begun + 3n * MINUTE + 611_000n, {
    actionType: 'RegistryValueSet',
    key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender',
    valueName: 'DisableAntiSpyware',
    valueType: 'Dword',
    data: '1',
  });
}

function startLocker(log: DeviceLog, shell: Process, at: Instant): Process {
  const server = deviceNamed('lks-fs-02');
  log.reportFile(server, shell, at - 30n * SECOND, 'FileCreated', {
    fileName: LOCKER.fileName,
    folder: LOCKER.folder,
    image: LOCKER,
  });
  return log.start(server, shell, LOCKER, 'lk77.exe -path D:\\Shares -threads 8', at, {
    user: SYSTEM,
    integrity: 'System',
  });
}

function renameFiles(log: DeviceLog, locker: Process, begun: Instant): void {
  const server = deviceNamed('lks-fs-02');
  const shares = ['Engineering', 'Sales', 'Projects', 'Archive'];
  for (let count = 0; count < LOCKED_FILES; count++) {
    const previousName = `${random.pick(['Drawing', 'Offer', 'Report', 'Contract'])} ${count}.${random.pick(['docx', 'xlsx', 'pdf', 'dwg'])}`;
    log.reportFile(server, locker, begun + BigInt(count * 310 + random.integer(0, 300)) * MILLISECOND, 'FileRenamed', {
      fileName: `${previousName}${ENDING}`,
      folder: `D:\\Shares\\${random.pick(shares)}`,
      size: random.integer(20, 9000) * 1024,
      previousName,
    });
  }
  for (const [index, share] of shares.entries()) {
    log.reportFile(server, locker, begun + BigInt(index + 20) * SECOND, 'FileCreated', {
      fileName: 'HOW_TO_RESTORE.txt',
      folder: `D:\\Shares\\${share}`,
      size: 1_204,
    });
  }
}

function raiseAlerts(tables: SampleTables, entered: Instant, begun: Instant): void {
  const web = deviceNamed('lks-web-02');
  const server = deviceNamed('lks-fs-02');
  const source = 'Microsoft Defender for Endpoint';
  raiseAlert(tables, {
    at: entered + 12n * MINUTE,
    title: 'Many failed logons were followed by one that succeeded',
    category: 'CredentialAccess',
    severity: 'Medium',
    source,
    detection: 'EDR',
    techniques: ['Brute Force (T1110)', 'Remote Desktop Protocol (T1021.001)'],
    evidence: [deviceEvidence(web), userEvidence(DEPLOY_SERVICE), addressEvidence(INTRUDER_IP)],
  });
  raiseAlert(tables, {
    at: begun + 2n * MINUTE,
    title: 'Shadow copies were deleted and recovery was switched off',
    category: 'Impact',
    severity: 'High',
    source,
    detection: 'EDR',
    techniques: ['Inhibit System Recovery (T1490)', 'Service Stop (T1489)'],
    evidence: [
      deviceEvidence(server),
      userEvidence(DEPLOY_SERVICE),
      processEvidence(server, IMAGES.vssadmin, 'vssadmin.exe delete shadows /all /quiet'),
    ],
  });
  raiseAlert(tables, {
    at: begun + 8n * MINUTE,
    title: 'Files are being renamed as ransomware does',
    category: 'Ransomware',
    severity: 'High',
    source,
    detection: 'Antivirus',
    techniques: ['Data Encrypted for Impact (T1486)'],
    evidence: [deviceEvidence(server), fileEvidence(server, LOCKER, 'LockEbb')],
  });
}
