const SECONDS = /^\d{1,9}$/;
/** The three date forms of HTTP begin with a weekday. */
const HTTP_DATE = /^[A-Za-z]{3,9},? /;
const IN_SECONDS = /\b(?:again|retry|wait)\b[^.]*?\b(\d{1,6}) seconds?\b/i;

/**
 * How long a service asks to wait before the next request, in milliseconds; undefined where it does not say.
 * @param header `Retry-After`: seconds or an HTTP date @param message the error's text, which may name seconds
 */
export function readRetryAfter(header: string | null, message: string, nowMs: number): number | undefined {
  const value = header?.trim() ?? '';
  if (SECONDS.test(value)) return Number(value) * 1000;
  const date = HTTP_DATE.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(date)) return Math.max(0, date - nowMs);
  const seconds = IN_SECONDS.exec(message)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
