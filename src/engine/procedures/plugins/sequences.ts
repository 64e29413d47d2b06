import type { EngineValue } from '../../engineAnswer';
import { dynamicText, parseDynamic } from '../../scalar/dynamicJson';
import { isArray } from '../../scalar/dynamicValue';
import { PAUSE, type Procedure } from '../procedure';
import { asTime, groupByDimensions, isBetween, settingsOf } from './events';
import { timeBins } from './timeBins';

interface StateEvent {
  readonly state: string;
  readonly time: bigint;
}

/**
 * `funnel_sequence_completion`: how many ids come how far in a sequence of states, each step after the one before, within
 * each of several periods from the first step. Rows are id, time and state; settings are start, end, step, the sequence
 * and the periods (both JSON).
 */
export const funnelCompletion: Procedure = function* ([rows = [], settings, periods = []]) {
  const [start, end, step, sequenceJson] = settingsOf(settings);
  const { binOf } = timeBins(step, asTime(start) ?? 0n);
  const sequence = textsOf(sequenceJson);
  const byId = groupByDimensions(
    rows.flatMap(([id = null, time, state]) =>
      typeof time === 'bigint' && isBetween(time, asTime(start), asTime(end))
        ? [{ dimensions: [id], event: { state: String(state), time } }]
        : [],
    ),
  );
  for (const [period = null] of periods) {
    const reached = new Map<bigint, number[]>();
    for (const { events } of byId) {
      for (const [bin, depth] of deepest(events, sequence, asTime(period) ?? 0n, binOf)) {
        const counts = reached.get(bin) ?? sequence.map(() => 0);
        reached.set(bin, counts);
        for (let index = 0; index < depth; index++) counts[index] = (counts[index] ?? 0) + 1;
      }
    }
    for (const [bin, counts] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const [index, state] of sequence.entries()) yield [bin, state, period, BigInt(counts[index] ?? 0)];
    }
    yield PAUSE;
  }
};

/** How many steps one id makes at most, for each bin that it begins in. */
function deepest(
  events: readonly StateEvent[],
  sequence: readonly string[],
  period: bigint,
  binOf: (time: bigint) => bigint,
): ReadonlyMap<bigint, number> {
  const depths = new Map<bigint, number>();
  events.forEach((first, position) => {
    if (first.state !== sequence[0]) return;
    let depth = 1;
    for (const { state, time } of events.slice(position + 1)) {
      if (time - first.time > period) break;
      if (state === sequence[depth]) depth++;
    }
    depths.set(binOf(first.time), Math.max(depths.get(binOf(first.time)) ?? 0, depth));
  });
  return depths;
}

/**
 * `sequence_detect`: every row of times at which conditions became true one after the other. Rows are the time, a bool for
 * each condition, then dimensions; settings are the longest time between two steps and the longest of all.
 */
export function detectSequences(conditionCount: number): Procedure {
  return function* ([rows = [], settings]) {
    const [stepWindow, span] = settingsOf(settings).map((value) => asTime(value) ?? 0n);
    const groups = groupByDimensions(
      rows.flatMap(([time, ...rest]) =>
        typeof time === 'bigint'
          ? [{ dimensions: rest.slice(conditionCount), event: { time, holds: rest.slice(0, conditionCount) } }]
          : [],
      ),
    );
    for (const { dimensions, events } of groups) {
      const times = Array.from({ length: conditionCount }, (_, index) =>
        events.filter(({ holds }) => holds[index] === true).map(({ time }) => time),
      );
      for (const found of goOn(times, [], stepWindow ?? 0n, span ?? 0n)) {
        const duration = (found.at(-1) ?? 0n) - (found[0] ?? 0n);
        yield [...dimensions, ...found, duration];
      }
      yield PAUSE;
    }
  };
}

function* goOn(
  times: readonly (readonly bigint[])[],
  found: readonly bigint[],
  stepWindow: bigint,
  span: bigint,
): Generator<readonly bigint[]> {
  const candidates = times[found.length];
  if (candidates === undefined) {
    yield found;
    return;
  }
  const [first, last] = [found[0], found.at(-1)];
  for (const time of candidates) {
    const follows =
      first === undefined || last === undefined || (time > last && time - last <= stepWindow && time - first <= span);
    if (follows) yield* goOn(times, [...found, time], stepWindow, span);
  }
}

function textsOf(json: EngineValue | undefined): readonly string[] {
  const value = typeof json === 'string' ? parseDynamic(json) : undefined;
  return value !== undefined && isArray(value) ? value.map(dynamicText) : [];
}
