/**
 * The entities of Microsoft Defender XDR: in which columns results name them, and in which tables and columns hunts
 * find them again. Tables and columns are those of Microsoft's schema reference for advanced hunting.
 */
export interface EntityKey {
  readonly label: string;
  /** The columns of results whose values name such an entity. */
  readonly columns: readonly string[];
  /** What such a value looks like in other columns, where its look is enough to know it. */
  readonly shape?: RegExp;
  readonly hunts: readonly EntityHunt[];
}

export interface EntityHunt {
  readonly label: string;
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** `around`: only rows near the time of the row that the entity was found in. */
  readonly time: 'around' | 'any';
}

const DEVICE_TABLES = [
  'DeviceEvents',
  'DeviceFileEvents',
  'DeviceImageLoadEvents',
  'DeviceLogonEvents',
  'DeviceNetworkEvents',
  'DeviceProcessEvents',
  'DeviceRegistryEvents',
] as const;

const DEVICE_KNOWLEDGE = ['DeviceInfo', 'DeviceTvmSoftwareInventory', 'DeviceTvmSoftwareVulnerabilities'] as const;

const IDENTITY_TABLES = ['IdentityLogonEvents', 'IdentityQueryEvents', 'IdentityDirectoryEvents'] as const;

function inAll(tables: readonly string[], ...columns: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(tables.map((table) => [table, columns]));
}

/** What an account did on devices: by its process and, in these tables, as the account that it is about. */
function onDevices(key: 'Name' | 'Upn' | 'Sid' | 'ObjectId', tables: readonly string[]): EntityHunt['sources'] {
  const column = `Account${key}`;
  const initiating = `InitiatingProcess${column}`;
  return Object.fromEntries(
    DEVICE_TABLES.map((table) => [table, tables.includes(table) ? [column, initiating] : [initiating]]),
  );
}

function around(label: string, sources: EntityHunt['sources']): EntityHunt {
  return { label, sources, time: 'around' };
}

function atAnyTime(label: string, sources: EntityHunt['sources']): EntityHunt {
  return { label, sources, time: 'any' };
}

const SIGN_INS_BY_DEVICE = {
  IdentityLogonEvents: ['DeviceName', 'TargetDeviceName', 'DestinationDeviceName'],
  DeviceLogonEvents: ['RemoteDeviceName'],
} as const;

function deviceKey(column: 'DeviceId' | 'DeviceName', others: readonly string[] = []): EntityKey {
  return {
    label: 'device',
    columns: [column, ...others],
    hunts: [
      around('What happened on the device', inAll(DEVICE_TABLES, column)),
      around('Logons to the device', inAll(['DeviceLogonEvents'], column)),
      around('Network connections of the device', inAll(['DeviceNetworkEvents'], column)),
      ...(column === 'DeviceName' ? [around('Sign-ins from and to the device', SIGN_INS_BY_DEVICE)] : []),
      atAnyTime('Alerts with the device', inAll(['AlertEvidence'], column)),
      atAnyTime('What is known of the device', inAll(DEVICE_KNOWLEDGE, column)),
    ],
  };
}

function hashKey(column: 'SHA1' | 'SHA256' | 'MD5', shape: RegExp, mail: EntityHunt['sources'] = {}): EntityKey {
  const initiating = `InitiatingProcess${column}`;
  const files = inAll(['DeviceEvents', 'DeviceFileEvents', 'DeviceImageLoadEvents', 'DeviceProcessEvents'], column);
  return {
    label: 'file',
    columns: [column, initiating],
    shape,
    hunts: [
      around('Where the file was seen', { ...files, ...mail }),
      around('What the file did as a process', inAll(DEVICE_TABLES, initiating)),
      ...(column === 'MD5' ? [] : [atAnyTime('Alerts with the file', inAll(['AlertEvidence'], column))]),
    ],
  };
}

const MAIL_TABLES = ['EmailEvents', 'EmailAttachmentInfo', 'EmailUrlInfo', 'EmailPostDeliveryEvents'] as const;

/** The first key that knows a column, or else a value's look, is the one. */
export const ENTITY_KEYS: readonly EntityKey[] = [
  deviceKey('DeviceId'),
  deviceKey('DeviceName', ['TargetDeviceName', 'DestinationDeviceName', 'RemoteDeviceName']),
  {
    label: 'account',
    columns: [
      'AccountUpn',
      'InitiatingProcessAccountUpn',
      'TargetAccountUpn',
      'RecipientEmailAddress',
      'SenderFromAddress',
      'SenderMailFromAddress',
      'EmailAddress',
    ],
    shape: /^[^\s@<>"']+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/,
    hunts: [
      around('What the account did', {
        ...inAll([...IDENTITY_TABLES, 'EntraIdSignInEvents', 'UrlClickEvents'], 'AccountUpn'),
        ...onDevices('Upn', ['DeviceProcessEvents']),
      }),
      around('Mail to and from the account', {
        EmailEvents: ['RecipientEmailAddress', 'SenderFromAddress'],
        EmailPostDeliveryEvents: ['RecipientEmailAddress'],
      }),
      atAnyTime('Alerts with the account', inAll(['AlertEvidence'], 'AccountUpn')),
      atAnyTime('What is known of the account', inAll(['IdentityInfo'], 'AccountUpn')),
    ],
  },
  {
    label: 'account',
    columns: ['AccountObjectId', 'InitiatingProcessAccountObjectId', 'RecipientObjectId', 'SenderObjectId'],
    hunts: [
      around('What the account did', {
        ...inAll(
          [...IDENTITY_TABLES, 'CloudAppEvents', 'EntraIdSignInEvents', 'GraphAPIAuditEvents'],
          'AccountObjectId',
        ),
        ...onDevices('ObjectId', ['DeviceProcessEvents']),
      }),
      around('Mail to and from the account', { EmailEvents: ['RecipientObjectId', 'SenderObjectId'] }),
      atAnyTime('Alerts with the account', inAll(['AlertEvidence'], 'AccountObjectId')),
      atAnyTime('What is known of the account', inAll(['IdentityInfo'], 'AccountObjectId')),
    ],
  },
  {
    label: 'account',
    columns: ['AccountSid', 'InitiatingProcessAccountSid', 'OnPremSid'],
    shape: /^S-1-5-21(?:-\d+){4}$/,
    hunts: [
      around('What the account did', {
        ...inAll(IDENTITY_TABLES, 'AccountSid'),
        ...onDevices('Sid', ['DeviceEvents', 'DeviceLogonEvents', 'DeviceProcessEvents']),
      }),
      atAnyTime('Alerts with the account', inAll(['AlertEvidence'], 'AccountSid')),
      atAnyTime('What is known of the account', { IdentityInfo: ['OnPremSid', 'CloudSid'] }),
    ],
  },
  {
    label: 'account',
    columns: ['AccountName', 'InitiatingProcessAccountName'],
    hunts: [
      around('What the account did', {
        ...inAll(IDENTITY_TABLES, 'AccountName'),
        ...onDevices('Name', ['DeviceEvents', 'DeviceLogonEvents', 'DeviceProcessEvents']),
      }),
      atAnyTime('Alerts with the account', inAll(['AlertEvidence'], 'AccountName')),
      atAnyTime('What is known of the account', inAll(['IdentityInfo'], 'AccountName')),
    ],
  },
  hashKey('SHA256', /^[\dA-Fa-f]{64}$/, inAll(['EmailAttachmentInfo'], 'SHA256')),
  hashKey('SHA1', /^[\dA-Fa-f]{40}$/),
  hashKey('MD5', /^[\dA-Fa-f]{32}$/),
  {
    label: 'address',
    columns: [
      'RemoteIP',
      'LocalIP',
      'IPAddress',
      'PublicIP',
      'FileOriginIP',
      'SenderIPv4',
      'SenderIPv6',
      'DestinationIPAddress',
      'InitiatingProcessRemoteSessionIP',
    ],
    shape:
      /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$|^(?=.*::|(?:[\dA-Fa-f]+:){7})[\dA-Fa-f:]+(?:\d+\.\d+\.\d+\.\d+)?$/,
    hunts: [
      around('Where the address was seen', {
        DeviceNetworkEvents: ['RemoteIP', 'LocalIP'],
        DeviceLogonEvents: ['RemoteIP'],
        DeviceEvents: ['RemoteIP', 'LocalIP', 'FileOriginIP'],
        DeviceFileEvents: ['FileOriginIP', 'RequestSourceIP'],
        ...inAll(IDENTITY_TABLES, 'IPAddress', 'DestinationIPAddress'),
        ...inAll(['CloudAppEvents', 'EntraIdSignInEvents', 'UrlClickEvents'], 'IPAddress'),
        EmailEvents: ['SenderIPv4', 'SenderIPv6'],
      }),
      around('Connections with the address', { DeviceNetworkEvents: ['RemoteIP', 'LocalIP'] }),
      around('Sign-ins from the address', inAll(['IdentityLogonEvents', 'EntraIdSignInEvents'], 'IPAddress')),
      atAnyTime('Alerts with the address', { AlertEvidence: ['RemoteIP', 'LocalIP'] }),
      atAnyTime('Devices with the public address', { DeviceInfo: ['PublicIP'] }),
    ],
  },
  {
    label: 'URL',
    columns: ['Url', 'RemoteUrl', 'FileOriginUrl', 'FileOriginReferrerUrl'],
    shape: /^(?:https?|ftp):\/\/\S+$/i,
    hunts: [
      around('Where the URL was seen', {
        ...inAll(['EmailUrlInfo', 'UrlClickEvents'], 'Url'),
        DeviceNetworkEvents: ['RemoteUrl'],
        DeviceFileEvents: ['FileOriginUrl', 'FileOriginReferrerUrl'],
      }),
      around('Clicks on the URL', inAll(['UrlClickEvents'], 'Url')),
      atAnyTime('Alerts with the URL', inAll(['AlertEvidence'], 'RemoteUrl')),
    ],
  },
  {
    label: 'domain',
    columns: ['UrlDomain', 'SenderFromDomain', 'SenderMailFromDomain'],
    hunts: [
      around('Links to the domain', inAll(['EmailUrlInfo'], 'UrlDomain')),
      around('Mail from the domain', { EmailEvents: ['SenderFromDomain', 'SenderMailFromDomain'] }),
    ],
  },
  {
    label: 'message',
    columns: ['NetworkMessageId'],
    hunts: [
      atAnyTime('The message with its links, attachments, clicks and deliveries', {
        ...inAll(MAIL_TABLES, 'NetworkMessageId'),
        UrlClickEvents: ['NetworkMessageId'],
      }),
      atAnyTime('Alerts with the message', inAll(['AlertEvidence'], 'NetworkMessageId')),
    ],
  },
  {
    label: 'message',
    columns: ['InternetMessageId'],
    hunts: [
      atAnyTime(
        'The message and its deliveries',
        inAll(['EmailEvents', 'EmailPostDeliveryEvents'], 'InternetMessageId'),
      ),
    ],
  },
  {
    label: 'alert',
    columns: ['AlertId'],
    hunts: [atAnyTime('The alert and its evidence', inAll(['AlertInfo', 'AlertEvidence'], 'AlertId'))],
  },
  {
    label: 'app',
    columns: ['OAuthAppId'],
    hunts: [
      around('What the app did', inAll(['CloudAppEvents'], 'OAuthAppId')),
      atAnyTime('What is known of the app', inAll(['OAuthAppInfo'], 'OAuthAppId')),
    ],
  },
  {
    label: 'cloud app',
    columns: ['Application'],
    hunts: [
      around(
        'What happened in the app',
        inAll(['CloudAppEvents', 'IdentityLogonEvents', 'EntraIdSignInEvents'], 'Application'),
      ),
    ],
  },
];

/** Columns that name a process together with `DeviceId` and each other: as the one that is meant, or its starter. */
export const PROCESS_KEYS = [
  {
    id: 'ProcessId',
    created: 'ProcessCreationTime',
    names: ['ProcessId', 'FileName', 'ProcessCommandLine', 'ProcessCreationTime'],
  },
  {
    id: 'InitiatingProcessId',
    created: 'InitiatingProcessCreationTime',
    names: [
      'InitiatingProcessId',
      'InitiatingProcessFileName',
      'InitiatingProcessCommandLine',
      'InitiatingProcessCreationTime',
      'InitiatingProcessFolderPath',
    ],
  },
] as const;

/** What a process did, in these tables. */
export const PROCESS_TABLES = DEVICE_TABLES;
