import { createHash } from 'node:crypto';
import { deviceOf, USERS, WORKSTATIONS } from './company.ts';
import { clickLink, deliverMail, purgeMail, type Sender } from './mail.ts';
import { createRandom } from './random.ts';
import type { SampleTables } from './tables.ts';
import { after, workingTime } from './time.ts';

const MAILS = 13_000;

const random = createRandom('mail noise');
const OUTSIDERS: readonly Sender[] = [
  { address: 'newsletter@harbourpost.example', displayName: 'Harbour Post' },
  { address: 'orders@parcelpath.example', displayName: 'ParcelPath' },
  { address: 'no-reply@fieldnotes.example', displayName: 'Fieldnotes CRM' },
  { address: 'support@sensorworks.example', displayName: 'Sensorworks Support' },
  { address: 'statements@tidewater-bank.example', displayName: 'Tidewater Bank' },
  { address: 'events@metrology-days.example', displayName: 'Metrology Days' },
  { address: 'anna.karlsson@northquay.example', displayName: 'Anna Karlsson' },
  { address: 'purchasing@alder-optics.example', displayName: 'Alder Optics Purchasing' },
];
const SPAMMERS: readonly Sender[] = [
  { address: 'winner@lucky-draw-77.example', displayName: 'Prize Office' },
  { address: 'hr@payro11-update.example', displayName: 'Payroll' },
  { address: 'it@mailbox-quota-alert.example', displayName: 'IT Service Desk' },
];
const SUBJECTS = [
  'Weekly digest',
  'Your order has shipped',
  'Re: calibration dates',
  'Offer 2231',
  'Meeting notes',
  'Statement for this month',
  'Agenda for Thursday',
  'Question about the data sheet',
];
const SPAM_SUBJECTS = ['You have been selected', 'Your mailbox is almost full', 'Action required: payroll details'];
const ATTACHED = ['Data sheet.pdf', 'Offer 2231.pdf', 'Minutes.docx', 'Plan.xlsx', 'Photos.zip'];

/** Ordinary mail: colleagues, suppliers, newsletters, and the spam that the filter knows. */
export function addMailNoise(tables: SampleTables): void {
  for (let count = 0; count < MAILS; count++) {
    if (random.chance(0.05)) addSpam(tables);
    else addOrdinaryMail(tables);
  }
}

function addOrdinaryMail(tables: SampleTables): void {
  const recipient = random.pick(USERS);
  const colleague = random.pick(USERS);
  const isInternal = random.chance(0.45);
  const sender = isInternal
    ? { address: colleague.upn, displayName: colleague.displayName, objectId: colleague.objectId, ip: deviceIp() }
    : random.pick(OUTSIDERS);
  const host = isInternal ? 'lakeshoreinstruments.sharepoint.example' : `www.${sender.address.split('@')[1] ?? ''}`;
  const urls = Array.from(
    { length: random.pick([0, 0, 1, 1, 2, 3]) },
    () => `https://${host}/${random.pick(['view', 'read', 'item'])}/${random.integer(1, 900)}`,
  );
  const attached = random.chance(0.3) ? [random.pick(ATTACHED)] : [];
  const mail = deliverMail(tables, {
    at: workingTime(random),
    sender,
    recipient,
    subject: random.pick(SUBJECTS),
    urls,
    attachments: attached.map((fileName) => {
      const version = random.integer(1, 60);
      return {
        fileName,
        sha256: createHash('sha256').update(`${fileName} ${version}`).digest('hex'),
        size: 20_000 + version * 4096,
      };
    }),
  });
  const [url] = urls;
  if (url === undefined || !random.chance(0.35)) return;
  const device = WORKSTATIONS.find(({ owner }) => owner === recipient);
  clickLink(tables, mail, url, after(random, mail.at, 30, 14_000), {
    actionType: 'ClickAllowed',
    ip: device?.ip ?? deviceIp(),
  });
}

function addSpam(tables: SampleTables): void {
  const index = random.integer(0, SPAMMERS.length - 1);
  const sender = SPAMMERS[index] ?? random.pick(SPAMMERS);
  const isPhish = index > 0;
  const delivery = random.chance(0.75) ? 'Blocked' : random.chance(0.6) ? 'Junked' : 'Delivered';
  const threatTypes = isPhish ? 'Phish' : 'Spam';
  const mail = deliverMail(tables, {
    at: workingTime(random),
    sender,
    recipient: random.pick(USERS),
    subject: SPAM_SUBJECTS[index] ?? random.pick(SPAM_SUBJECTS),
    urls: [`https://${sender.address.split('@')[1] ?? ''}/login/${random.integer(1, 50)}`],
    attachments: [],
    delivery,
    passesChecks: false,
    ...(delivery === 'Delivered' ? {} : { threatTypes }),
  });
  if (delivery === 'Delivered') purgeMail(tables, mail, threatTypes);
}

function deviceIp(): string {
  return deviceOf(random.pick(WORKSTATIONS).owner).ip;
}
