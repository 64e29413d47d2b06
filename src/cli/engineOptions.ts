import type { ParseArgsOptionsConfig } from 'node:util';
import { MEMORY_HINT, parseMemory, parseTimeout, TIMEOUT_HINT } from '../core/engineLimits';
import { fail, succeed, type Outcome } from '../core/errors';
import { wrongUsage } from './errors';

/** How the local engine is to run. What is left out is the engine's own choice. */
export interface EngineCommandOptions {
  readonly dataFolder?: string;
  /** True where nothing of the data may be kept on disk for the next start. */
  readonly withoutCache?: boolean;
  /** True where answers may have any number of rows and any size, and take any time. */
  readonly withoutLimits?: boolean;
  /** In bytes. */
  readonly memoryLimit?: number;
  readonly timeoutMs?: number;
}

/** The options of the command line that belong to the local engine. */
export const ENGINE_OPTIONS = {
  data: { type: 'string' },
  'no-cache': { type: 'boolean' },
  'no-limits': { type: 'boolean' },
  memory: { type: 'string' },
  timeout: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

type EngineValues = {
  readonly [Name in keyof typeof ENGINE_OPTIONS]?:
    ((typeof ENGINE_OPTIONS)[Name]['type'] extends 'string' ? string : boolean) | undefined;
};

/** Reads the engine's options. */
export function parseEngineOptions(values: EngineValues): Outcome<EngineCommandOptions> {
  const memoryLimit = values.memory === undefined ? undefined : parseMemory(values.memory);
  if (values.memory !== undefined && memoryLimit === undefined) {
    return fail(wrongUsage(`"${values.memory}" is not an amount of memory.`, MEMORY_HINT));
  }
  const timeoutMs = values.timeout === undefined ? undefined : parseTimeout(values.timeout);
  if (values.timeout !== undefined && timeoutMs === undefined) {
    return fail(wrongUsage(`"${values.timeout}" is not a time-out.`, TIMEOUT_HINT));
  }
  return succeed({
    ...(values.data !== undefined && { dataFolder: values.data }),
    ...(values['no-cache'] === true && { withoutCache: true }),
    ...(values['no-limits'] === true && { withoutLimits: true }),
    ...(memoryLimit !== undefined && { memoryLimit }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
}

/** The name of the first engine option that was given, for connections that have no use for any. */
export function firstEngineOption(values: EngineValues): string | undefined {
  return Object.keys(ENGINE_OPTIONS).find((name) => Object.entries(values).some(([given]) => given === name));
}
