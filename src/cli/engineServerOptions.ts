import { homedir } from 'node:os';
import { join } from 'node:path';
import type { EngineServerOptions } from '../engine/server';
import type { EngineCommandOptions } from './engineOptions';
import { tell, type Terminal } from './terminal';

type Environment = Readonly<Record<string, string | undefined>>;

/** What `startEngineServer` needs for what the command line asked for. */
export function engineServerOptions(
  command: EngineCommandOptions,
  terminal: Terminal,
  signal: AbortSignal,
): EngineServerOptions {
  const { dataFolder, withoutCache, withoutLimits, memoryLimit, timeoutMs } = command;
  return {
    signal,
    tellNotes: (notes) => {
      for (const note of notes) tell(terminal, note);
    },
    ...(dataFolder !== undefined && { dataFolder }),
    ...(withoutCache !== true && { cacheFolder: cacheFolderPath(terminal.environment) }),
    ...(withoutLimits === true && { withoutLimits }),
    ...(memoryLimit !== undefined && { memoryLimit }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
}

/** Where the user's programs keep what they can make again. */
export function cacheFolderPath(environment: Environment, platform: NodeJS.Platform = process.platform): string {
  const stated = environment[platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CACHE_HOME'];
  if (stated !== undefined && stated !== '') return join(stated, 'kql-hunting', 'tables');
  const usual = platform === 'win32' ? 'AppData/Local' : platform === 'darwin' ? 'Library/Caches' : '.cache';
  return join(homedir(), usual, 'kql-hunting', 'tables');
}
