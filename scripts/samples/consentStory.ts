import { addressEvidence, mailEvidence, raiseAlert, userEvidence } from './alerts.ts';
import { CLOUD_APPS, cloudActivity, consentData } from './cloudActivity.ts';
import { deviceOf, USERS } from './company.ts';
import { clickLink, deliverMail } from './mail.ts';
import { createRandom, elementAt } from './random.ts';
import type { SampleTables } from './tables.ts';
import { after, DAY, HOUR, MINUTE, SAMPLE_END, SECOND, type Instant } from './time.ts';

const START = SAMPLE_END - 6n * DAY - 2n * HOUR;
const APPLICATION = 'Mail Insight Pro';
const APPLICATION_ID = '9d7e4a31-52c8-4f6b-8e1a-c3b07d94f2e6';
const SCOPES = 'Mail.Read Mail.ReadWrite MailboxSettings.ReadWrite offline_access User.Read';
const INTRUDER = { ip: '198.51.100.23', city: 'Chisinau', countryCode: 'MD' };
const LINK =
  'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=9d7e4a31-52c8-4f6b-8e1a-c3b07d94f2e6&scope=Mail.Read%20Mail.ReadWrite';
const MAILS_READ = 160;

const random = createRandom('consent story');

/**
 * A mail leads to a real sign-in page that asks for consent to an application; with the consent given, the
 * application reads the mailbox for days without a password and hides answers with an inbox rule.
 */
export function tellConsentStory(tables: SampleTables): void {
  const victim = elementAt(USERS, 34);
  const device = deviceOf(victim);
  const home = { ip: device.ip, city: victim.city, countryCode: 'SE' };
  const mail = deliverMail(tables, {
    at: START + 4_201_873n,
    sender: { address: 'team@mail-insight.example', displayName: 'Mail Insight', ip: '198.51.100.21' },
    recipient: victim,
    subject: 'Your mailbox report is ready',
    urls: [LINK],
    attachments: [],
  });
  const clicked = START + 12n * MINUTE + 9_112_004n;
  clickLink(tables, mail, LINK, clicked, { actionType: 'ClickAllowed', ip: device.ip });

  const directory = {
    ...CLOUD_APPS.office,
    ActivityType: 'Edit',
    ObjectType: 'OAuth application',
    ObjectName: APPLICATION,
    ObjectId: APPLICATION_ID,
    OAuthAppId: APPLICATION_ID,
  };
  const report = (actionType: string, at: Instant): void =>
    tables.add('CloudAppEvents', {
      ...cloudActivity(victim, at, actionType, home),
      ...directory,
      ActivityObjects: [{ Type: 'OAuth application', Role: 'Target object', Name: APPLICATION, Id: APPLICATION_ID }],
      RawEventData: {
        Operation: actionType,
        Workload: 'AzureActiveDirectory',
        UserId: victim.upn,
        ClientIP: device.ip,
        ...consentData(APPLICATION, SCOPES),
      },
      UncommonForUser: ['Application', 'ActionType'],
    });
  report('Add service principal.', clicked + 41n * SECOND);
  report('Add delegated permission grant.', clicked + 42n * SECOND + 1_023n);
  report('Consent to application.', clicked + 42n * SECOND + 8_112n);

  const asApplication = {
    ...CLOUD_APPS.exchange,
    OAuthAppId: APPLICATION_ID,
    UserAgent: 'python-requests/2.32.3',
    AccountType: 'Regular',
    UncommonForUser: ['IPAddress', 'CountryCode', 'UserAgent'],
  };
  let at = clicked + 20n * MINUTE;
  for (let count = 0; count < MAILS_READ; count++) {
    at = after(random, at, 60, 4000);
    tables.add('CloudAppEvents', {
      ...cloudActivity(victim, at, 'MailItemsAccessed', INTRUDER),
      ...asApplication,
      ActivityType: 'Basic',
      ObjectType: 'Email',
      RawEventData: {
        Operation: 'MailItemsAccessed',
        Workload: 'Exchange',
        UserId: victim.upn,
        ClientIP: INTRUDER.ip,
        AppId: APPLICATION_ID,
        OperationCount: random.integer(1, 40),
      },
    });
  }
  tables.add('CloudAppEvents', {
    ...cloudActivity(victim, clicked + 3n * HOUR, 'New-InboxRule', INTRUDER),
    ...asApplication,
    ActivityType: 'Create',
    ObjectType: 'Rule',
    ObjectName: '..',
    RawEventData: {
      Operation: 'New-InboxRule',
      Workload: 'Exchange',
      UserId: victim.upn,
      ClientIP: INTRUDER.ip,
      AppId: APPLICATION_ID,
      Parameters: [
        { Name: 'Name', Value: '..' },
        { Name: 'SubjectContainsWords', Value: 'invoice;payment;bank' },
        { Name: 'MoveToFolder', Value: 'RSS Feeds' },
        { Name: 'MarkAsRead', Value: 'True' },
      ],
    },
  });
  raiseAlert(tables, {
    at: clicked + 26n * HOUR,
    title: 'An application with mailbox permissions reads mail from an unusual place',
    category: 'Persistence',
    severity: 'Medium',
    source: 'Microsoft Defender for Cloud Apps',
    detection: 'App governance',
    techniques: ['Steal Application Access Token (T1528)'],
    evidence: [
      userEvidence(victim),
      mailEvidence(mail),
      {
        EntityType: 'OAuthApplication',
        EvidenceRole: 'Related',
        Application: APPLICATION,
        OAuthApplicationId: APPLICATION_ID,
      },
      addressEvidence(INTRUDER.ip),
    ],
  });
}
