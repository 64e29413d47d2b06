import type { EngineValue } from '../../engineAnswer';
import { PAUSE, type Procedure } from '../procedure';
import { asTime, groupEvents, idsByBin, isBetween, settingsOf } from './events';
import { timeBins } from './timeBins';

/*
 * Plugins that compare the ids seen in the bins of a timeline. Inputs are events (id, time, dimensions) in the order of
 * their times, and settings, which begin with start, end and step.
 */

/** `activity_counts_metrics`: each bin with all bins before it. */
export const activityCounts: Procedure = function* ([rows = [], settings]) {
  const [start, end, step] = settingsOf(settings);
  const { binOf } = timeBins(step, asTime(start) ?? 0n);
  for (const { dimensions, events } of groupEvents(rows)) {
    const within = events.filter(({ time }) => isBetween(time, asTime(start), asTime(end)));
    const counts = new Map<bigint, bigint>();
    for (const { time } of within) counts.set(binOf(time), (counts.get(binOf(time)) ?? 0n) + 1n);
    const seen = new Set<EngineValue>();
    for (const [bin, ids] of idsByBin(within, binOf)) {
      const before = seen.size;
      for (const id of ids) seen.add(id);
      const fresh = seen.size - before;
      yield [bin, ...dimensions, counts.get(bin) ?? 0n, BigInt(ids.size), BigInt(fresh), BigInt(seen.size)];
    }
    yield PAUSE;
  }
};

/** `activity_metrics`: each bin with the bin before it; rates of nothing are no numbers. */
export const activityMetrics: Procedure = function* ([rows = [], settings]) {
  const [start, end, step] = settingsOf(settings);
  const { binOf, move } = timeBins(step, asTime(start) ?? 0n);
  for (const { dimensions, events } of groupEvents(rows)) {
    const bins = idsByBin(
      events.filter(({ time }) => isBetween(time, asTime(start), asTime(end))),
      binOf,
    );
    for (const [bin, ids] of bins) {
      const before = bins.get(move(bin, -1)) ?? new Set();
      const returned = [...ids].filter((id) => before.has(id)).length;
      const [retention, churn] = [returned, before.size - returned].map((count) => count / before.size);
      yield [bin, ...dimensions, BigInt(ids.size), BigInt(ids.size - returned), retention ?? NaN, churn ?? NaN];
    }
    yield PAUSE;
  }
};

/** `activity_engagement`: ids of an inner window against those of the outer window that ends with it. */
export const activityEngagement: Procedure = function* ([rows = [], settings]) {
  const [start, end, inner, outer] = settingsOf(settings);
  const { binOf, move } = timeBins(inner, asTime(start) ?? 0n);
  for (const { dimensions, events } of groupEvents(rows)) {
    const bins = idsByBin(events, binOf);
    for (const [bin, ids] of bins) {
      if (!isBetween(bin, asTime(start), asTime(end))) continue;
      const last = move(bin, 1);
      const first = last - (asTime(outer) ?? 0n);
      const active = new Set(events.filter(({ time }) => time >= first && time < last).map(({ id }) => id));
      yield [bin, ...dimensions, BigInt(ids.size), BigInt(active.size), ids.size / active.size];
      yield PAUSE;
    }
  }
};

/** `new_activity_metrics`: ids first seen in one bin, as they come again in later bins. Settings go on with a cohort. */
export const newActivity: Procedure = function* ([rows = [], settings, lookback = []]) {
  const [start, end, step, cohort] = settingsOf(settings);
  const [first, last] = [asTime(start) ?? 0n, asTime(end) ?? 0n];
  const { binOf, move } = timeBins(step, first);
  const known = new Set(lookback.map(([id]) => id ?? null));
  for (const { dimensions, events } of groupEvents(rows)) {
    const bins = idsByBin(
      events.filter(({ time }) => isBetween(time, first, last)),
      binOf,
    );
    const seen = new Set(known);
    for (const [from, ids] of bins) {
      const before = new Set(seen);
      const fresh = [...ids].filter((id) => !seen.has(id));
      for (const id of fresh) seen.add(id);
      if (fresh.length === 0 || (typeof cohort === 'bigint' && binOf(cohort) !== from)) continue;
      for (let to = from; to <= last; to = move(to, 1)) {
        const later = bins.get(to) ?? new Set();
        const retained = fresh.filter((id) => later.has(id)).length;
        const unseen = [...later].filter((id) => !(to === from ? before : seen).has(id)).length;
        const counts = [unseen, retained, fresh.length - retained].map(BigInt);
        yield [from, to, ...dimensions, ...counts, retained / fresh.length, (fresh.length - retained) / fresh.length];
      }
      yield PAUSE;
    }
  }
};
