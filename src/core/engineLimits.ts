const SIZE = /^(?<amount>\d{1,6}(?:\.\d{1,3})?)\s?(?<unit>[MG])i?B?$/i;
const DURATION = /^(?<amount>\d{1,6})(?<unit>s|m|h)?$/i;
const UNIT_BYTES: Readonly<Record<string, number>> = { m: 1024 ** 2, g: 1024 ** 3 };
const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
/** Less than this starts no database. */
const SMALLEST_MEMORY = 128 * 1024 ** 2;
/** Timers of the platform know no longer time. */
const LONGEST_TIMEOUT_MS = 24 * 3_600_000;

/** What to write for the memory of the local engine, as a next step. */
export const MEMORY_HINT = 'Give at least 128MB, such as 512MB or 4GB.';
/** What to write for the time-out of its queries. */
export const TIMEOUT_HINT = 'Give seconds, or 90s, 10m or 2h; 24h at most.';

/** Reads an amount of memory such as `512MB` or `4GB`, in bytes; undefined where it is none, or too little. */
export function parseMemory(text: string): number | undefined {
  const bytes = parseUnit(text, SIZE, UNIT_BYTES);
  return bytes !== undefined && bytes >= SMALLEST_MEMORY ? bytes : undefined;
}

/** Reads a time-out: seconds, or `90s`, `10m`, `2h`, in milliseconds; undefined where it is none, or too long. */
export function parseTimeout(text: string): number | undefined {
  const ms = parseUnit(text, DURATION, UNIT_MS);
  return ms !== undefined && ms > 0 && ms <= LONGEST_TIMEOUT_MS ? ms : undefined;
}

function parseUnit(text: string, form: RegExp, units: Readonly<Record<string, number>>): number | undefined {
  const { amount, unit = 's' } = form.exec(text.trim())?.groups ?? {};
  const factor = units[unit.toLowerCase()];
  return amount === undefined || factor === undefined ? undefined : Math.floor(Number(amount) * factor);
}
