import path from 'node:path';
import { fail, succeed, type Outcome } from '../core/errors';
import { wrongDataFolder } from './errors';
import { readUserSetting } from './userSettings';

/** What a local engine is started with. */
export interface EngineStart {
  /** The folder whose files are its tables; the sample data where empty. */
  readonly dataFolder: string;
  /** Where it may keep tables of the data folder for its next start. */
  readonly cacheFolder: string;
  /** True where each query has to see the files as they are at that moment, not as they were a second ago. */
  readonly looksAlways?: boolean;
}

/** The engine that queries run on by default: over the user's own data folder, or the sample data. */
export function readEngineStart(cacheFolder: string): Outcome<EngineStart> {
  const dataFolder = readUserSetting('engine.dataFolder') ?? '';
  if (typeof dataFolder !== 'string' || (dataFolder !== '' && !path.isAbsolute(dataFolder))) {
    return fail(wrongDataFolder());
  }
  return succeed({ dataFolder, cacheFolder });
}

/** Whether an engine that was started with one can go on where the other is wanted. */
export function isSameStart(start: EngineStart, wanted: EngineStart): boolean {
  return JSON.stringify(argumentsOf(start)) === JSON.stringify(argumentsOf(wanted));
}

/** The words of the engine's command line. */
export function argumentsOf({ dataFolder, cacheFolder, looksAlways = false }: EngineStart): readonly string[] {
  if (dataFolder === '') return [];
  return ['--data', dataFolder, '--cache', cacheFolder, ...(looksAlways ? ['--look-always'] : [])];
}
