import type { EngineValue } from '../engineAnswer';
import type { Row } from './procedure';

/**
 * `row_window_session()`: the start of the session that each row is in. Rows are number, time, greatest distance from
 * the session's start, greatest distance from the time before, and whether the session begins anew; ticks throughout.
 */
export function* windowSessions([rows = []]: readonly (readonly Row[])[]): Iterable<Row> {
  let start: bigint | undefined;
  let before: bigint | undefined;
  for (const [number = null, time = null, fromStart = null, fromBefore = null, restarts = null] of rows) {
    const now = ticksOf(time);
    const isNew =
      restarts === true ||
      start === undefined ||
      before === undefined ||
      now === undefined ||
      now >= start + (ticksOf(fromStart) ?? 0n) ||
      now >= before + (ticksOf(fromBefore) ?? 0n);
    if (isNew) start = now;
    before = now;
    yield [number, start ?? null];
  }
}

function ticksOf(value: EngineValue): bigint | undefined {
  return typeof value === 'bigint' ? value : undefined;
}
