const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** Before this, years are counted backwards in some zone. */
const FIRST_MOMENT = Date.parse('0001-01-02T00:00:00Z');
const MOST_MOMENTS = 100_000;

/** A zone whose clock times are shown in the place of UTC. */
export interface TimeZone {
  /** As IANA names it, such as `Europe/Berlin`. */
  readonly name: string;
  /** Minutes that its time is ahead of UTC at a moment, in milliseconds since 1970. */
  readonly offsetAt: (milliseconds: number) => number;
}

/** @returns undefined for a name that is no zone's here */
export function openTimeZone(name: string): TimeZone | undefined {
  const clock = openClock(name);
  if (clock === undefined) return undefined;
  const readOffset = (milliseconds: number): number => {
    const moment = Math.max(FIRST_MOMENT, Math.floor(milliseconds / SECOND) * SECOND);
    return Math.round((clock(moment) - moment) / MINUTE);
  };
  const days = new Map<number, number | undefined>();
  const moments = new Map<number, number>();
  let lastDay = NaN;
  let lastOffset: number | undefined;
  /** One offset for all of a day, but where the clock is changed in it. */
  const offsetOfDay = (day: number): number | undefined => {
    if (day === lastDay) return lastOffset;
    if (!days.has(day)) {
      const offset = readOffset(day * DAY);
      days.set(day, offset === readOffset((day + 1) * DAY) ? offset : undefined);
    }
    lastDay = day;
    lastOffset = days.get(day);
    return lastOffset;
  };
  const offsetOfMoment = (milliseconds: number): number => {
    const second = Math.floor(milliseconds / SECOND);
    const known = moments.get(second);
    if (known !== undefined) return known;
    if (moments.size > MOST_MOMENTS) moments.clear();
    const offset = readOffset(milliseconds);
    moments.set(second, offset);
    return offset;
  };
  return {
    name,
    offsetAt: (milliseconds) => offsetOfDay(Math.floor(milliseconds / DAY)) ?? offsetOfMoment(milliseconds),
  };
}

/** What a zone's clock shows at a moment, as if that were UTC. */
function openClock(timeZone: string): ((milliseconds: number) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return (milliseconds) => {
      const parts = new Map(format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]));
      const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
      const clock = new Date(
        Date.UTC(2000, part('month') - 1, part('day'), part('hour'), part('minute'), part('second')),
      );
      return clock.setUTCFullYear(part('year'), part('month') - 1, part('day'));
    };
  } catch {
    return undefined;
  }
}
