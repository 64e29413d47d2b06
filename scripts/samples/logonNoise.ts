import {
  ADMINS,
  BACKUP_SERVICE,
  DEPLOY_SERVICE,
  DEVICES,
  deviceNamed,
  SERVER_DEVICES,
  SYSTEM,
  WORKSTATIONS,
  type Device,
  type User,
} from './company.ts';
import type { DeviceLog } from './deviceEvents.ts';
import { createRandom } from './random.ts';
import { openSession } from './sessions.ts';
import type { Row, SampleTables } from './tables.ts';
import { anyTime, workingTime, type Instant } from './time.ts';

const DEVICE_LOGONS = 24_000;
const IDENTITY_LOGONS = 22_000;

const random = createRandom('logon noise');

export function addLogonNoise(log: DeviceLog, tables: SampleTables): void {
  for (let count = 0; count < DEVICE_LOGONS; count++) addDeviceLogon(log);
  for (let count = 0; count < IDENTITY_LOGONS; count++) addIdentityLogon(tables);
}

/** A logon to the directory, as the domain controllers' sensors see it. */
export function identityLogon(user: User, from: Device, to: Device, at: Instant, columns: Row): Row {
  const source = createRandom(`identity logon ${at}`);
  return {
    Timestamp: at,
    ActionType: 'LogonSuccess',
    Application: 'Active Directory',
    AccountName: user.name,
    AccountDomain: user.domain,
    AccountUpn: user.upn,
    AccountSid: user.sid,
    AccountObjectId: user.objectId,
    AccountDisplayName: user.displayName,
    DeviceName: from.name,
    OSPlatform: from.os,
    DeviceType: from.kind === 'server' ? 'Server' : 'Desktop',
    IPAddress: from.ip,
    Port: source.integer(49_152, 65_535),
    DestinationDeviceName: to.name,
    DestinationIPAddress: to.ip,
    TargetDeviceName: to.name,
    Location: 'Sweden',
    ReportId: source.guid(),
    ...columns,
  };
}

function addDeviceLogon(log: DeviceLog): void {
  const kind = random.next();
  if (kind < 0.3) {
    const { device, lsass } = openSession(random.pick(WORKSTATIONS));
    const LogonType = random.pick(['Interactive', 'Unlock', 'CachedInteractive', 'Unlock']);
    const isWrong = random.chance(0.03);
    log.reportLogon(device, lsass, workingTime(random), isWrong ? 'LogonFailed' : 'LogonSuccess', device.owner, {
      LogonType,
      Protocol: 'Negotiate',
      FailureReason: isWrong ? 'InvalidUserNameOrPassword' : '',
    });
  } else if (kind < 0.55) {
    const { device, services } = openSession(random.pick(DEVICES));
    log.reportLogon(device, services, anyTime(random), 'LogonSuccess', SYSTEM, {
      LogonType: 'Service',
      Protocol: 'Negotiate',
    });
  } else if (kind < 0.95) {
    const { device, lsass } = openSession(random.pick(SERVER_DEVICES));
    const from = random.pick(WORKSTATIONS);
    log.reportLogon(device, lsass, workingTime(random), 'LogonSuccess', from.owner, {
      LogonType: 'Network',
      Protocol: random.pick(['Kerberos', 'Kerberos', 'NTLM']),
      RemoteDeviceName: from.name,
      RemoteIP: from.ip,
      RemotePort: random.integer(49_152, 65_535),
    });
  } else {
    const { device, lsass } = openSession(random.pick(SERVER_DEVICES));
    const from = random.pick(WORKSTATIONS.filter(({ owner }) => owner.isAdmin));
    log.reportLogon(device, lsass, workingTime(random), 'LogonSuccess', from.owner, {
      LogonType: 'RemoteInteractive',
      Protocol: 'Negotiate',
      RemoteDeviceName: from.name,
      RemoteIP: from.ip,
      RemotePort: random.integer(49_152, 65_535),
    });
  }
}

function addIdentityLogon(tables: SampleTables): void {
  const controller = deviceNamed(random.pick(['lks-dc-01', 'lks-dc-02']));
  if (random.chance(0.1)) {
    const user = random.pick([BACKUP_SERVICE, DEPLOY_SERVICE]);
    const from = deviceNamed(user === BACKUP_SERVICE ? 'lks-bck-01' : 'lks-app-01');
    const columns = { LogonType: 'Resource access', Protocol: 'Kerberos', DestinationPort: 88 };
    tables.add('IdentityLogonEvents', identityLogon(user, from, controller, anyTime(random), columns));
    return;
  }
  const from = random.pick(WORKSTATIONS);
  const user = random.chance(0.02) ? random.pick(ADMINS) : from.owner;
  const isWrong = random.chance(0.025);
  const form = random.pickWeighted([
    { weight: 6, LogonType: 'Resource access', Protocol: 'Kerberos', DestinationPort: 88 },
    { weight: 2, LogonType: 'Credentials validation', Protocol: 'Ntlm', DestinationPort: 445 },
    { weight: 1, LogonType: 'LDAP cleartext', Protocol: 'Ldap', DestinationPort: 389 },
  ]);
  tables.add(
    'IdentityLogonEvents',
    identityLogon(user, from, controller, workingTime(random), {
      LogonType: form.LogonType,
      Protocol: form.Protocol,
      DestinationPort: form.DestinationPort,
      ActionType: isWrong ? 'LogonFailed' : 'LogonSuccess',
      FailureReason: isWrong ? 'WrongPassword' : '',
      AdditionalFields: { Count: String(random.integer(1, 3)) },
    }),
  );
}
