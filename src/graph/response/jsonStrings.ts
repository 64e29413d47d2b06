import { wordsOf } from '../../core/results/byteWords';
import type { ByteWriter } from './byteWriter';
import { BACKSLASH, MalformedJson, QUOTE, skipPlainCharacters } from './jsonBytes';

const LOWER_U = 0x75;
const BYTES_A_WORD = 4;
const FIRST_PRINTABLE = 0x20;
/** What reading an escape returns where half a surrogate pair stands alone. */
const HALF_PAIR = -1;

/** What a letter behind a backslash stands for; 0 where it may not stand there. */
const ESCAPES = new Uint8Array(256);
for (const [letter, meaning] of Object.entries({
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
})) {
  ESCAPES[letter.charCodeAt(0)] = meaning.charCodeAt(0);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Writes a string's characters as UTF-8, escapes resolved.
 * @param start behind the opening quote @param end at the closing quote
 * @returns false where the string holds half a surrogate pair, which UTF-8 cannot: what was written is then useless.
 */
export function unescapeString(bytes: Uint8Array, start: number, end: number, out: ByteWriter): boolean {
  // What an escape stands for is never longer than the escape; a word may be written whose end is then overwritten.
  out.reserve(end - start + BYTES_A_WORD);
  const words = wordsOf(bytes);
  const target = out.words;
  const lastWord = end - BYTES_A_WORD;
  let at = out.length;
  let next = start;
  while (next < end) {
    if (next <= lastWord) {
      const word = words.getInt32(next, true);
      const plainBytes = countBeforeBackslash(word);
      target.setInt32(at, word, true);
      next += plainBytes;
      at += plainBytes;
      if (plainBytes === BYTES_A_WORD) continue;
    } else if (bytes[next] !== BACKSLASH) {
      target.setUint8(at++, bytes[next++] ?? 0);
      continue;
    }
    next++;
    const letter = bytes[next++] ?? 0;
    if (letter !== LOWER_U) {
      const meaning = ESCAPES[letter] ?? 0;
      if (meaning === 0) throw new MalformedJson('an unknown escape');
      target.setUint8(at++, meaning);
      continue;
    }
    out.length = at;
    next = unescapeUnit(bytes, next, out);
    if (next === HALF_PAIR) return false;
    at = out.length;
  }
  out.length = at;
  return true;
}

/**
 * Writes the code point of `\uXXXX`, or of two of them that make a pair.
 * @param position behind the `u` @returns the position behind what was read, or HALF_PAIR
 */
function unescapeUnit(bytes: Uint8Array, position: number, out: ByteWriter): number {
  const unit = readHex(bytes, position);
  const next = position + 4;
  if (unit < 0xd800 || unit > 0xdfff) {
    out.pushCodePoint(unit);
    return next;
  }
  const isPair = unit < 0xdc00 && bytes[next] === BACKSLASH && bytes[next + 1] === LOWER_U;
  const low = isPair ? readHex(bytes, next + 2) : 0;
  if (low < 0xdc00 || low > 0xdfff) return HALF_PAIR;
  out.pushCodePoint(((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000);
  return next + 6;
}

/** A string with half surrogate pairs, as JavaScript holds it. @param start at the opening quote @param end behind the closing one */
export function readIllFormedString(bytes: Uint8Array, start: number, end: number): string {
  return readQuoted(decoder.decode(bytes.subarray(start, end)));
}

/** The value of a JSON string given with its quotes. @throws MalformedJson for an escape that JSON does not have */
export function readQuoted(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new MalformedJson('a broken escape in a string');
  }
}

/** Writes UTF-8 text as a JSON string with no more escapes than JSON asks for. */
export function writeJsonString(bytes: Uint8Array, start: number, end: number, out: ByteWriter): void {
  out.push(QUOTE);
  let next = start;
  while (next < end) {
    const plainEnd = Math.min(skipPlainCharacters(bytes, next), end);
    out.append(bytes, next, plainEnd);
    next = plainEnd;
    if (next < end) {
      writeEscape(bytes[next] ?? 0, out);
      next++;
    }
  }
  out.push(QUOTE);
}

function writeEscape(byte: number, out: ByteWriter): void {
  const escaped = byte < FIRST_PRINTABLE ? JSON.stringify(String.fromCharCode(byte)).slice(1, -1) : '';
  if (escaped === '') {
    out.push(BACKSLASH);
    out.push(byte);
  }
  for (let index = 0; index < escaped.length; index++) out.push(escaped.charCodeAt(index));
}

/** How many bytes of a word stand before the first backslash: all four where there is none. */
function countBeforeBackslash(word: number): number {
  const differences = word ^ 0x5c5c5c5c;
  const found = (differences - 0x01010101) & ~differences & 0x80808080;
  return found === 0 ? BYTES_A_WORD : (31 - Math.clz32(found & -found)) >> 3;
}

function readHex(bytes: Uint8Array, position: number): number {
  let value = 0;
  for (let offset = 0; offset < 4; offset++) {
    const byte = bytes[position + offset] ?? 0;
    const letter = byte | 0x20;
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
    if (digit < 0) throw new MalformedJson('an unknown escape');
    value = value * 16 + digit;
  }
  return value;
}
