import { wordsOf } from '../../core/results/columns/byteWords';

/** What a scan returns where the bytes end before the value does. */
export const INCOMPLETE = -1;

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const LOWER_N = 0x6e;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const UPPER_E = 0x45;
const UPPER_I = 0x49;
const UPPER_N = 0x4e;
const LOWER_E = 0x65;

/** Raised inside this folder where bytes are no JSON; `AnswerParser` turns it into a `HuntError`. */
export class MalformedJson extends Error {}

/** 1 for the bytes that end a run of plain characters in a JSON string: quote, backslash and control characters. */
const ENDS_PLAIN_RUN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte < 0x20 || byte === QUOTE || byte === BACKSLASH),
);

/** Words that stand for a value; the last three are no JSON, but some services write them. */
const LITERALS = ['true', 'false', 'null', 'NaN', 'Infinity', '-Infinity'].map((word) =>
  new TextEncoder().encode(word),
);

/** `true`, `null` and the beginning of `false` as little-endian words. */
const TRUE_WORD = 0x65757274;
const NULL_WORD = 0x6c6c756e;
const FALSE_WORD = 0x736c6166;
const LONGEST_COMMON = 'false'.length;

/** @returns the first position from `position` on that holds no white space; the bytes' end where there is none. */
export function skipWhitespace(bytes: Uint8Array, position: number): number {
  let next = position;
  while (next < bytes.length && isWhitespace(bytes[next] ?? 0)) next++;
  return next;
}

/** @returns the first position from `position` on that holds a quote, a backslash or a control character, or the end. */
export function skipPlainCharacters(bytes: Uint8Array, position: number): number {
  return findPlainEnd(wordsOf(bytes), bytes.length, position);
}

/** As `skipPlainCharacters`, for who has the bytes' view and their count at hand. */
export function findPlainEnd(words: DataView, length: number, position: number): number {
  const lastWord = length - 4;
  let next = position;
  for (; next <= lastWord; next += 4) {
    const found = findPlainRunEnds(words.getInt32(next, true));
    if (found !== 0) return next + firstFlagged(found);
  }
  while (next < length && ENDS_PLAIN_RUN[words.getUint8(next)] === 0) next++;
  return next;
}

/** @param position inside a string, not between a backslash and what it escapes. @returns the closing quote's position. */
export function findClosingQuote(bytes: Uint8Array, position: number): number {
  let next = position;
  for (;;) {
    next = skipPlainCharacters(bytes, next);
    if (next >= bytes.length) return INCOMPLETE;
    if (bytes[next] === QUOTE) return next;
    if (bytes[next] !== BACKSLASH) throw new MalformedJson('a control character in a string');
    next += 2;
  }
}

/**
 * Checks a number's grammar. @returns the position behind it; a number that reaches the bytes' end is incomplete,
 * since more digits may follow.
 */
export function skipNumber(bytes: Uint8Array, position: number): number {
  let next = bytes[position] === MINUS ? position + 1 : position;
  const whole = next;
  next = skipDigits(bytes, next);
  if (next === whole || (bytes[whole] === ZERO && next > whole + 1)) return numberFault(bytes, next);
  if (bytes[next] === POINT) {
    const fraction = next + 1;
    next = skipDigits(bytes, fraction);
    if (next === fraction) return numberFault(bytes, next);
  }
  if (bytes[next] === LOWER_E || bytes[next] === UPPER_E) {
    const isSigned = bytes[next + 1] === PLUS || bytes[next + 1] === MINUS;
    const exponent = next + (isSigned ? 2 : 1);
    next = skipDigits(bytes, exponent);
    if (next === exponent) return numberFault(bytes, next);
  }
  return next < bytes.length ? next : INCOMPLETE;
}

/** @returns the position behind `true`, `false`, `null`, `NaN`, `Infinity` or `-Infinity`. */
export function skipLiteral(bytes: Uint8Array, position: number): number {
  const available = bytes.length - position;
  if (available > LONGEST_COMMON) {
    const word = wordsOf(bytes).getInt32(position, true);
    if (word === TRUE_WORD || word === NULL_WORD) return position + 4;
    if (word === FALSE_WORD && bytes[position + 4] === LOWER_E) return position + 5;
  }
  for (const word of LITERALS) {
    const compared = Math.min(word.length, available);
    let offset = 0;
    while (offset < compared && bytes[position + offset] === word[offset]) offset++;
    if (offset === word.length) return position + offset;
    if (offset === available) return INCOMPLETE;
  }
  throw new MalformedJson('an unknown word');
}

/** Whether the value that begins here is a bare `NaN` or an infinity, which JSON does not know. */
export function beginsNonFinite(bytes: Uint8Array, position: number): boolean {
  const first = bytes[position] === MINUS ? bytes[position + 1] : bytes[position];
  return first === UPPER_I || first === UPPER_N;
}

/**
 * Finds the end of any value without recursion, however deep it nests. What is inside containers is not checked beyond
 * its strings and the count of its brackets.
 */
export function skipValue(bytes: Uint8Array, position: number): number {
  if (position >= bytes.length) return INCOMPLETE;
  const first = bytes[position] ?? 0;
  if (first === QUOTE) {
    const close = findClosingQuote(bytes, position + 1);
    return close === INCOMPLETE ? INCOMPLETE : close + 1;
  }
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return skipContainer(bytes, position);
  return startsNumber(first) && !beginsNonFinite(bytes, position)
    ? skipNumber(bytes, position)
    : skipLiteral(bytes, position);
}

export function startsNumber(byte: number): boolean {
  return byte === MINUS || isDigit(byte);
}

/**
 * The top bits of the bytes of a word that are a quote, a backslash or a control character. Bytes above such a byte may
 * seem to be one too, so only the lowest bit tells where one stands.
 */
export function findPlainRunEnds(word: number): number {
  const quotes = word ^ 0x22222222;
  const backslashes = word ^ 0x5c5c5c5c;
  const found =
    ((quotes - 0x01010101) & ~quotes) | ((backslashes - 0x01010101) & ~backslashes) | ((word - 0x20202020) & ~word);
  return found & 0x80808080;
}

/** Which byte of a word the lowest of such bits stands in. */
export function firstFlagged(found: number): number {
  return (31 - Math.clz32(found & -found)) >> 3;
}

function skipContainer(bytes: Uint8Array, position: number): number {
  let depth = 0;
  for (let next = position; next < bytes.length; next++) {
    const byte = bytes[next] ?? 0;
    if (byte === QUOTE) {
      next = findClosingQuote(bytes, next + 1);
      if (next === INCOMPLETE) return INCOMPLETE;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth++;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth--;
      if (depth === 0) return next + 1;
    }
  }
  return INCOMPLETE;
}

function skipDigits(bytes: Uint8Array, position: number): number {
  let next = position;
  while (next < bytes.length && isDigit(bytes[next] ?? 0)) next++;
  return next;
}

function numberFault(bytes: Uint8Array, position: number): typeof INCOMPLETE {
  if (position >= bytes.length) return INCOMPLETE;
  throw new MalformedJson('a number that JSON does not allow');
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isWhitespace(byte: number): boolean {
  return byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
}
