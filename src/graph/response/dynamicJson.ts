import { ByteWriter } from './byteWriter';
import {
  BACKSLASH,
  beginsNonFinite,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  findClosingQuote,
  INCOMPLETE,
  MalformedJson,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipLiteral,
  skipNumber,
  skipPlainCharacters,
  skipValue,
  skipWhitespace,
  startsNumber,
} from './jsonBytes';
import { HALF_PAIR, unescapeString, writeJsonString } from './jsonStrings';

const SIDECAR = new TextEncoder().encode('@odata.type');

/**
 * Writes a dynamic value as compact JSON: no white space, numbers digit by digit, no `@odata.type` members, and JSON
 * that came wrapped in a string unwrapped once: the whole value, or objects in an array. Works without recursion, so
 * that any depth of nesting is safe.
 */
export class DynamicJsonWriter {
  readonly out = new ByteWriter();
  /** The deepest nesting met so far. */
  deepest = 0;
  private readonly scratch = new ByteWriter();
  private containers = new Uint8Array(64);
  private depth = 0;
  /** True right behind an opening bracket. */
  private isFirst = false;
  private bytes: Uint8Array = new Uint8Array(0);
  private position = 0;
  private unwraps = false;

  /** Replaces `out` by the object, array or string that fills the bytes from `start` up to `end`. */
  write(bytes: Uint8Array, start: number, end: number): void {
    this.out.length = 0;
    this.unwraps = true;
    this.writeValueOf(bytes, start, end);
  }

  private writeValueOf(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.position = start;
    const outermost = this.depth;
    do this.beginValue();
    while (this.moveToNextValue(outermost));
    if (skipWhitespace(bytes, this.position) < end) throw new MalformedJson('more than one value');
  }

  /** Writes a scalar, or a container's opening bracket. */
  private beginValue(): void {
    const { bytes } = this;
    const start = skipWhitespace(bytes, this.position);
    const first = bytes[start] ?? 0;
    this.position = start;
    this.isFirst = first === OPEN_BRACE || first === OPEN_BRACKET;
    if (this.isFirst) {
      this.open(first);
    } else if (first === QUOTE) {
      this.writeString();
    } else if (startsNumber(first) && !beginsNonFinite(bytes, start)) {
      this.position = skipNumber(bytes, start);
      if (this.position === INCOMPLETE) throw new MalformedJson('an unfinished number');
      this.out.append(bytes, start, this.position);
    } else {
      this.writeLiteral();
    }
  }

  /** Closes what ends here and moves to the next value of the innermost open container. @returns false at the end. */
  private moveToNextValue(outermost: number): boolean {
    while (this.depth > outermost) {
      this.position = skipWhitespace(this.bytes, this.position);
      const isObject = this.containers[this.depth - 1] === OPEN_BRACE;
      const close = isObject ? CLOSE_BRACE : CLOSE_BRACKET;
      if (this.bytes[this.position] === close) {
        this.position++;
        this.depth--;
        this.isFirst = false;
        this.out.push(close);
        continue;
      }
      if (!this.isFirst) this.expect(COMMA);
      if (!isObject) {
        if (!this.isFirst) this.out.push(COMMA);
        return true;
      }
      this.isFirst = false;
      if (this.writeName()) return true;
    }
    return false;
  }

  /** Writes a member's name and colon. @returns false where the member was a sidecar and is skipped. */
  private writeName(): boolean {
    const { bytes, out, scratch } = this;
    this.position = skipWhitespace(bytes, this.position);
    const start = this.position;
    this.expect(QUOTE);
    scratch.length = 0;
    const read = unescapeString(bytes, this.position, scratch);
    const isWellFormed = read !== HALF_PAIR;
    const close = isWellFormed ? read : this.closingQuote();
    if (close === INCOMPLETE) throw new MalformedJson('an unfinished string');
    this.position = skipWhitespace(bytes, close + 1);
    this.expect(COLON);
    if (endsWith(scratch.bytes, scratch.length, SIDECAR)) {
      this.position = skipValue(bytes, skipWhitespace(bytes, this.position));
      if (this.position === INCOMPLETE) throw new MalformedJson('an unfinished value');
      return false;
    }
    if (out.last !== OPEN_BRACE) out.push(COMMA);
    if (isWellFormed) writeJsonString(scratch.bytes, 0, scratch.length, out);
    else out.append(bytes, start, close + 1);
    out.push(COLON);
    return true;
  }

  private writeString(): void {
    const { bytes, scratch } = this;
    const start = this.position;
    const plainEnd = skipPlainCharacters(bytes, start + 1);
    const close = bytes[plainEnd] === BACKSLASH ? findClosingQuote(bytes, plainEnd) : plainEnd;
    if (bytes[close] !== QUOTE) throw new MalformedJson('an unfinished string');
    this.position = close + 1;
    if (plainEnd === close && !this.mayUnwrap(bytes, start + 1)) {
      this.out.append(bytes, start, close + 1);
      return;
    }
    scratch.length = 0;
    const isWellFormed = unescapeString(bytes, start + 1, scratch) !== HALF_PAIR;
    if (!isWellFormed) this.out.append(bytes, start, close + 1);
    else if (!this.mayUnwrap(scratch.bytes, 0) || !this.writeUnwrapped(scratch.bytes.slice(0, scratch.length))) {
      writeJsonString(scratch.bytes, 0, scratch.length, this.out);
    }
  }

  /** The whole value may be an object or array in a string; a value in an array only an object. */
  private mayUnwrap(bytes: Uint8Array, start: number): boolean {
    if (!this.unwraps) return false;
    if (this.depth === 0) return bytes[start] === OPEN_BRACE || bytes[start] === OPEN_BRACKET;
    return this.containers[this.depth - 1] === OPEN_BRACKET && bytes[start] === OPEN_BRACE;
  }

  /** Writes the JSON that a string holds. @returns false, with nothing written, where it holds none. */
  private writeUnwrapped(inner: Uint8Array): boolean {
    const { bytes, position, depth } = this;
    const { length } = this.out;
    this.unwraps = false;
    try {
      this.writeValueOf(inner, 0, inner.length);
      return true;
    } catch (error) {
      if (!(error instanceof MalformedJson)) throw error;
      this.out.length = length;
      // The attempt used the scratch space that holds the string's characters.
      this.scratch.length = 0;
      this.scratch.append(inner, 0, inner.length);
      return false;
    } finally {
      this.unwraps = true;
      this.isFirst = false;
      this.bytes = bytes;
      this.position = position;
      this.depth = depth;
    }
  }

  private writeLiteral(): void {
    const { bytes, position, out } = this;
    const end = skipLiteral(bytes, position);
    if (end === INCOMPLETE) throw new MalformedJson('an unfinished word');
    const isNonFinite = beginsNonFinite(bytes, position);
    if (isNonFinite) out.push(QUOTE);
    out.append(bytes, position, end);
    if (isNonFinite) out.push(QUOTE);
    this.position = end;
  }

  private open(bracket: number): void {
    if (this.depth === this.containers.length) {
      const larger = new Uint8Array(this.depth * 2);
      larger.set(this.containers);
      this.containers = larger;
    }
    this.containers[this.depth++] = bracket;
    this.deepest = Math.max(this.deepest, this.depth);
    this.position++;
    this.out.push(bracket);
  }

  private expect(byte: number): void {
    if (this.bytes[this.position] !== byte) throw new MalformedJson('a value out of place');
    this.position++;
  }

  private closingQuote(): number {
    const close = findClosingQuote(this.bytes, this.position);
    if (close === INCOMPLETE) throw new MalformedJson('an unfinished string');
    return close;
  }
}

function endsWith(bytes: Uint8Array, length: number, ending: Uint8Array): boolean {
  const start = length - ending.length;
  return start >= 0 && ending.every((byte, offset) => bytes[start + offset] === byte);
}
