import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceCode } from '../../../src/auth/deviceCodeSignIn';
import { createTenantSignIn, type SignInServices, type TenantSignIn } from '../../../src/auth/tenantSignIn';
import type { ConnectionSettings } from '../../../src/core/connectionSettings';
import type { HuntError, Outcome } from '../../../src/core/errors';
import { createMemorySecretStore, type MemorySecretStore } from '../../fixtures/memorySecretStore';
import { PERSON_CLIENT_ID, TENANT_ID } from '../../fixtures/oidcConfiguration';
import type { OidcServer } from '../../fixtures/oidcServer';
import { createRobotBrowser, type RobotPage, type RobotSignIn } from '../../fixtures/robotBrowser';

/** A connection of a test, the robot that answers for its user, and what it has seen. */
export interface SignInSetup {
  readonly signIn: TenantSignIn;
  readonly secrets: MemorySecretStore;
  /** Who the robot is at the next sign-in. */
  person: RobotSignIn;
  /** The page on which each browser sign-in ended. */
  readonly pages: RobotPage[];
  readonly openedUrls: string[];
  readonly shownCodes: DeviceCode[];
  readonly questions: string[];
  /** Another window on the same secrets. */
  openWindow(): TenantSignIn;
  /** Waits for the robot and removes the files. */
  close(): Promise<void>;
}

export async function setUpSignIn(
  server: OidcServer,
  settings: Partial<ConnectionSettings> = {},
  replaced: Partial<SignInServices> = {},
): Promise<SignInSetup> {
  const stateFolder = await mkdtemp(join(tmpdir(), 'kql-hunt-sign-in-'));
  const secrets = createMemorySecretStore();
  const robotsAtWork: Promise<unknown>[] = [];
  const pages: RobotPage[] = [];
  const openedUrls: string[] = [];
  const shownCodes: DeviceCode[] = [];
  const questions: string[] = [];
  let signIn: TenantSignIn | undefined;

  const send = (url: string, person: RobotSignIn) => {
    const fetch: typeof globalThis.fetch = (input, init) =>
      new Request(input).url.startsWith('https:') ? server.authority.fetch(input, init) : globalThis.fetch(input, init);
    const arrived = createRobotBrowser(fetch).signIn(url, person);
    robotsAtWork.push(arrived.then((page) => pages.push(page)));
  };

  const services: SignInServices = {
    secrets,
    stateFolder,
    openBrowser: (url) => {
      openedUrls.push(url);
      send(url, setup.person);
      return Promise.resolve(true);
    },
    showDeviceCode: (code) => {
      shownCodes.push(code);
      send(code.verificationUri, { ...setup.person, userCode: code.userCode });
    },
    askSecret: (question) => {
      questions.push(question.kind);
      return Promise.resolve(undefined);
    },
    ...replaced,
  };
  const openWindow = () =>
    createTenantSignIn(
      {
        name: 'Contoso',
        cloud: 'global',
        tenantId: TENANT_ID,
        clientId: PERSON_CLIENT_ID,
        signIn: 'browser',
        ...settings,
      },
      services,
      server.authority,
    );

  const setup: SignInSetup = {
    get signIn() {
      signIn ??= openWindow();
      return signIn;
    },
    secrets,
    person: { user: 'alice' },
    pages,
    openedUrls,
    shownCodes,
    questions,
    openWindow,
    close: async () => {
      await Promise.all(robotsAtWork);
      await rm(stateFolder, { recursive: true, force: true });
    },
  };
  return setup;
}

export const never = new AbortController().signal;

export function expectValue<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

export function expectError<T>(outcome: Outcome<T>): HuntError {
  if (outcome.ok) throw new Error('An error was expected.');
  return outcome.error;
}
