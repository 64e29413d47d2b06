import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseConnectionList, type ParsedConnections } from '../core/connectionSettings';
import { fail, succeed, type Outcome } from '../core/errors';
import { connectionsNotRead } from './errors';

type Environment = Readonly<Record<string, string | undefined>>;

/** The user's own file with the connections of the command line. A folder's file is never read: it could be anyone's. */
export function connectionsFilePath(environment: Environment, platform: NodeJS.Platform = process.platform): string {
  const appData = platform === 'win32' ? environment['APPDATA'] : environment['XDG_CONFIG_HOME'];
  const folder = appData === undefined || appData === '' ? join(homedir(), '.config') : appData;
  return join(folder, 'kql-hunting', 'connections.json');
}

/** Reads the connections; where there is no file there are none. */
export async function readConnectionsFile(path: string): Promise<Outcome<ParsedConnections>> {
  try {
    const parsed: unknown = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
    return succeed(parseConnectionList(parsed));
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    return isMissing ? succeed(parseConnectionList([])) : fail(connectionsNotRead(path, cause));
  }
}
