import { TENANT_ID, type User } from './company.ts';
import { addressOf } from './deviceNoise.ts';
import { createRandom } from './random.ts';
import type { SampleTables } from './tables.ts';
import { after, SECOND, type Instant } from './time.ts';

export interface Sender {
  readonly address: string;
  readonly displayName: string;
  readonly objectId?: string;
  readonly ip?: string;
}

export interface Attachment {
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
}

export interface Mail {
  readonly at: Instant;
  readonly sender: Sender;
  readonly recipient: User;
  readonly subject: string;
  readonly urls: readonly string[];
  readonly attachments: readonly Attachment[];
  /** What the filter thought of it when it came, such as `Phish`. */
  readonly threatTypes?: string;
  readonly delivery?: 'Delivered' | 'Junked' | 'Blocked';
  /** Mails of one campaign share it. */
  readonly clusterId?: number;
  readonly passesChecks?: boolean;
}

export interface DeliveredMail extends Mail {
  readonly networkMessageId: string;
  readonly internetMessageId: string;
}

const random = createRandom('mail');
const LOCATIONS = { Delivered: 'Inbox/folder', Junked: 'Junk folder', Blocked: 'Quarantine' } as const;

/** Reports a mail with its links and attachments. */
export function deliverMail(tables: SampleTables, mail: Mail): DeliveredMail {
  const networkMessageId = random.guid();
  const senderDomain = domainOf(mail.sender.address);
  const internetMessageId = `<${random.hex(24)}@${senderDomain}>`;
  const delivery = mail.delivery ?? 'Delivered';
  const threat = {
    ThreatTypes: mail.threatTypes ?? '',
    DetectionMethods: mail.threatTypes === undefined ? '' : `{"${mail.threatTypes}":["URL detonation reputation"]}`,
  };
  const reportId = `${networkMessageId}-${random.integer(1e6, 9e6)}`;
  tables.add('EmailEvents', {
    Timestamp: mail.at,
    NetworkMessageId: networkMessageId,
    InternetMessageId: internetMessageId,
    SenderMailFromAddress: mail.sender.address,
    SenderFromAddress: mail.sender.address,
    SenderDisplayName: mail.sender.displayName,
    SenderObjectId: mail.sender.objectId ?? '',
    SenderMailFromDomain: senderDomain,
    SenderFromDomain: senderDomain,
    SenderIPv4: mail.sender.ip ?? addressOf(senderDomain),
    RecipientEmailAddress: mail.recipient.upn,
    RecipientObjectId: mail.recipient.objectId,
    Subject: mail.subject,
    EmailClusterId: mail.clusterId ?? random.integer(1e8, 4e9),
    EmailDirection: mail.sender.objectId === undefined ? 'Inbound' : 'Intra-org',
    DeliveryAction: delivery,
    DeliveryLocation: LOCATIONS[delivery],
    LatestDeliveryAction: delivery,
    LatestDeliveryLocation: LOCATIONS[delivery],
    ...threat,
    ConfidenceLevel: mail.threatTypes === undefined ? '' : `{"${mail.threatTypes}":"High"}`,
    BulkComplaintLevel: random.chance(0.2) ? random.integer(1, 8) : null,
    EmailAction: delivery === 'Blocked' ? 'Send to quarantine' : '',
    AuthenticationDetails:
      mail.passesChecks === false
        ? '{"SPF":"fail","DKIM":"none","DMARC":"fail","CompAuth":"fail"}'
        : '{"SPF":"pass","DKIM":"pass","DMARC":"pass","CompAuth":"pass"}',
    AttachmentCount: mail.attachments.length,
    UrlCount: mail.urls.length,
    EmailLanguage: 'en',
    ReportId: reportId,
  });
  for (const url of mail.urls) {
    tables.add('EmailUrlInfo', {
      Timestamp: mail.at,
      NetworkMessageId: networkMessageId,
      Url: url,
      UrlDomain: new URL(url).hostname,
      UrlLocation: 'Body',
      ReportId: reportId,
    });
  }
  for (const attachment of mail.attachments) {
    tables.add('EmailAttachmentInfo', {
      Timestamp: mail.at,
      NetworkMessageId: networkMessageId,
      SenderFromAddress: mail.sender.address,
      SenderDisplayName: mail.sender.displayName,
      SenderObjectId: mail.sender.objectId ?? '',
      RecipientEmailAddress: mail.recipient.upn,
      RecipientObjectId: mail.recipient.objectId,
      FileName: attachment.fileName,
      FileType: attachment.fileName.split('.').at(-1) ?? '',
      SHA256: attachment.sha256,
      FileSize: attachment.size,
      ...threat,
      ReportId: reportId,
    });
  }
  return { ...mail, networkMessageId, internetMessageId };
}

/** Reports that the recipient followed a link, or was stopped when trying to. */
export function clickLink(
  tables: SampleTables,
  mail: DeliveredMail,
  url: string,
  at: Instant,
  click: {
    readonly actionType: 'ClickAllowed' | 'ClickBlocked';
    readonly isClickedThrough?: boolean;
    readonly ip: string;
  },
): void {
  tables.add('UrlClickEvents', {
    Timestamp: at,
    TimeGenerated: at + 2n * SECOND,
    Url: url,
    ActionType: click.actionType,
    AccountUpn: mail.recipient.upn,
    Workload: 'Email',
    NetworkMessageId: mail.networkMessageId,
    ThreatTypes: click.actionType === 'ClickBlocked' ? 'Phish' : '',
    DetectionMethods: click.actionType === 'ClickBlocked' ? '{"Phish":["URL detonation reputation"]}' : '',
    IPAddress: click.ip,
    IsClickedThrough: click.isClickedThrough ?? click.actionType === 'ClickAllowed',
    UrlChain: JSON.stringify([url]),
    ReportId: random.guid(),
    AppName: 'Outlook',
    AppVersion: '16.0.18925.20138',
    SourceId: mail.networkMessageId,
    TenantId: TENANT_ID,
    Type: 'UrlClickEvents',
    SourceSystem: 'Azure',
  });
}

/** Reports that a mail was taken out of the mailbox after its delivery. */
export function purgeMail(tables: SampleTables, mail: DeliveredMail, threatTypes: string): void {
  tables.add('EmailPostDeliveryEvents', {
    Timestamp: after(random, mail.at, 3000, 20_000),
    NetworkMessageId: mail.networkMessageId,
    InternetMessageId: mail.internetMessageId,
    Action: 'Moved to quarantine',
    ActionType: `${threatTypes} ZAP`,
    ActionTrigger: 'SpecialAction',
    ActionResult: 'Success',
    RecipientEmailAddress: mail.recipient.upn,
    DeliveryLocation: 'Quarantine',
    SourceLocation: 'Inbox/folder',
    ThreatTypes: threatTypes,
    DetectionMethods: `{"${threatTypes}":["URL malicious reputation"]}`,
    ReportId: random.guid(),
  });
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1);
}
