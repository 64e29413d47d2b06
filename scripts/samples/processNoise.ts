import { ADMINS, DEVICES, WORKSTATIONS } from './company.ts';
import { createProcess, profileFolder, type DeviceLog } from './deviceEvents.ts';
import { DOCUMENTS, SERVICE_NAMES } from './deviceNoise.ts';
import { IMAGES, type Image } from './images.ts';
import { createRandom } from './random.ts';
import { openSession } from './sessions.ts';
import { anyTime, workingTime } from './time.ts';

const PROCESS_CHAINS = 14_000;

const random = createRandom('process noise');
const SERVICE_GROUPS = ['netsvcs', 'LocalService', 'LocalServiceNetworkRestricted', 'UnistackSvcGroup', 'wsappx'];

/** The programs that start on ordinary days, with the harmless PowerShell among them. */
export function addProcessNoise(log: DeviceLog): void {
  for (let count = 0; count < PROCESS_CHAINS; count++) random.pickWeighted(PROCESS_HABITS).run(log);
}

interface Habit {
  readonly weight: number;
  readonly run: (log: DeviceLog) => void;
}

const PROCESS_HABITS: readonly Habit[] = [
  {
    weight: 22,
    run: (log) =>
      startApp(
        log,
        IMAGES.edge,
        () => `"msedge.exe" --type=renderer --field-trial-handle=${random.integer(1000, 9999)}`,
      ),
  },
  {
    weight: 10,
    run: (log) =>
      startApp(log, IMAGES.chrome, () => `"chrome.exe" --type=utility --lang=en-GB --service-sandbox-type=none`),
  },
  { weight: 8, run: (log) => startApp(log, IMAGES.outlook, () => '"OUTLOOK.EXE"') },
  { weight: 8, run: (log) => startApp(log, IMAGES.word, () => `"WINWORD.EXE" /n "${random.pick(DOCUMENTS)}.docx"`) },
  { weight: 6, run: (log) => startApp(log, IMAGES.excel, () => `"EXCEL.EXE" "${random.pick(DOCUMENTS)}.xlsx"`) },
  { weight: 5, run: (log) => startApp(log, IMAGES.teams, () => '"ms-teams.exe" msteams:system-initiated') },
  { weight: 3, run: (log) => startApp(log, IMAGES.notepad, () => `"notepad.exe" notes-${random.integer(1, 40)}.txt`) },
  { weight: 14, run: startService },
  {
    weight: 9,
    run: (log) => startFromHost(log, IMAGES.taskhostw, 'taskhostw.exe {222A245B-E637-4AE9-A93F-A59CA119A75E}'),
  },
  { weight: 9, run: (log) => startFromHost(log, IMAGES.runtimeBroker, 'RuntimeBroker.exe -Embedding') },
  {
    weight: 6,
    run: (log) =>
      startFromHost(
        log,
        IMAGES.backgroundTaskHost,
        'backgroundTaskHost.exe -ServerName:App.AppXmtcan0h2tfbfy7k9kn8hbxb6dmzz1zh0.mca',
      ),
  },
  {
    weight: 5,
    run: (log) => startFromHost(log, IMAGES.searchHost, 'SearchProtocolHost.exe Global\\UsGthrFltPipeMssGthrPipe'),
  },
  { weight: 8, run: takeInventory },
  { weight: 5, run: develop },
  { weight: 3, run: administrate },
];

function startApp(log: DeviceLog, image: Image, commandLine: () => string): void {
  const session = openSession(random.pick(WORKSTATIONS));
  const at = workingTime(random);
  const isChild = image === IMAGES.edge || image === IMAGES.chrome;
  const parent = isChild
    ? createProcess(random, session.explorer, image, `"${image.fileName}"`, at - 600_000_000n)
    : session.explorer;
  log.start(session.device, parent, image, commandLine(), at, isChild ? { integrity: 'Low' } : {});
}

function startService(log: DeviceLog): void {
  const session = openSession(random.pick(DEVICES));
  const commandLine = `svchost.exe -k ${random.pick(SERVICE_GROUPS)} -p -s ${random.pick(SERVICE_NAMES)}`;
  log.start(session.device, session.services, IMAGES.svchost, commandLine, anyTime(random));
}

function startFromHost(log: DeviceLog, image: Image, commandLine: string): void {
  const session = openSession(random.pick(DEVICES));
  log.start(session.device, session.serviceHost, image, commandLine, anyTime(random));
}

/** The management agent's script: most of the PowerShell on any day is harmless. */
function takeInventory(log: DeviceLog): void {
  const session = openSession(random.pick(DEVICES));
  const at = anyTime(random);
  const agent = createProcess(
    random,
    session.services,
    IMAGES.ccmExec,
    'C:\\Windows\\CCM\\CcmExec.exe',
    session.services.created,
  );
  const shell = log.start(session.device, agent, IMAGES.powershell, inventoryCommand(), at);
  log.start(session.device, shell, IMAGES.conhost, 'conhost.exe 0xffffffff -ForceV1', at + 80_211n);
  if (!random.chance(0.25)) return;
  const compiler = log.start(
    session.device,
    shell,
    IMAGES.csc,
    `"csc.exe" /noconfig /fullpaths @"C:\\Windows\\Temp\\${random.hex(8)}.cmdline"`,
    at + 9_120_332n,
  );
  log.start(
    session.device,
    compiler,
    IMAGES.cvtres,
    `cvtres.exe /NOLOGO /READONLY /MACHINE:IX86 "/OUT:C:\\Windows\\Temp\\RES${random.hex(4)}.tmp"`,
    at + 12_402_117n,
  );
}

function inventoryCommand(): string {
  if (!random.chance(0.03)) {
    return `powershell.exe -NoLogo -NonInteractive -NoProfile -ExecutionPolicy Bypass -File "C:\\Windows\\CCM\\SystemTemp\\inventory-${random.integer(1, 9)}.ps1"`;
  }
  const command = random.pick(['Get-CimInstance Win32_BIOS | ConvertTo-Json', 'Get-HotFix | ConvertTo-Json']);
  return `powershell.exe -NonInteractive -EncodedCommand ${Buffer.from(command, 'utf16le').toString('base64')}`;
}

function develop(log: DeviceLog): void {
  const session = openSession(random.pick(WORKSTATIONS.filter(({ owner }) => owner.department === 'Engineering')));
  const at = workingTime(random);
  const editor = createProcess(random, session.explorer, IMAGES.code, '"Code.exe"', at - 36_000_000_000n);
  if (random.chance(0.7))
    log.start(
      session.device,
      editor,
      IMAGES.git,
      random.pick(['git.exe status -z -u', 'git.exe fetch', 'git.exe log -n 20']),
      at,
    );
  else
    log.start(
      session.device,
      editor,
      IMAGES.node,
      `node.exe "${profileFolder(session.device.owner, 'src', 'bench', 'build.js')}"`,
      at,
    );
}

function administrate(log: DeviceLog): void {
  const admin = random.pick(ADMINS);
  const session = openSession(random.pick(DEVICES));
  const at = workingTime(random);
  const shell = createProcess(random, session.explorer, IMAGES.cmd, '"cmd.exe"', at - 100_000_000n, {
    user: admin,
    integrity: 'High',
  });
  const [image, commandLine] = random.pick<readonly [Image, string]>([
    [IMAGES.ipconfig, 'ipconfig /all'],
    [IMAGES.ping, 'ping lks-dc-01'],
    [IMAGES.gpupdate, 'gpupdate /force'],
    [IMAGES.whoami, 'whoami /groups'],
    [IMAGES.net, 'net use'],
    [IMAGES.sc, 'sc query wuauserv'],
    [IMAGES.vssadmin, 'vssadmin list shadows'],
  ]);
  log.start(session.device, shell, image, commandLine, at);
}
