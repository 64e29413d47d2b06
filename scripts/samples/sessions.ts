import { NETWORK_SERVICE, SYSTEM, type Device } from './company.ts';
import { createProcess, type Process } from './deviceEvents.ts';
import { IMAGES, type Image } from './images.ts';
import { createRandom, type Random } from './random.ts';
import { DAY, HOUR, SAMPLE_START, SECOND } from './time.ts';

/** The programs that run on a device from its start: the parents of everything else. */
export interface Session {
  readonly device: Device;
  readonly services: Process;
  readonly serviceHost: Process;
  readonly networkHost: Process;
  readonly lsass: Process;
  readonly explorer: Process;
  readonly defender: Process;
}

/** The session of a device, the same whenever it is asked for. */
export function openSession(device: Device): Session {
  const known = sessions.get(device.id);
  if (known !== undefined) return known;
  const session = startSession(device, createRandom(`session ${device.name}`));
  sessions.set(device.id, session);
  return session;
}

const sessions = new Map<string, Session>();

function startSession(device: Device, random: Random): Session {
  const boot = SAMPLE_START - BigInt(random.integer(1, 72)) * HOUR + BigInt(random.integer(0, 9_999_999));
  const asSystem = { user: SYSTEM, integrity: 'System', logonId: 999 } as const;
  const begin = (parent: Process | undefined, image: Image, commandLine: string, seconds: number, as = {}): Process =>
    createProcess(random, parent, image, commandLine, boot + BigInt(seconds) * SECOND, { ...asSystem, ...as });
  const wininit = begin(undefined, IMAGES.wininit, 'wininit.exe', 1);
  const services = begin(wininit, IMAGES.services, 'services.exe', 2);
  const winlogon = begin(undefined, IMAGES.winlogon, 'winlogon.exe', 3);
  const user = { user: device.owner, integrity: 'Medium', logonId: random.integer(100_000, 9_000_000) };
  const userinit = begin(winlogon, IMAGES.userinit, 'userinit.exe', 4000, user);
  return {
    device,
    services,
    serviceHost: begin(services, IMAGES.svchost, 'svchost.exe -k netsvcs -p -s Schedule', 9),
    networkHost: begin(services, IMAGES.svchost, 'svchost.exe -k NetworkService -p -s Dnscache', 9, {
      user: NETWORK_SERVICE,
      logonId: 996,
    }),
    lsass: begin(wininit, IMAGES.lsass, 'lsass.exe', 2),
    explorer: begin(userinit, IMAGES.explorer, 'explorer.exe', 4002, user),
    defender: begin(services, IMAGES.defender, 'MsMpEng.exe', Number(DAY / SECOND) % 60),
  };
}
