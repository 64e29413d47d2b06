import path from 'node:path';
import { MEMORY_HINT, parseMemory, parseTimeout, TIMEOUT_HINT } from '../../core/engineLimits';
import { fail, succeed, type Outcome } from '../../core/errors';
import { wrongDataFolder, wrongEngineLimit } from '../errors';
import { readUserSetting } from '../userSettings';

/** What a local engine is started with. */
export interface EngineStart {
  /** The folder whose files are its tables; the sample data where empty. */
  readonly dataFolder: string;
  /** A folder of results, which are tables of the engine, too. */
  readonly resultsFolder?: string;
  /** Where it may keep tables of the data folder for its next start. */
  readonly cacheFolder: string;
  /** True where each query has to see the files as they are at that moment, not as they were a second ago. */
  readonly looksAlways?: boolean;
  readonly limits?: EngineLimits;
}

/** How an engine is bounded, in the words of its command line; what is left out is the engine's own choice. */
export interface EngineLimits {
  /** Such as `4GB`. */
  readonly memory?: string;
  /** Such as `10m`. */
  readonly timeout?: string;
  /** True where answers may have any number of rows and any size, and take any time. */
  readonly withoutLimits?: boolean;
}

/** The engine that queries run on by default: over the user's own data folder, or the sample data, and results beside. */
export function readEngineStart(cacheFolder: string, resultsFolder: string): Outcome<EngineStart> {
  const dataFolder = readUserSetting('engine.dataFolder') ?? '';
  if (typeof dataFolder !== 'string' || (dataFolder !== '' && !path.isAbsolute(dataFolder))) {
    return fail(wrongDataFolder());
  }
  const limits = readLimits();
  return limits.ok ? succeed({ dataFolder, cacheFolder, resultsFolder, limits: limits.value }) : limits;
}

function readLimits(): Outcome<EngineLimits> {
  const memory = readUserSetting('engine.memory') ?? '';
  if (typeof memory !== 'string' || (memory !== '' && parseMemory(memory) === undefined)) {
    return fail(wrongEngineLimit('engine.memory', MEMORY_HINT));
  }
  const timeout = readUserSetting('engine.timeout') ?? '';
  if (typeof timeout !== 'string' || (timeout !== '' && parseTimeout(timeout) === undefined)) {
    return fail(wrongEngineLimit('engine.timeout', TIMEOUT_HINT));
  }
  return succeed({
    ...(memory !== '' && { memory }),
    ...(timeout !== '' && { timeout }),
    ...(readUserSetting('engine.answerLimits') === false && { withoutLimits: true }),
  });
}

/** Whether answers of an engine may take longer, or be larger, than the service's. */
export function needsPatience({ limits }: EngineStart): boolean {
  return limits?.timeout !== undefined || limits?.withoutLimits === true;
}

/** Whether an engine that was started with one can go on where the other is wanted. */
export function isSameStart(start: EngineStart, wanted: EngineStart): boolean {
  return JSON.stringify(argumentsOf(start)) === JSON.stringify(argumentsOf(wanted));
}

/** The words of the engine's command line. */
export function argumentsOf({
  dataFolder,
  resultsFolder,
  cacheFolder,
  looksAlways = false,
  limits = {},
}: EngineStart): readonly string[] {
  const { memory, timeout, withoutLimits } = limits;
  return [
    ...(dataFolder === '' ? [] : ['--data', dataFolder, '--cache', cacheFolder]),
    ...(resultsFolder === undefined ? [] : ['--results', resultsFolder]),
    ...(looksAlways ? ['--look-always'] : []),
    ...(memory === undefined ? [] : ['--memory', memory]),
    ...(timeout === undefined ? [] : ['--timeout', timeout]),
    ...(withoutLimits === true ? ['--no-limits'] : []),
  ];
}
