import type { TextSpan } from './queryFile';

/** A character that a file's format spells in its own way, and where. */
export interface SpelledCharacter extends TextSpan {
  readonly character: string;
}

const BLANK = /\s/;

/** Every character of a part of a file that is written as it reads. */
export function spelledPlainly(file: string, { start, end }: TextSpan): SpelledCharacter[] {
  return Array.from({ length: end - start }, (_, index) => ({
    character: file.charAt(start + index),
    start: start + index,
    end: start + index + 1,
  }));
}

/**
 * Where each character of a text stands in its file. Formats fold and indent blanks but keep all other characters in
 * their order, so those decide; blanks lie right after the character before them.
 * @returns undefined where the characters are not those of the text
 */
export function alignText(text: string, spelled: readonly SpelledCharacter[], origin: number): TextSpan[] | undefined {
  const visible = spelled.filter(({ character }) => !BLANK.test(character));
  const spans: TextSpan[] = [];
  let next = 0;
  let last = visible[0]?.start ?? origin;
  for (const character of text) {
    if (BLANK.test(character)) {
      const start = Math.min(last, visible[next]?.start ?? last);
      last = Math.min(start + 1, visible[next]?.start ?? start);
      spans.push({ start, end: last });
      continue;
    }
    // A character beyond 16 bits is two units in either text.
    for (const unit of character.split('')) {
      const found = visible[next++];
      if (found?.character !== unit) return undefined;
      spans.push({ start: found.start, end: found.end });
      last = found.end;
    }
  }
  return next === visible.length ? spans : undefined;
}

/** Where a part of an aligned text stands in its file. */
export function locateIn(spans: readonly TextSpan[], start: number, end: number, origin: number): TextSpan {
  const from = spans[start]?.start ?? spans.at(-1)?.end ?? origin;
  const to = end > start ? (spans[end - 1]?.end ?? from) : from;
  return { start: from, end: Math.max(from, to) };
}
