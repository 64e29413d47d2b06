/** Before each three digits that are left of the number's point. */
const THOUSANDS = /(?<!\.\d*)\B(?=(?:\d{3})+(?!\d))/g;

/** A number with commas between its thousands. `Intl` has this, too, but is not loaded within a frame of the editor. */
export function formatCount(count: number): string {
  return String(count).replace(THOUSANDS, ',');
}

/** `1 row`, `2 rows`, `1,234 rows`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A duration as people read it: `12 ms`, `0.53 s`, `1 min 5 s`. */
export function formatElapsed(milliseconds: number): string {
  if (milliseconds < 100) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_995) return `${(milliseconds / 1000).toFixed(milliseconds < 9_995 ? 2 : 1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A duration that somebody set, in the greatest unit that has it whole: `3 minutes`, `90 seconds`. */
export function durationInWords(milliseconds: number): string {
  if (milliseconds % 3_600_000 === 0) return countOf(milliseconds / 3_600_000, 'hour');
  if (milliseconds % 60_000 === 0) return countOf(milliseconds / 60_000, 'minute');
  return countOf(milliseconds / 1000, 'second');
}
