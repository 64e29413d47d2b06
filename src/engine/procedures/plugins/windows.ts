import type { EngineValue } from '../../engineAnswer';
import { PAUSE, type Procedure, type Row } from '../procedure';
import { asTime, groupEvents, idsByBin, isBetween, settingsOf, type TimedEvent } from './events';
import { timeBins } from './timeBins';

/*
 * Plugins that look back from each event or bin of a timeline. Inputs are events (id, time, dimensions) in the order of
 * their times, and settings, which begin with start and end.
 */

/** `sliding_window_counts`: events and ids of the window that ends with each bin. Settings: …, window, step. */
export const slidingWindowCounts: Procedure = function* ([rows = [], settings]) {
  const [start, end, window, step] = settingsOf(settings);
  const [first, last] = [asTime(start) ?? 0n, asTime(end) ?? 0n];
  const { binOf, move } = timeBins(step, first);
  for (const { dimensions, events } of groupEvents(rows)) {
    for (let bin = binOf(first); bin <= last; bin = move(bin, 1)) {
      const ending = move(bin, 1);
      const inside = events.filter(
        ({ time }) => time <= last && time < ending && binOf(time) > bin - (asTime(window) ?? 0n),
      );
      if (inside.length > 0) yield [bin, ...dimensions, BigInt(inside.length), BigInt(countIds(inside))];
      yield PAUSE;
    }
  }
};

/**
 * `active_users_count`: in each bin the ids that were there in enough periods of the window before one of their events.
 * Settings: …, window, period, count of periods, step.
 */
export const activeUsers: Procedure = function* ([rows = [], settings]) {
  const [start, end, window, period, least, step] = settingsOf(settings);
  const [first, last] = [asTime(start), asTime(end)];
  const bins = timeBins(step, first ?? 0n);
  const periods = timeBins(period, first ?? 0n);
  for (const { dimensions, events } of groupEvents(rows)) {
    const active = [...eventsById(events).values()].flatMap((own) =>
      own.filter(({ time }) => {
        if (!isBetween(time, first, last)) return false;
        const inside = own.filter((other) => other.time > time - (asTime(window) ?? 0n) && other.time <= time);
        const count = new Set(inside.map((other) => periods.binOf(other.time))).size;
        return BigInt(count) >= (asTime(least) ?? 1n);
      }),
    );
    for (const [bin, ids] of idsByBin(active, bins.binOf)) yield [bin, ...dimensions, BigInt(ids.size)];
    yield PAUSE;
  }
};

/**
 * `session_count`: in each bin the sessions that have an event in it; an id's session goes on as long as its next event
 * comes within the window. Settings: …, step, window.
 */
export const sessionCount: Procedure = function* ([rows = [], settings]) {
  const [start, end, step, window] = settingsOf(settings);
  const { binOf } = timeBins(step, asTime(start) ?? 0n);
  for (const { dimensions, events } of groupEvents(rows)) {
    const inSessions = [...eventsById(events).values()].flatMap((own) => withSessions(own, asTime(window) ?? 0n));
    const within = inSessions.filter(({ time }) => isBetween(time, asTime(start), asTime(end)));
    for (const [bin, sessions] of idsByBin(within, binOf)) yield [bin, ...dimensions, BigInt(sessions.size)];
    yield PAUSE;
  }
};

/** The events under the name of their session instead of their id. */
function withSessions(events: readonly TimedEvent[], window: bigint): readonly TimedEvent[] {
  let session = 0;
  return events.map(({ id, time }, index) => {
    const before = events[index - 1];
    if (before !== undefined && time - before.time > window) session++;
    return { id: `${session}/${String(id)}`, time };
  });
}

function eventsById(events: readonly TimedEvent[]): ReadonlyMap<EngineValue, readonly TimedEvent[]> {
  const byId = new Map<EngineValue, TimedEvent[]>();
  for (const event of events) {
    const known = byId.get(event.id);
    if (known === undefined) byId.set(event.id, [event]);
    else known.push(event);
  }
  return byId;
}

function countIds(events: readonly TimedEvent[]): number {
  return new Set(events.map(({ id }) => id)).size;
}

/** `rolling_percentile`: over rows of value, time and dimensions. Settings: percentile, step, bins in a window. */
export const rollingPercentile: Procedure = function* ([rows = [], settings]) {
  const [percentile, step, width] = settingsOf(settings);
  const { binOf, move } = timeBins(step, 0n);
  for (const { dimensions, events } of groupEvents(rows)) {
    const values = new Map<bigint, EngineValue[]>();
    for (const { id: value, time } of events) {
      if (value === null) continue;
      const known = values.get(binOf(time));
      if (known === undefined) values.set(binOf(time), [value]);
      else known.push(value);
    }
    const bins = [...values.keys()];
    for (const bin of bins) {
      const first = move(bin, 1 - Number(width));
      const inside = bins.filter((other) => other >= first && other <= bin).flatMap((other) => values.get(other) ?? []);
      const row: Row = [bin, ...dimensions, nearestRank(inside, Number(percentile))];
      yield row;
      yield PAUSE;
    }
  }
};

/** The smallest value that at least so many percent of the values do not exceed. */
function nearestRank(values: readonly EngineValue[], percentile: number): EngineValue {
  const sorted = [...values].sort((a, b) => (Number(a) < Number(b) ? -1 : Number(a) > Number(b) ? 1 : 0));
  const rank = Math.max(1, Math.ceil((percentile / 100) * sorted.length));
  return sorted[rank - 1] ?? null;
}
