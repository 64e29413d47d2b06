import { createHash } from 'node:crypto';

/** A program on disk. Hashes follow from its name and version, so that the same program has the same ones everywhere. */
export interface Image {
  readonly fileName: string;
  readonly folder: string;
  readonly company: string;
  readonly product: string;
  readonly version: string;
  readonly description: string;
  readonly size: number;
  readonly isSigned: boolean;
  readonly sha1: string;
  readonly sha256: string;
  readonly md5: string;
}

const SYSTEM32 = 'C:\\Windows\\System32';
const WINDOWS = {
  company: 'Microsoft Corporation',
  product: 'Microsoft® Windows® Operating System',
  version: '10.0.26100.4351',
};
const OFFICE = { company: 'Microsoft Corporation', product: 'Microsoft Office', version: '16.0.18925.20138' };
const OFFICE_FOLDER = 'C:\\Program Files\\Microsoft Office\\root\\Office16';

type Maker = Partial<Pick<Image, 'company' | 'product' | 'version' | 'description' | 'isSigned'>>;

/** Describes a program; without a maker it is unsigned and says nothing of itself. */
export function createImage(fileName: string, folder: string, maker: Maker = {}): Image {
  const identity = `${fileName.toLowerCase()}|${folder.toLowerCase()}|${maker.version ?? ''}`;
  const digest = (algorithm: string): string => createHash(algorithm).update(identity).digest('hex');
  return {
    fileName,
    folder,
    company: maker.company ?? '',
    product: maker.product ?? '',
    version: maker.version ?? '',
    description: maker.description ?? '',
    size: 20_480 + (Number.parseInt(digest('sha256').slice(0, 6), 16) % 4_000_000),
    isSigned: maker.isSigned ?? maker.company !== undefined,
    sha1: digest('sha1'),
    sha256: digest('sha256'),
    md5: digest('md5'),
  };
}

function windows(fileName: string, description: string, folder = SYSTEM32): Image {
  return createImage(fileName, folder, { ...WINDOWS, description });
}

export const IMAGES = {
  wininit: windows('wininit.exe', 'Windows Start-Up Application'),
  winlogon: windows('winlogon.exe', 'Windows Logon Application'),
  userinit: windows('userinit.exe', 'Userinit Logon Application'),
  services: windows('services.exe', 'Services and Controller app'),
  lsass: windows('lsass.exe', 'Local Security Authority Process'),
  svchost: windows('svchost.exe', 'Host Process for Windows Services'),
  explorer: windows('explorer.exe', 'Windows Explorer', 'C:\\Windows'),
  cmd: windows('cmd.exe', 'Windows Command Processor'),
  conhost: windows('conhost.exe', 'Console Window Host'),
  powershell: windows('powershell.exe', 'Windows PowerShell', `${SYSTEM32}\\WindowsPowerShell\\v1.0`),
  csc: windows('csc.exe', 'Visual C# Command Line Compiler', 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319'),
  cvtres: windows(
    'cvtres.exe',
    'Resource File To COFF Conversion Utility',
    'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319',
  ),
  whoami: windows('whoami.exe', 'whoami - displays logged on user information'),
  net: windows('net.exe', 'Net Command'),
  net1: windows('net1.exe', 'Net Command'),
  ipconfig: windows('ipconfig.exe', 'IP Configuration Utility'),
  ping: windows('PING.EXE', 'TCP/IP Ping Command'),
  nltest: windows('nltest.exe', 'Microsoft® Logon Server Test Utility'),
  systeminfo: windows('systeminfo.exe', 'Displays system information'),
  gpupdate: windows('gpupdate.exe', 'Group Policy Update Utility'),
  rundll32: windows('rundll32.exe', 'Windows host process (Rundll32)'),
  regsvr32: windows('regsvr32.exe', 'Microsoft(C) Register Server'),
  schtasks: windows('schtasks.exe', 'Task Scheduler Configuration Tool'),
  taskkill: windows('taskkill.exe', 'Terminates Processes'),
  vssadmin: windows('vssadmin.exe', 'Command Line Interface for Microsoft® Volume Shadow Copy Service'),
  bcdedit: windows('bcdedit.exe', 'Boot Configuration Data Editor'),
  wbadmin: windows('wbadmin.exe', 'Command Line Interface for Microsoft® BLB Backup'),
  wevtutil: windows('wevtutil.exe', 'Eventing Command Line Utility'),
  wmic: windows('WMIC.exe', 'WMI Commandline Utility', `${SYSTEM32}\\wbem`),
  sc: windows('sc.exe', 'Service Control Manager Configuration Tool'),
  reg: windows('reg.exe', 'Registry Console Tool'),
  mstsc: windows('mstsc.exe', 'Remote Desktop Connection'),
  taskhostw: windows('taskhostw.exe', 'Host Process for Windows Tasks'),
  runtimeBroker: windows('RuntimeBroker.exe', 'Runtime Broker'),
  dllhost: windows('dllhost.exe', 'COM Surrogate'),
  backgroundTaskHost: windows('backgroundTaskHost.exe', 'Background Task Host'),
  searchHost: windows('SearchProtocolHost.exe', 'Microsoft Windows Search Protocol Host'),
  notepad: windows('notepad.exe', 'Notepad'),
  trustedInstaller: windows('TrustedInstaller.exe', 'Windows Modules Installer', 'C:\\Windows\\servicing'),
  defender: createImage('MsMpEng.exe', 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.26050.5-0', {
    company: 'Microsoft Corporation',
    product: 'Microsoft® Windows® Operating System',
    version: '4.18.26050.5',
    description: 'Antimalware Service Executable',
  }),
  sense: createImage('MsSense.exe', 'C:\\Program Files\\Windows Defender Advanced Threat Protection', {
    ...WINDOWS,
    description: 'Windows Defender Advanced Threat Protection Service Executable',
  }),
  outlook: createImage('OUTLOOK.EXE', OFFICE_FOLDER, { ...OFFICE, description: 'Microsoft Outlook' }),
  word: createImage('WINWORD.EXE', OFFICE_FOLDER, { ...OFFICE, description: 'Microsoft Word' }),
  excel: createImage('EXCEL.EXE', OFFICE_FOLDER, { ...OFFICE, description: 'Microsoft Excel' }),
  teams: createImage('ms-teams.exe', 'C:\\Program Files\\WindowsApps\\MSTeams_26134.1600.0_x64', {
    company: 'Microsoft Corporation',
    product: 'Microsoft Teams',
    version: '26134.1600.0.0',
    description: 'Microsoft Teams',
  }),
  oneDrive: createImage('OneDrive.exe', 'C:\\Program Files\\Microsoft OneDrive', {
    company: 'Microsoft Corporation',
    product: 'Microsoft OneDrive',
    version: '26.101.0527.1',
    description: 'Microsoft OneDrive',
  }),
  edge: createImage('msedge.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application', {
    company: 'Microsoft Corporation',
    product: 'Microsoft Edge',
    version: '137.0.3296.83',
    description: 'Microsoft Edge',
  }),
  chrome: createImage('chrome.exe', 'C:\\Program Files\\Google\\Chrome\\Application', {
    company: 'Google LLC',
    product: 'Google Chrome',
    version: '137.0.7151.120',
    description: 'Google Chrome',
  }),
  code: createImage('Code.exe', 'C:\\Program Files\\Microsoft VS Code', {
    company: 'Microsoft Corporation',
    product: 'Visual Studio Code',
    version: '1.101.1',
    description: 'Visual Studio Code',
  }),
  git: createImage('git.exe', 'C:\\Program Files\\Git\\cmd', {
    company: 'The Git Development Community',
    product: 'Git',
    version: '2.50.0.1',
    description: 'Git for Windows',
  }),
  node: createImage('node.exe', 'C:\\Program Files\\nodejs', {
    company: 'Node.js',
    product: 'Node.js',
    version: '24.2.0',
    description: 'Node.js JavaScript Runtime',
  }),
  ccmExec: createImage('CcmExec.exe', 'C:\\Windows\\CCM', {
    company: 'Microsoft Corporation',
    product: 'Microsoft Configuration Manager',
    version: '5.0.9128.1007',
    description: 'Host Process for Microsoft Configuration Manager',
  }),
  sqlServer: createImage('sqlservr.exe', 'C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn', {
    company: 'Microsoft Corporation',
    product: 'Microsoft SQL Server',
    version: '16.0.4205.1',
    description: 'SQL Server Windows NT - 64 Bit',
  }),
  w3wp: windows('w3wp.exe', 'IIS Worker Process', `${SYSTEM32}\\inetsrv`),
} as const satisfies Readonly<Record<string, Image>>;
