import { wordsOf } from '../../core/results/columns/byteWords';
import type { ByteWriter } from './byteWriter';
import {
  BACKSLASH,
  findPlainRunEnds,
  firstFlagged,
  INCOMPLETE,
  MalformedJson,
  QUOTE,
  skipPlainCharacters,
} from './jsonBytes';

const LOWER_U = 0x75;
const BYTES_A_WORD = 4;
const FIRST_PRINTABLE = 0x20;
const HEX_DIGITS = 4;
/** What reading a string returns where half a surrogate pair stands alone. */
export const HALF_PAIR = -2;

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
 * Writes a string's characters as UTF-8, escapes resolved, in the one pass that finds where it ends.
 * @param start behind the opening quote
 * @returns the closing quote's position; INCOMPLETE where the bytes end before it, or HALF_PAIR where the string holds
 * half a surrogate pair, which UTF-8 cannot: what was written is then useless.
 */
export function unescapeString(bytes: Uint8Array, start: number, out: ByteWriter): number {
  const words = wordsOf(bytes);
  const { length } = bytes;
  const lastWord = length - BYTES_A_WORD;
  let next = start;
  let at = out.length;
  let target = out.words;
  let lastRoom = out.bytes.length - BYTES_A_WORD;
  for (;;) {
    if (at > lastRoom) {
      out.makeRoom(at, BYTES_A_WORD);
      target = out.words;
      lastRoom = out.bytes.length - BYTES_A_WORD;
    }
    if (next <= lastWord) {
      // The whole word is written; what does not belong there is written over.
      const word = words.getInt32(next, true);
      const ends = findPlainRunEnds(word);
      target.setInt32(at, word, true);
      if (ends === 0) {
        next += BYTES_A_WORD;
        at += BYTES_A_WORD;
        continue;
      }
      const plainBytes = firstFlagged(ends);
      next += plainBytes;
      at += plainBytes;
    }
    if (next >= length) return INCOMPLETE;
    const byte = bytes[next] ?? 0;
    const meaning = byte === BACKSLASH && next + 1 < length ? (ESCAPES[bytes[next + 1] ?? 0] ?? 0) : 0;
    if (meaning !== 0) {
      target.setUint8(at++, meaning);
      next += 2;
      continue;
    }
    out.length = at;
    if (byte === QUOTE) return next;
    next = byte === BACKSLASH ? unescapeUnit(bytes, next + 1, out) : copyPlain(bytes, next, out);
    if (next < 0) return next;
    at = out.length;
    target = out.words;
    lastRoom = out.bytes.length - BYTES_A_WORD;
  }
}

/**
 * Writes the code point of `\uXXXX`, or of two of them that make a pair.
 * @param position behind the backslash @returns the position behind the escape, or what `unescapeString` gives up with
 */
function unescapeUnit(bytes: Uint8Array, position: number, out: ByteWriter): number {
  const digits = position + 1;
  const next = digits + HEX_DIGITS;
  if (position < bytes.length && bytes[position] !== LOWER_U) throw new MalformedJson('an unknown escape');
  // Behind it comes the closing quote at least.
  if (next >= bytes.length) return INCOMPLETE;
  const unit = readHex(bytes, digits);
  if (unit < 0xd800 || unit > 0xdfff) {
    out.pushCodePoint(unit);
    return next;
  }
  if (unit >= 0xdc00 || bytes[next] !== BACKSLASH) return HALF_PAIR;
  if (next + 2 + HEX_DIGITS >= bytes.length) return INCOMPLETE;
  const low = bytes[next + 1] === LOWER_U ? readHex(bytes, next + 2) : 0;
  if (low < 0xdc00 || low > 0xdfff) return HALF_PAIR;
  out.pushCodePoint(((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000);
  return next + 2 + HEX_DIGITS;
}

function copyPlain(bytes: Uint8Array, position: number, out: ByteWriter): number {
  const byte = bytes[position] ?? 0;
  if (byte < FIRST_PRINTABLE) throw new MalformedJson('a control character in a string');
  out.push(byte);
  return position + 1;
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
