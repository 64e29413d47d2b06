import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import { parseDateTime } from '../columns/dateTimeColumn';
import type { ValueNumbers } from '../statistics/countedValues';
import type { SortWords } from '../sorting/radixSort';
import type { ResultTable } from '../resultTable';
import { floorModulo, formatDateTime, MAX_DATETIME_TICKS, TICKS_PER_SECOND } from '../values/ticks';
import { readSortWords } from '../sorting/sortWords';

/** Widths of bins of time, as KQL writes them. */
export const TIME_BINS = ['1s', '1m', '5m', '15m', '1h', '6h', '1d', '7d'] as const;
export type TimeBin = (typeof TIME_BINS)[number];

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SECONDS: Readonly<Record<TimeBin, number>> = {
  '1s': 1,
  '1m': MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '6h': 6 * HOUR,
  '1d': DAY,
  '7d': 7 * DAY,
};
/** A width that nobody chose makes at most so many bins. */
const MOST_BINS = 60;
const SIGN = 0x80000000;
const TWO_POW_16 = 0x10000;
const TWO_POW_32 = 0x100000000;
const TICKS_A_SECOND = 10_000_000;

/** Datetimes between which bins lie, as exact texts; Kusto counts bins from the year 1, in UTC. */
export interface BinBounds {
  readonly start: string;
  /** The beginning of the next bin; absent where it would lie behind the year 9999. */
  readonly end?: string;
}

/** The bin that a datetime is in; undefined for a text that is none. */
export function binAround(text: string, bin: TimeBin): BinBounds | undefined {
  const ticks = parseDateTime(text);
  if (ticks === undefined) return undefined;
  const width = BigInt(SECONDS[bin]) * TICKS_PER_SECOND;
  const start = ticks - floorModulo(ticks, width);
  const end = start + width;
  return { start: formatDateTime(start), ...(end > MAX_DATETIME_TICKS ? {} : { end: formatDateTime(end) }) };
}

/** The narrowest width that has few bins between two datetimes; a day where they are none. */
export function suggestBin(least: string, greatest: string): TimeBin {
  const [from, to] = [parseDateTime(least), parseDateTime(greatest)];
  if (from === undefined || to === undefined) return '1d';
  const seconds = Number((to - from) / TICKS_PER_SECOND);
  return TIME_BINS.find((bin) => seconds / SECONDS[bin] <= MOST_BINS) ?? '7d';
}

/**
 * Numbers the bins of some rows' datetimes. What is no datetime is a bin of its own.
 * @param rows without a null
 */
export function numberBins(
  table: ResultTable,
  column: number,
  bin: TimeBin,
  rows: Uint32Array,
  breathe: Breathe = breathless,
): ValueNumbers {
  const words = readSortWords(table, column, rows, breathe);
  const numbers = new Uint32Array(rows.length);
  const end =
    words === undefined
      ? numberByTexts(table, column, bin, rows, numbers, breathe)
      : numberByTicks(words, SECONDS[bin], numbers, breathe);
  return { numbers, end };
}

function numberByTicks({ low, high }: SortWords, seconds: number, bins: Uint32Array, breathe: Breathe): number {
  const known = new Map<number, number>();
  let latest = Number.NaN;
  let number = 0;
  for (let place = 0; place < bins.length; place++) {
    if (place % ROWS_A_BREATH === 0) breathe();
    const start = Math.floor(secondsOf((high[place] ?? 0) ^ SIGN, low[place] ?? 0) / seconds);
    // Neighbouring rows mostly lie in the same bin.
    if (start !== latest) {
      latest = start;
      const found = known.get(start);
      number = found ?? known.size;
      if (found === undefined) known.set(start, number);
    }
    bins[place] = number;
  }
  return known.size;
}

/** The whole seconds of ticks, exactly: a double cannot hold them all at once. */
function secondsOf(high: number, low: number): number {
  const upper = (high % TICKS_A_SECOND) * TWO_POW_16 + (low >>> 16);
  const lower = (upper % TICKS_A_SECOND) * TWO_POW_16 + (low & 0xffff);
  return (
    Math.floor(high / TICKS_A_SECOND) * TWO_POW_32 +
    Math.floor(upper / TICKS_A_SECOND) * TWO_POW_16 +
    Math.floor(lower / TICKS_A_SECOND)
  );
}

function numberByTexts(
  table: ResultTable,
  column: number,
  bin: TimeBin,
  rows: Uint32Array,
  bins: Uint32Array,
  breathe: Breathe,
): number {
  const known = new Map<string, number>();
  for (let place = 0; place < rows.length; place++) {
    if (place % ROWS_A_BREATH === 0) breathe();
    const text = table.text(rows[place] ?? 0, column);
    const start = binAround(text, bin)?.start ?? text;
    const found = known.get(start);
    if (found === undefined) known.set(start, known.size);
    bins[place] = found ?? known.size - 1;
  }
  return known.size;
}
