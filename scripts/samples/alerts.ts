import { DEVICES, type Device, type User } from './company.ts';
import type { DeliveredMail } from './mail.ts';
import type { Image } from './images.ts';
import { createRandom } from './random.ts';
import type { Row, SampleTables } from './tables.ts';
import { workingTime, type Instant } from './time.ts';

const ORDINARY_ALERTS = 140;

const random = createRandom('alerts');

export interface Alert {
  readonly at: Instant;
  readonly title: string;
  readonly category: string;
  readonly severity: 'Informational' | 'Low' | 'Medium' | 'High';
  readonly source:
    | 'Microsoft Defender for Endpoint'
    | 'Microsoft Defender for Office 365'
    | 'Microsoft Defender for Cloud Apps'
    | 'Microsoft Defender for Identity';
  readonly detection: string;
  readonly techniques: readonly string[];
  readonly evidence: readonly Row[];
}

/** Raises an alert over what it saw. @returns its id. */
export function raiseAlert(tables: SampleTables, alert: Alert): string {
  const prefix = { Endpoint: 'da', 'Office 365': 'fa', 'Cloud Apps': 'ca', Identity: 'aa' };
  const kind = Object.entries(prefix).find(([name]) => alert.source.endsWith(name))?.[1] ?? 'da';
  const AlertId = `${kind}${random.guid()}`;
  const shared = {
    AlertId,
    Title: alert.title,
    Severity: alert.severity,
    ServiceSource: alert.source,
    DetectionSource: alert.detection,
    AttackTechniques: alert.techniques.length === 0 ? '' : JSON.stringify(alert.techniques),
  };
  tables.add('AlertInfo', { Timestamp: alert.at, Category: alert.category, ...shared });
  for (const evidence of alert.evidence) {
    tables.add('AlertEvidence', {
      Timestamp: alert.at,
      Categories: JSON.stringify([alert.category]),
      EvidenceRole: 'Impacted',
      ...shared,
      ...evidence,
    });
  }
  return AlertId;
}

export function deviceEvidence(device: Device): Row {
  return { EntityType: 'Machine', DeviceId: device.id, DeviceName: device.name, LocalIP: device.ip };
}

export function userEvidence(user: User): Row {
  return {
    EntityType: 'User',
    AccountName: user.name,
    AccountDomain: user.domain,
    AccountSid: user.sid,
    AccountObjectId: user.objectId,
    AccountUpn: user.upn,
  };
}

export function fileEvidence(device: Device, image: Image, threatFamily = ''): Row {
  return {
    EntityType: 'File',
    EvidenceRole: 'Related',
    FileName: image.fileName,
    FolderPath: image.folder,
    SHA1: image.sha1,
    SHA256: image.sha256,
    FileSize: image.size,
    ThreatFamily: threatFamily,
    DeviceId: device.id,
    DeviceName: device.name,
  };
}

export function processEvidence(device: Device, image: Image, commandLine: string): Row {
  return { ...fileEvidence(device, image), EntityType: 'Process', ProcessCommandLine: commandLine };
}

export function mailEvidence(mail: DeliveredMail): Row {
  return {
    EntityType: 'MailMessage',
    EvidenceRole: 'Related',
    NetworkMessageId: mail.networkMessageId,
    EmailSubject: mail.subject,
    AccountUpn: mail.recipient.upn,
  };
}

export function addressEvidence(ip: string, url = ''): Row {
  return { EntityType: url === '' ? 'Ip' : 'Url', EvidenceRole: 'Related', RemoteIP: ip, RemoteUrl: url };
}

/** What a security team closes every day. */
export function addOrdinaryAlerts(tables: SampleTables): void {
  for (let count = 0; count < ORDINARY_ALERTS; count++) {
    const device = random.pick(DEVICES);
    const kind = random.pick([
      {
        title: 'An unwanted application was blocked',
        category: 'UnwantedSoftware',
        severity: 'Low',
        detection: 'Antivirus',
      },
      {
        title: 'A scheduled task was created in an unusual way',
        category: 'Persistence',
        severity: 'Low',
        detection: 'EDR',
      },
      {
        title: 'A user reported a message as junk',
        category: 'InitialAccess',
        severity: 'Informational',
        detection: 'Custom detection',
      },
    ] as const);
    raiseAlert(tables, {
      at: workingTime(random),
      title: kind.title,
      category: kind.category,
      severity: kind.severity,
      source: 'Microsoft Defender for Endpoint',
      detection: kind.detection,
      techniques: [],
      evidence: [deviceEvidence(device), userEvidence(device.owner)],
    });
  }
}
