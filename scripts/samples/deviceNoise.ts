import { DEVICES, WORKSTATIONS, type Device } from './company.ts';
import { createProcess, profileFolder, type DeviceLog, type Process } from './deviceEvents.ts';
import { IMAGES } from './images.ts';
import { createRandom, type Random } from './random.ts';
import { openSession, type Session } from './sessions.ts';
import { after, anyTime, workingTime, type Instant } from './time.ts';

const CONNECTIONS = 45_000;
const FILE_EVENTS = 34_000;
const REGISTRY_EVENTS = 12_000;

const random = createRandom('device noise');
export const SERVICE_NAMES = [
  'BITS',
  'wuauserv',
  'Schedule',
  'WpnUserService',
  'AppXSvc',
  'DoSvc',
  'W32Time',
  'WdiSystemHost',
];
export const DOCUMENTS = [
  'Quarterly plan',
  'Calibration report',
  'Offer 2231',
  'Travel costs',
  'Roadmap',
  'Test protocol',
  'Minutes',
];
const SITES = [
  { weight: 9, host: 'outlook.office365.com' },
  { weight: 9, host: 'teams.microsoft.com' },
  { weight: 7, host: 'login.microsoftonline.com' },
  { weight: 5, host: 'lakeshoreinstruments.sharepoint.example' },
  { weight: 4, host: 'www.bing.com' },
  { weight: 4, host: 'news.harbourpost.example' },
  { weight: 3, host: 'crm.fieldnotes.example' },
  { weight: 3, host: 'github.com' },
  { weight: 2, host: 'cdn.parcelpath.example' },
  { weight: 2, host: 'update.sensorworks.example' },
  { weight: 2, host: 'www.tidewater-bank.example' },
  { weight: 1, host: 'ads.brightbanner.example' },
] as const;
const BACKGROUND_HOSTS = [
  { weight: 6, host: 'settings-win.data.microsoft.com' },
  { weight: 5, host: 'winatp-gw-weu.microsoft.com' },
  { weight: 5, host: 'fe3cr.delivery.mp.microsoft.com' },
  { weight: 3, host: 'ctldl.windowsupdate.com' },
] as const;

/** What devices report on ordinary days. */
export function addDeviceNoise(log: DeviceLog): void {
  for (let count = 0; count < CONNECTIONS; count++) addConnection(log);
  for (let count = 0; count < FILE_EVENTS; count++) addFileEvent(log);
  for (let count = 0; count < REGISTRY_EVENTS; count++) addRegistryEvent(log);
}

/** The address of an outside host: always the same for the same host, from the ranges kept for examples. */
export function addressOf(host: string): string {
  const source = createRandom(`address ${host}`);
  return `${source.pick(['192.0.2', '198.51.100', '203.0.113'])}.${source.integer(100, 250)}`;
}

function addConnection(log: DeviceLog): void {
  const isBackground = random.chance(0.35);
  const session = openSession(random.pick(isBackground ? DEVICES : WORKSTATIONS));
  if (isBackground) {
    const { host } = random.pickWeighted(BACKGROUND_HOSTS);
    const process = random.chance(0.3) ? session.defender : session.networkHost;
    log.reportConnection(session.device, process, anyTime(random), { ip: addressOf(host), port: 443, url: host });
    return;
  }
  const at = workingTime(random);
  if (random.chance(0.12)) {
    const server = random.pick(['10.20.0.12', '10.20.0.13', '10.20.0.10', '10.20.0.14']);
    const port = random.pick([445, 88, 389, 135]);
    log.reportConnection(session.device, session.serviceHost, at, { ip: server, port });
    return;
  }
  const { host } = random.pickWeighted(SITES);
  const actionType = random.pickWeighted([
    { weight: 90, name: 'ConnectionSuccess' },
    { weight: 6, name: 'ConnectionFailed' },
    { weight: 4, name: 'HttpConnectionInspected' },
  ]).name;
  log.reportConnection(session.device, appOf(session, at), at, {
    ip: addressOf(host),
    port: 443,
    url: host,
    actionType,
  });
}

/** A program that a person has had open since the morning. */
function appOf(session: Session, at: Instant): Process {
  const image = random.pick([IMAGES.edge, IMAGES.edge, IMAGES.chrome, IMAGES.outlook, IMAGES.teams, IMAGES.oneDrive]);
  const day = 864_000_000_000n;
  return createProcess(random, session.explorer, image, `"${image.fileName}"`, at - (at % day) + 252_000_000_000n);
}

function addFileEvent(log: DeviceLog): void {
  const session = openSession(random.pick(WORKSTATIONS));
  const at = workingTime(random);
  const { owner } = session.device;
  const number = random.integer(1, 400);
  const kind = random.next();
  if (kind < 0.55) {
    const folder = profileFolder(owner, 'AppData', 'Local', 'Microsoft', 'Edge', 'User Data', 'Default', 'Cache');
    const actionType = random.pick(['FileCreated', 'FileCreated', 'FileDeleted']);
    log.reportFile(session.device, appOf(session, at), at, actionType, {
      fileName: `f_${String(number).padStart(6, '0')}`,
      folder,
      size: random.integer(1, 400) * 512,
    });
  } else if (kind < 0.9) {
    const word = createProcess(random, session.explorer, IMAGES.word, '"WINWORD.EXE" /n', at - 3_000_000_000n);
    const name = random.pick(DOCUMENTS);
    const folder = profileFolder(owner, 'OneDrive - Lakeshore Instruments', 'Documents');
    const actionType = random.pick(['FileModified', 'FileModified', 'FileCreated', 'FileRenamed']);
    const previous = actionType === 'FileRenamed' ? { previousName: `~WRD${random.integer(1000, 9999)}.tmp` } : {};
    log.reportFile(session.device, word, at, actionType, {
      fileName: `${name} ${number}.docx`,
      folder,
      size: random.integer(20, 900) * 1024,
      ...previous,
    });
  } else {
    const site = random.pickWeighted(SITES).host;
    log.reportFile(session.device, appOf(session, at), at, 'FileCreated', {
      fileName: `${random.pick(DOCUMENTS)} ${number}.pdf`,
      folder: profileFolder(owner, 'Downloads'),
      size: random.integer(40, 4000) * 1024,
      originUrl: `https://${site}/files/${number}`,
      originIp: addressOf(site),
    });
  }
}

function addRegistryEvent(log: DeviceLog): void {
  const session = openSession(random.pick(DEVICES));
  const at = after(random, anyTime(random), 0, 5);
  const process = random.chance(0.5) ? session.serviceHost : session.services;
  log.reportRegistry(session.device, process, at, randomRegistryValue(random, session.device));
}

function randomRegistryValue(source: Random, device: Device) {
  const service = source.pick(SERVICE_NAMES);
  return source.pick([
    {
      actionType: 'RegistryValueSet',
      key: `HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\${service}`,
      valueName: 'Start',
      valueType: 'Dword',
      data: source.pick(['2', '3']),
    },
    {
      actionType: 'RegistryValueSet',
      key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache',
      valueName: 'Index',
      valueType: 'Dword',
      data: source.pick(['1', '2', '3']),
    },
    {
      actionType: 'RegistryKeyCreated',
      key: `HKEY_CURRENT_USER\\${device.owner.sid}\\SOFTWARE\\Microsoft\\Office\\16.0\\Word\\Reading Locations`,
      valueName: '',
      data: '',
    },
  ]);
}
