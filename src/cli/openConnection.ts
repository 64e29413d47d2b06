import { dirname } from 'node:path';
import {
  findConnection,
  isReservedName,
  LOCAL_CONNECTION_NAME,
  type ConnectionSettings,
} from '../core/connectionSettings';
import { describeError, fail, succeed, type Outcome } from '../core/errors';
import type { SecretStore } from '../auth/secretStore';
import type { SignInServices } from '../auth/tenantSignIn';
import { createGraphConnection, createLocalConnection } from '../graph/graphConnection';
import { patientTransport } from '../graph/patientTransport';
import type { RunCommand } from './arguments';
import { connectionsFilePath, readConnectionsFile } from './connectionsFile';
import { engineServerOptions } from './engineServerOptions';
import { secretNotSet, unknownConnection } from './errors';
import { openBrowser } from './openBrowser';
import type { OpenConnection } from './run';
import { tell, type Terminal } from './terminal';

const CLIENT_SECRET = 'KQL_HUNT_CLIENT_SECRET';
const KEY_PASSPHRASE = 'KQL_HUNT_KEY_PASSPHRASE';

/** Opens what `--connection` names: a local engine in this process, or a tenant of the user's connections file. */
export async function openConnection(
  command: RunCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcome<OpenConnection>> {
  return isReservedName(command.connection)
    ? openLocal(command, terminal, signal)
    : openTenant(command.connection, terminal);
}

async function openLocal(
  command: RunCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Outcome<OpenConnection>> {
  // Kusto's language service and DuckDB take long to load: only those who need them wait for them.
  const { startEngineServer } = await import('../engine/server');
  const server = await startEngineServer(engineServerOptions(command, terminal, signal));
  if (!server.ok) return server;
  const engine = server.value;
  for (const note of engine.notes) tell(terminal, note);
  const address = { name: LOCAL_CONNECTION_NAME, url: engine.url, token: engine.token };
  const connection = createLocalConnection(address, patientTransport());
  if (connection.ok) return succeed({ connection: connection.value, close: () => engine.close() });
  await engine.close();
  return connection;
}

async function openTenant(name: string, terminal: Terminal): Promise<Outcome<OpenConnection>> {
  const file = connectionsFilePath(terminal.environment);
  const read = await readConnectionsFile(file);
  if (!read.ok) return read;
  const { connections, errors } = read.value;
  for (const error of errors) tell(terminal, describeError(error));
  const settings = findConnection(connections, name);
  if (settings === undefined) {
    const known = connections.map((connection) => connection.name);
    return fail(unknownConnection(name, known, file));
  }
  if (settings.signIn === 'clientSecret' && environmentSecret(terminal, CLIENT_SECRET) === undefined) {
    return fail(secretNotSet(settings.name, CLIENT_SECRET));
  }
  return succeed(await connectTenant(settings, signInServices(terminal, dirname(file))));
}

async function connectTenant(settings: ConnectionSettings, services: SignInServices): Promise<OpenConnection> {
  const { createTenantSignIn } = await import('../auth/tenantSignIn');
  const { accessToken } = createTenantSignIn(settings, services);
  return {
    connection: createGraphConnection({ name: settings.name, cloud: settings.cloud, accessToken }),
    ...(settings.workspaceId !== undefined && { workspaceId: settings.workspaceId }),
    close: () => Promise.resolve(),
  };
}

/** The terminal's way to sign in: prompts on standard error, secrets from the environment, tokens only in memory. */
function signInServices(terminal: Terminal, stateFolder: string): SignInServices {
  return {
    secrets: memorySecrets(),
    stateFolder,
    openBrowser: (url) => {
      tell(terminal, 'Sign in with the browser window that opens.');
      return openBrowser(url);
    },
    showDeviceCode: ({ userCode, verificationUri }) => {
      tell(terminal, `To sign in, open ${verificationUri} on any device and enter the code ${userCode}.`);
    },
    askSecret: ({ kind }) => {
      const value = environmentSecret(terminal, kind === 'clientSecret' ? CLIENT_SECRET : KEY_PASSPHRASE);
      return Promise.resolve(value === undefined ? undefined : { value, mayBeKept: false });
    },
  };
}

function environmentSecret(terminal: Terminal, variable: string): string | undefined {
  const value = terminal.environment[variable];
  return value === '' ? undefined : value;
}

/** Nothing of a sign-in outlives the process: an ordinary file would be readable by every program of the user. */
function memorySecrets(): SecretStore {
  const kept = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    set: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
    delete: (key) => {
      kept.delete(key);
      return Promise.resolve();
    },
  };
}
