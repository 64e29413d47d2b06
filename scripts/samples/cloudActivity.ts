import { USERS, WORKSTATIONS, type User } from './company.ts';
import { createRandom } from './random.ts';
import type { Row, SampleTables } from './tables.ts';
import { workingTime, type Instant } from './time.ts';

const ACTIVITIES = 14_000;

const random = createRandom('cloud activity');
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0';
const SHAREPOINT = { Application: 'Microsoft SharePoint Online', ApplicationId: 20892 };
const ONEDRIVE = { Application: 'Microsoft OneDrive for Business', ApplicationId: 15600 };
const EXCHANGE = { Application: 'Microsoft Exchange Online', ApplicationId: 20893 };
const TEAMS = { Application: 'Microsoft Teams', ApplicationId: 28375 };
const OFFICE = { Application: 'Office 365', ApplicationId: 11161 };
const HABITS = [
  { weight: 30, app: SHAREPOINT, actionType: 'FileAccessed', activityType: 'Basic', objectType: 'File' },
  { weight: 14, app: SHAREPOINT, actionType: 'FileModified', activityType: 'Edit', objectType: 'File' },
  { weight: 8, app: ONEDRIVE, actionType: 'FileUploaded', activityType: 'Upload', objectType: 'File' },
  { weight: 7, app: ONEDRIVE, actionType: 'FileDownloaded', activityType: 'Download', objectType: 'File' },
  { weight: 16, app: EXCHANGE, actionType: 'MailItemsAccessed', activityType: 'Basic', objectType: 'Email' },
  { weight: 6, app: EXCHANGE, actionType: 'Send', activityType: 'Send', objectType: 'Email' },
  { weight: 9, app: TEAMS, actionType: 'MessageSent', activityType: 'Send', objectType: 'Message' },
  { weight: 5, app: OFFICE, actionType: 'UserLoggedIn', activityType: 'LogOn', objectType: 'Account' },
  { weight: 0.3, app: EXCHANGE, actionType: 'New-InboxRule', activityType: 'Create', objectType: 'Rule' },
  {
    weight: 0.1,
    app: OFFICE,
    actionType: 'Consent to application.',
    activityType: 'Edit',
    objectType: 'OAuth application',
  },
] as const;

export const CLOUD_APPS = { exchange: EXCHANGE, office: OFFICE } as const;

export function addCloudNoise(tables: SampleTables): void {
  for (let count = 0; count < ACTIVITIES; count++) {
    const habit = random.pickWeighted(HABITS);
    const device = random.pick(WORKSTATIONS);
    const name = `${random.pick(['Plan', 'Offer', 'Protocol', 'Drawing'])} ${random.integer(1, 300)}`;
    const at = workingTime(random);
    tables.add('CloudAppEvents', {
      ...cloudActivity(device.owner, at, habit.actionType, {
        ip: device.ip,
        city: device.owner.city,
        countryCode: 'SE',
      }),
      ...habit.app,
      ActivityType: habit.activityType,
      ObjectType: habit.objectType,
      ObjectName: habit.objectType === 'File' ? `${name}.docx` : '',
      RawEventData: {
        Operation: habit.actionType,
        Workload: habit.app.Application.replace('Microsoft ', ''),
        UserId: device.owner.upn,
        ClientIP: device.ip,
        ...(habit.objectType === 'File'
          ? { SourceFileName: `${name}.docx`, SiteUrl: 'https://lakeshoreinstruments.sharepoint.example/sites/team' }
          : {}),
        ...(habit.actionType === 'Consent to application.' ? consentData('Fieldnotes CRM', 'User.Read') : {}),
      },
    });
  }
}

/** What every activity in the cloud has in common. */
export function cloudActivity(
  user: User,
  at: Instant,
  actionType: string,
  from: { readonly ip: string; readonly city: string; readonly countryCode: string },
): Row {
  const source = createRandom(`cloud ${actionType} ${at}`);
  return {
    Timestamp: at,
    ActionType: actionType,
    AppInstanceId: 0,
    AccountObjectId: user.objectId,
    AccountId: user.objectId,
    AccountDisplayName: user.displayName,
    AccountType: user.isAdmin ? 'Admin' : 'Regular',
    IsAdminOperation: false,
    IsExternalUser: false,
    IsImpersonated: false,
    IsAnonymousProxy: false,
    DeviceType: 'Desktop',
    OSPlatform: 'Windows 11',
    IPAddress: from.ip,
    IPCategory: from.ip.startsWith('10.') ? 'Corporate' : 'None',
    IPTags: [],
    CountryCode: from.countryCode,
    City: from.city,
    UserAgent: EDGE,
    UserAgentTags: [],
    AuditSource: 'Defender for Cloud Apps access control',
    ReportId: source.guid(),
  };
}

/** What the audit log says of a consent. */
export function consentData(application: string, scopes: string): object {
  return {
    Target: [{ Name: application, Type: 'ServicePrincipal' }],
    ModifiedProperties: [
      { Name: 'ConsentContext.IsAdminConsent', OldValue: '', NewValue: 'False' },
      { Name: 'ConsentAction.Permissions', OldValue: '', NewValue: `[[ConsentType: Principal, Scope: ${scopes}]]` },
    ],
  };
}

export function addIdentities(tables: SampleTables): void {
  for (const user of USERS) {
    tables.add('IdentityInfo', {
      Timestamp: workingTime(random),
      ReportId: random.guid(),
      AccountObjectId: user.objectId,
      AccountUpn: user.upn,
      OnPremSid: user.sid,
      AccountDisplayName: user.displayName,
      AccountName: user.name,
      AccountDomain: user.domain,
      CriticalityLevel: user.isAdmin ? 1 : null,
      Type: 'User',
      GivenName: user.givenName,
      Surname: user.surname,
      Department: user.department,
      JobTitle: user.jobTitle,
      EmailAddress: user.upn,
      City: user.city,
      IsAccountEnabled: true,
      CompanyName: 'Lakeshore Instruments',
      SourceSystem: 'AzureActiveDirectory',
      AssignedRoles: user.isAdmin ? ['Exchange Administrator', 'Helpdesk Administrator'] : [],
      GroupMembership: [user.department, 'All staff'],
      SourceProviders: ['ActiveDirectory', 'AzureActiveDirectory'],
    });
  }
}
