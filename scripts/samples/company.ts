import { createRandom, elementAt, type Random } from './random.ts';

/** The made-up company whose telemetry this is: Lakeshore Instruments, on names and addresses reserved for examples. */
export const DOMAIN = 'lakeshore.example';
export const NETBIOS = 'LAKESHORE';
export const TENANT_ID = '6f1d3c52-8a4e-4b7d-9c10-5e2f7a9b3d44';
const DOMAIN_SID = 'S-1-5-21-3184920715-2290418833-1407729361';

export interface User {
  readonly name: string;
  readonly upn: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly sid: string;
  readonly objectId: string;
  readonly department: string;
  readonly jobTitle: string;
  readonly city: string;
  readonly isAdmin: boolean;
  /** Built-in accounts of Windows and accounts of services have no mailbox. */
  readonly domain: string;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly kind: 'workstation' | 'server';
  readonly os: string;
  readonly build: number;
  readonly owner: User;
  readonly isInternetFacing: boolean;
  readonly aadId: string;
}

const GIVEN_NAMES =
  'Mara Jonas Aiko Luca Priya Tomas Ines Karim Freya Diego Noor Emil Hana Pavel Sofia Owen Zuri Nils Camille Rafael Yara Anton Leila Marco Greta Ibrahim Elin Victor Mei Stefan'.split(
    ' ',
  );
const SURNAMES =
  'Lindholm Weber Tanaka Moretti Nair Novak Duarte Haddad Solberg Vargas Rahman Berg Kimura Sokolov Almeida Byrne Okafor Dahl Lefebvre Castillo Mansour Petrov Farahani Ricci Vogel Diallo Nyberg Keller Chen Popescu'.split(
    ' ',
  );
const DEPARTMENTS = [
  { weight: 5, name: 'Engineering', titles: ['Firmware Engineer', 'Test Engineer', 'Software Engineer'] },
  { weight: 4, name: 'Sales', titles: ['Account Manager', 'Sales Engineer'] },
  { weight: 3, name: 'Finance', titles: ['Accountant', 'Controller'] },
  { weight: 2, name: 'Human Resources', titles: ['Recruiter', 'HR Partner'] },
  { weight: 2, name: 'Operations', titles: ['Planner', 'Logistics Coordinator'] },
] as const;
const CITIES = ['Gothenburg', 'Hamburg', 'Porto', 'Dublin'];

const USER_COUNT = 120;
const WORKSTATION_COUNT = 96;
const SERVERS = ['dc-01', 'dc-02', 'fs-01', 'fs-02', 'sql-01', 'sql-02', 'web-01', 'web-02', 'app-01', 'bck-01'];

const random = createRandom('company');

export const USERS: readonly User[] = Array.from({ length: USER_COUNT }, (_, index) => createUser(random, index));
export const BACKUP_SERVICE: User = serviceUser('svc-backup', 1901);
export const DEPLOY_SERVICE: User = serviceUser('svc-deploy', 1902);
export const SYSTEM: User = builtIn('system', 'S-1-5-18');
export const NETWORK_SERVICE: User = builtIn('network service', 'S-1-5-20');

export const WORKSTATIONS: readonly Device[] = Array.from({ length: WORKSTATION_COUNT }, (_, index) => ({
  id: random.hex(40),
  name: `lks-ws-${String(index + 1).padStart(3, '0')}.${DOMAIN}`,
  ip: `10.20.${1 + Math.floor(index / 60)}.${10 + (index % 60)}`,
  kind: 'workstation',
  os: random.chance(0.75) ? 'Windows11' : 'Windows10',
  build: random.chance(0.75) ? 26100 : 19045,
  owner: elementAt(USERS, index),
  isInternetFacing: false,
  aadId: random.guid(),
}));
export const SERVER_DEVICES: readonly Device[] = SERVERS.map((name, index) => ({
  id: random.hex(40),
  name: `lks-${name}.${DOMAIN}`,
  ip: `10.20.0.${10 + index}`,
  kind: 'server',
  os: index % 3 === 0 ? 'WindowsServer2019' : 'WindowsServer2022',
  build: index % 3 === 0 ? 17763 : 20348,
  owner: DEPLOY_SERVICE,
  isInternetFacing: name.startsWith('web'),
  aadId: random.guid(),
}));
export const DEVICES: readonly Device[] = [...WORKSTATIONS, ...SERVER_DEVICES];
export const ADMINS: readonly User[] = USERS.filter((user) => user.isAdmin);

export function deviceNamed(shortName: string): Device {
  return found(
    DEVICES.find((device) => device.name === `${shortName}.${DOMAIN}`),
    shortName,
  );
}

/** The workstation of a person. */
export function deviceOf(user: User): Device {
  return found(
    WORKSTATIONS.find((device) => device.owner === user),
    user.name,
  );
}

function createUser(source: Random, index: number): User {
  // Each given name meets each surname once before any pair comes again.
  const givenName = elementAt(GIVEN_NAMES, index % GIVEN_NAMES.length);
  const shift = Math.floor(index / GIVEN_NAMES.length) * 7;
  const surname = elementAt(SURNAMES, (index + shift) % SURNAMES.length);
  const name = `${givenName}.${surname}`.toLowerCase();
  const isAdmin = index % 24 === 5;
  const department = source.pickWeighted(DEPARTMENTS);
  return {
    name,
    upn: `${name}@${DOMAIN}`,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    sid: `${DOMAIN_SID}-${1100 + index}`,
    objectId: source.guid(),
    department: isAdmin ? 'IT' : department.name,
    jobTitle: isAdmin ? 'Systems Administrator' : source.pick(department.titles),
    city: source.pick(CITIES),
    isAdmin,
    domain: NETBIOS,
  };
}

function serviceUser(name: string, relativeId: number): User {
  return {
    ...builtIn(name, `${DOMAIN_SID}-${relativeId}`),
    upn: `${name}@${DOMAIN}`,
    objectId: random.guid(),
    domain: NETBIOS,
    department: 'IT',
  };
}

function builtIn(name: string, sid: string): User {
  return {
    name,
    upn: '',
    displayName: name,
    givenName: '',
    surname: '',
    sid,
    objectId: '',
    department: '',
    jobTitle: '',
    city: '',
    isAdmin: true,
    domain: 'nt authority',
  };
}

function found<T>(item: T | undefined, name: string): T {
  if (item === undefined) throw new Error(`nobody here is called ${name}`);
  return item;
}
