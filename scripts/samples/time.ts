import type { Random } from './random.ts';

/** An instant in 100 ns ticks since 1970: what Defender's datetimes hold. */
export type Instant = bigint;

export const MILLISECOND = 10_000n;
export const SECOND = 1_000n * MILLISECOND;
export const MINUTE = 60n * SECOND;
export const HOUR = 60n * MINUTE;
export const DAY = 24n * HOUR;

/** The instant at which the data ends; the engine moves it to the present. A Tuesday. */
export const SAMPLE_END_TEXT = '2026-06-30T12:00:00Z';
export const SAMPLE_END: Instant = BigInt(Date.parse(SAMPLE_END_TEXT)) * MILLISECOND;
export const SAMPLE_DAYS = 30;
export const SAMPLE_START: Instant = SAMPLE_END - BigInt(SAMPLE_DAYS) * DAY;

/** Any instant of the sampled days, down to a tick. */
export function anyTime(random: Random): Instant {
  return SAMPLE_START + BigInt(Math.floor(random.next() * Number(SAMPLE_END - SAMPLE_START - SECOND))) + jitter(random);
}

/** An instant when people work: mostly Monday to Friday, seven to six. */
export function workingTime(random: Random): Instant {
  for (;;) {
    const time = anyTime(random);
    const date = new Date(Number(time / MILLISECOND));
    const isWeekday = date.getUTCDay() >= 1 && date.getUTCDay() <= 5;
    const isDaytime = date.getUTCHours() >= 7 && date.getUTCHours() < 18;
    if ((isWeekday && isDaytime) || random.chance(0.04)) return time;
  }
}

/** A later instant: some whole seconds on, and some ticks. */
export function after(random: Random, time: Instant, lowSeconds: number, highSeconds: number): Instant {
  return time + BigInt(random.integer(lowSeconds, highSeconds)) * SECOND + jitter(random);
}

function jitter(random: Random): bigint {
  return BigInt(random.integer(0, 9_999_999));
}
