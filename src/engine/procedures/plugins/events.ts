import type { EngineValue } from '../../engineAnswer';
import type { Row } from '../procedure';

/** Something that an id did at a time, in whole numbers. */
export interface TimedEvent {
  readonly id: EngineValue;
  readonly time: bigint;
}

/** The events of one combination of dimensions, in their order. */
export interface EventGroup<Event> {
  readonly dimensions: Row;
  readonly events: readonly Event[];
}

/** Groups events in the order in which the combinations first appear. */
export function groupByDimensions<Event>(
  items: Iterable<{ readonly dimensions: Row; readonly event: Event }>,
): readonly EventGroup<Event>[] {
  const groups = new Map<string, { readonly dimensions: Row; readonly events: Event[] }>();
  for (const { dimensions, event } of items) {
    const key = rowKey(dimensions);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { dimensions, events: [event] });
    else known.events.push(event);
  }
  return [...groups.values()];
}

/** Rows of an id, a time and dimensions; those without a time are left out. */
export function groupEvents(rows: readonly Row[]): readonly EventGroup<TimedEvent>[] {
  return groupByDimensions(
    rows.flatMap(([id = null, time, ...dimensions]) =>
      typeof time === 'bigint' ? [{ dimensions, event: { id, time } }] : [],
    ),
  );
}

/** A text that is the same for equal rows only. */
export function rowKey(row: Row): string {
  return row.map((value) => `${typeof value}${String(value).length}:${String(value)}`).join('');
}

/** The distinct ids of each bin, in the order of the bins. */
export function idsByBin(
  events: readonly TimedEvent[],
  binOf: (time: bigint) => bigint,
): ReadonlyMap<bigint, ReadonlySet<EngineValue>> {
  const bins = new Map<bigint, Set<EngineValue>>();
  for (const { id, time } of events) {
    const bin = binOf(time);
    bins.set(bin, (bins.get(bin) ?? new Set()).add(id));
  }
  return new Map([...bins].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The first row of an input, whose values are settings. */
export function settingsOf([row = []]: readonly Row[] = []): Row {
  return row;
}

export function asTime(value: EngineValue | undefined): bigint | undefined {
  return typeof value === 'bigint' ? value : undefined;
}

/** True where a time lies between two others, both included; a missing one is no border. */
export function isBetween(time: bigint, start: bigint | undefined, end: bigint | undefined): boolean {
  return (start === undefined || time >= start) && (end === undefined || time <= end);
}
