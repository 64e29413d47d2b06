import { formatTimespanTicks, parseServiceTimespan } from './ticks';
import { TickColumn } from './tickColumn';

const USUAL = 0;
const MAX_TICKS = 9_223_372_036_854_775_807n;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Timespans; one usual form: `[-][d.]hh:mm:ss[.fffffff]`. */
export class TimespanColumn extends TickColumn {
  protected storeBytes(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    const text = decoder.decode(bytes.subarray(start, end));
    const ticks = this.parse(text);
    if (ticks === undefined || formatTimespanTicks(ticks) !== text) return false;
    this.ticks.set(row, ticks);
    this.forms.set(row, USUAL);
    return true;
  }

  protected parse(text: string): bigint | undefined {
    const ticks = parseServiceTimespan(text);
    return ticks === undefined || ticks > MAX_TICKS || ticks < -MAX_TICKS ? undefined : ticks;
  }

  protected format(row: number): string {
    return formatTimespanTicks(this.ticks.get(row));
  }
}
