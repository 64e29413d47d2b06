import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installCodeServer } from './installCodeServer.ts';

export interface CodeServerOptions {
  /** Packaged extensions to install into the fresh profile. */
  readonly vsixFiles?: readonly string[];
  /** User settings besides the quiet ones that every profile gets. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the server, and so of the extension host, besides this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Lets the workbench run a test suite named in its address (`extensionTestsPath`). */
  readonly allowsTestSuites?: boolean;
}

/** A running VS Code with a profile of its own, both gone after `stop()`. */
export interface CodeServer {
  readonly url: string;
  readonly port: number;
  /** Folder of the profile's user data, e.g. for reading the extension's logs. */
  readonly userDataFolder: string;
  /** Address of a file or folder of this machine as the workbench names it. */
  readonly uriOf: (fileSystemPath: string) => string;
  readonly stop: () => Promise<void>;
}

const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
};

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;

/** Starts code-server on a free loopback port and waits until it answers. */
export async function startCodeServer(options: CodeServerOptions = {}): Promise<CodeServer> {
  const entry = installCodeServer();
  const folder = mkdtempSync(path.join(tmpdir(), 'kql-hunting-vscode-'));
  const userDataFolder = path.join(folder, 'data');
  const environment = {
    ...process.env,
    ...options.environment,
    CODE_SERVER_CONFIG: path.join(folder, 'config.yaml'),
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CACHE_HOME: folder,
  };
  const profile = ['--user-data-dir', userDataFolder, '--extensions-dir', path.join(folder, 'extensions')];
  mkdirSync(path.join(userDataFolder, 'User'), { recursive: true });
  mkdirSync(path.join(folder, 'extensions'));
  writeFileSync(environment.CODE_SERVER_CONFIG, '');
  const settings = { ...QUIET_SETTINGS, ...options.settings };
  writeFileSync(path.join(userDataFolder, 'User', 'settings.json'), JSON.stringify(settings, null, 2));

  for (const vsix of options.vsixFiles ?? []) {
    const run = spawnSync(process.execPath, [entry, ...profile, '--install-extension', vsix, '--force'], {
      env: environment,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(`${vsix} could not be installed:\n${run.stdout}${run.stderr}`);
  }

  const port = await findFreePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const logFile = path.join(folder, 'server.log');
  const log = openSync(logFile, 'w');
  const server = spawn(
    process.execPath,
    [
      entry,
      ...profile,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${String(port)}`, '--ignore-last-opened'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-proxy'],
      '--disable-getting-started-override',
      ...(options.allowsTestSuites === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    // A process group of its own: its extension hosts end with it.
    { env: environment, stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  const removeProfile = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const endWithThisProcess = (): void => {
    signalGroup(server, 'SIGKILL');
    removeProfile();
  };
  const endOnSignal = (): never => process.exit(130);
  process.once('exit', endWithThisProcess);
  process.once('SIGTERM', endOnSignal);
  process.once('SIGINT', endOnSignal);

  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    if (server.exitCode === null) {
      signalGroup(server, 'SIGTERM');
      const limit = new AbortController();
      await Promise.race([ended, delay(STOP_LIMIT_MS, limit.signal)]);
      limit.abort();
    }
    signalGroup(server, 'SIGKILL');
    process.off('exit', endWithThisProcess);
    process.off('SIGTERM', endOnSignal);
    process.off('SIGINT', endOnSignal);
    removeProfile();
  };

  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await isHealthy(url))) {
    if (server.exitCode !== null || performance.now() > deadline) {
      const said = readFileSync(logFile, 'utf8');
      await stop();
      throw new Error(`code-server did not start:\n${said}`);
    }
    await delay(50);
  }
  return {
    url,
    port,
    userDataFolder,
    uriOf: (fileSystemPath) => `vscode-remote://127.0.0.1:${String(port)}${encodeURI(fileSystemPath)}`,
    stop,
  };
}

function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): void {
  if (leader.pid === undefined) return;
  try {
    process.kill(-leader.pid, signal);
  } catch {
    // The group is already gone, which is what was wanted.
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('No free port was found on 127.0.0.1.'));
      });
    });
  });
}

function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
