/** A literal and the comma behind it. */
const ITEM = /(?:"[^"\\\r\n]*"|'[^'\\\r\n]*'|(?<![\w.])\d+(?![\w.]))[ \t\r\n]*,[ \t\r\n]*/g;

/** So many items of a list are read; those between them and its last say nothing more about the query. */
const KEPT_ITEMS = 100;

/**
 * Puts blanks in place of most items of long lists of literals, so that every offset stays: an `in ("…", …)` with ten
 * thousand hashes would take seconds to bind, with every key that is pressed.
 */
export function shortenLists(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const { start, end } of longRuns(text)) {
    pieces.push(text.slice(copied, start), text.slice(start, end).replace(/[^\r\n]/g, ' '));
    copied = end;
  }
  return copied === 0 ? text : [...pieces, text.slice(copied)].join('');
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** Where more than `KEPT_ITEMS` items follow each other, from the first that is left out to the last one's beginning. */
function* longRuns(text: string): Generator<Run> {
  let count = 0;
  let start = 0;
  let end = -1;
  for (const { index, 0: item } of text.matchAll(ITEM)) {
    if (index !== end) {
      if (count > KEPT_ITEMS) yield { start, end };
      count = 0;
    }
    end = index + item.length;
    count += 1;
    if (count === KEPT_ITEMS) start = end;
  }
  if (count > KEPT_ITEMS) yield { start, end };
}
