import type { ParseArgsOptionsConfig } from 'node:util';
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

const SIZE = /^(?<amount>\d{1,6}(?:\.\d{1,3})?)\s?(?<unit>[MG])i?B?$/i;
const DURATION = /^(?<amount>\d{1,6})(?<unit>s|m|h)?$/i;
const UNIT_BYTES: Readonly<Record<string, number>> = { m: 1024 ** 2, g: 1024 ** 3 };
const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
/** Less than this starts no database. */
const SMALLEST_MEMORY = 128 * 1024 ** 2;
/** Timers of the platform know no longer time. */
const LONGEST_TIMEOUT_MS = 24 * 3_600_000;

/** Reads the engine's options. */
export function parseEngineOptions(values: EngineValues): Outcome<EngineCommandOptions> {
  const memoryLimit = values.memory === undefined ? undefined : parseUnit(values.memory, SIZE, UNIT_BYTES);
  if (values.memory !== undefined && !(memoryLimit !== undefined && memoryLimit >= SMALLEST_MEMORY)) {
    return fail(
      wrongUsage(`"${values.memory}" is not an amount of memory.`, 'Give at least 128MB, such as 512MB or 4GB.'),
    );
  }
  const timeoutMs = values.timeout === undefined ? undefined : parseUnit(values.timeout, DURATION, UNIT_MS);
  const isTimeout = timeoutMs !== undefined && timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS;
  if (values.timeout !== undefined && !isTimeout) {
    return fail(wrongUsage(`"${values.timeout}" is not a time-out.`, 'Give seconds, or 90s, 10m or 2h; 24h at most.'));
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

function parseUnit(text: string, form: RegExp, units: Readonly<Record<string, number>>): number | undefined {
  const { amount, unit = 's' } = form.exec(text.trim())?.groups ?? {};
  const factor = units[unit.toLowerCase()];
  return amount === undefined || factor === undefined ? undefined : Math.floor(Number(amount) * factor);
}
