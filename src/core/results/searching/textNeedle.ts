import type { TimeZone } from '../display/timeZone';
import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import { foldFor, namesMarks } from './foldText';

const UPPER_A = 0x41;
const UPPER_Z = 0x5a;
const TO_LOWER = 0x20;

/** ASCII letters as lower case, every other byte as itself. */
export const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= UPPER_A && byte <= UPPER_Z ? byte | TO_LOWER : byte,
);

/** A text that is looked for in others, whatever the case of its letters. */
export interface TextNeedle {
  isIn(text: string): boolean;
  /** Whether the needle, in lower case, is what the pattern says. */
  isLike(pattern: RegExp): boolean;
  /** In UTF-16 code units. */
  readonly length: number;
  /** The needle as folded bytes, where it is ASCII and no mark: such a needle is found in UTF-8 without making strings. */
  readonly bytes: Uint8Array | undefined;
  /** The needle as a whole number below 2^31, where it is one without leading zeros. */
  readonly number: NumberNeedle | undefined;
  /** Datetimes are looked through as they are shown in this zone; as they came where it is left out. */
  readonly zone: TimeZone | undefined;
}

/** Digits that are looked for in whole numbers without writing those. */
export interface NumberNeedle {
  readonly value: number;
  /** 10 to the count of its digits. */
  readonly power: number;
  readonly lastDigit: number;
}

export function createNeedle(text: string, zone?: TimeZone): TextNeedle {
  const fold = foldFor(text);
  const folded = fold(text);
  const isFolded = namesMarks(text) || folded !== text.toUpperCase();
  const isAscii = /^[\0-\x7f]+$/.test(text);
  return {
    isIn: isFolded ? (haystack) => fold(haystack).includes(folded) : (haystack) => haystack.includes(folded),
    isLike: (pattern) => pattern.test(folded),
    length: folded.length,
    bytes: isAscii && !namesMarks(text) ? foldBytes(text) : undefined,
    number: numberNeedle(text),
    zone,
  };
}

function numberNeedle(text: string): NumberNeedle | undefined {
  if (!/^[1-9]\d{0,8}$/.test(text)) return undefined;
  const value = Number(text);
  return { value, power: 10 ** text.length, lastDigit: value % 10 };
}

/** Whether the digits of a whole number from 0 up to below 2^31 hold those of the needle. */
export function holdsNumber(size: number, { value, power, lastDigit }: NumberNeedle): boolean {
  let left = size;
  while (left >= value) {
    const tenth = (left / 10) | 0;
    // A remainder by what is not known when code is compiled is dear: one digit rules out most of them.
    if (left - tenth * 10 === lastDigit && left % power === value) return true;
    left = tenth;
  }
  return false;
}

/** Marks the rows whose text holds the needle, one after another. */
export function markTexts(
  textOf: (row: number) => string,
  needle: TextNeedle,
  marks: Uint8Array,
  breathe: Breathe = breathless,
): void {
  for (let row = 0; row < marks.length; row++) {
    if (row % ROWS_A_BREATH === 0) breathe();
    if (marks[row] === 0 && needle.isIn(textOf(row))) marks[row] = 1;
  }
}

function foldBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text).map((byte) => FOLDED[byte] ?? 0);
}
