import { fail, succeed, type Outcome } from '../errors';

/**
 * The ISO 8601 interval sent as `Timespan`, in one of the service's five forms.
 * Source: https://learn.microsoft.com/graph/api/security-security-runhuntingquery
 */
export type Timespan =
  | { readonly kind: 'duration'; readonly duration: string }
  | { readonly kind: 'start'; readonly start: string }
  | { readonly kind: 'startEnd'; readonly start: string; readonly end: string }
  | { readonly kind: 'durationEnd'; readonly duration: string; readonly end: string }
  | { readonly kind: 'startDuration'; readonly start: string; readonly duration: string };

const DURATION =
  /^P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,7})?S)?)?$/;
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Parses a timespan as typed by a user or read from a setting, such as `P7D` or `2026-01-01T00:00:00Z/P1D`.
 * A wrong text is an error that quotes the part at fault and lists what is allowed; nothing is thrown.
 */
export function parseTimespan(text: string): Outcome<Timespan> {
  const parts = text.trim().split('/');
  const [first = '', second] = parts;
  if (parts.length > 2 || first === '' || second === '') return fail(wrongTimespan(text));
  const faulty = parts.find((part) => !DURATION.test(part) && !isInstant(part));
  if (faulty !== undefined) return fail(wrongTimespan(faulty));
  if (second === undefined) {
    return succeed(DURATION.test(first) ? { kind: 'duration', duration: first } : { kind: 'start', start: first });
  }
  if (DURATION.test(first)) {
    return DURATION.test(second)
      ? fail(wrongTimespan(text))
      : succeed({ kind: 'durationEnd', duration: first, end: second });
  }
  if (DURATION.test(second)) return succeed({ kind: 'startDuration', start: first, duration: second });
  if (Date.parse(first) > Date.parse(second)) return fail(reversedTimespan(text));
  return succeed({ kind: 'startEnd', start: first, end: second });
}

/** The text that goes into the request's `Timespan`. */
export function formatTimespan(timespan: Timespan): string {
  switch (timespan.kind) {
    case 'duration':
      return timespan.duration;
    case 'start':
      return timespan.start;
    case 'startEnd':
      return `${timespan.start}/${timespan.end}`;
    case 'durationEnd':
      return `${timespan.duration}/${timespan.end}`;
    case 'startDuration':
      return `${timespan.start}/${timespan.duration}`;
  }
}

function isInstant(text: string): boolean {
  const [, year, month, day] = INSTANT.exec(text) ?? [];
  if (year === undefined || Number.isNaN(Date.parse(text))) return false;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= lastDay;
}

function wrongTimespan(part: string) {
  return {
    code: 'WrongTimespan',
    message: `"${part}" is not a timespan.`,
    hint: 'Write a duration such as PT1H, P7D or P30D, a start such as 2026-01-31T00:00:00Z, or two of them with a slash: start/end, duration/end or start/duration.',
  };
}

function reversedTimespan(text: string) {
  return {
    code: 'ReversedTimespan',
    message: `The timespan "${text}" ends before it starts.`,
    hint: 'Put the earlier time first.',
  };
}
