import { compareText, isArray, isBag, type DynamicValue } from './dynamicValue';
import { formatReal } from './realText';

/** Deeper JSON is refused, before the call stack would be. */
const DEEPEST = 500;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const NON_FINITE = /-?(?:nan|inf(?:inity)?)/iy;
const SPACE = /[ \t\n\r]*/y;
/** A run of characters that stand for themselves inside a string. */
// eslint-disable-next-line no-control-regex -- JSON forbids exactly these
const PLAIN_RUN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Parses JSON without loss: integers keep every digit, keys keep their order (of two equal keys the last wins).
 * `NaN` and `Infinity`, which DuckDB writes, are reals.
 * @returns undefined where the text is not JSON.
 */
export function parseDynamic(text: string): DynamicValue | undefined {
  const reader: Reader = { text, offset: 0 };
  skipSpace(reader);
  const value = readValue(reader, 0);
  skipSpace(reader);
  return reader.offset === text.length ? value : undefined;
}

/** True for JSON by the letter, without what DuckDB adds to it. */
export function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Writes a dynamic as compact JSON, as Kusto prints it: reals keep `.0`, what JSON has no number for is a string. */
export function formatDynamic(value: DynamicValue): string {
  if (value === null) return 'null';
  if (isArray(value)) return `[${value.map(formatDynamic).join(',')}]`;
  if (isBag(value)) {
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${formatDynamic(item)}`).join(',')}}`;
  }
  switch (typeof value) {
    case 'number':
      return formatJsonReal(value);
    case 'string':
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

/** Compact JSON with the keys of every bag in order, so that equal values have equal texts. */
export function formatSortedDynamic(value: DynamicValue): string {
  if (isArray(value)) return `[${value.map(formatSortedDynamic).join(',')}]`;
  if (!isBag(value)) return formatDynamic(value);
  const entries = [...value].sort(([left], [right]) => compareText(left, right));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${formatSortedDynamic(item)}`).join(',')}}`;
}

/** `tostring()` of a dynamic: a string is itself, null is empty, everything else is JSON. */
export function dynamicText(value: DynamicValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : formatDynamic(value);
}

function formatJsonReal(value: number): string {
  if (Number.isNaN(value)) return '"NaN"';
  if (!Number.isFinite(value)) return value > 0 ? '"Infinity"' : '"-Infinity"';
  return formatReal(value);
}

interface Reader {
  readonly text: string;
  offset: number;
}

function readValue(reader: Reader, depth: number): DynamicValue | undefined {
  if (depth > DEEPEST) return undefined;
  switch (reader.text[reader.offset]) {
    case '{':
      return readBag(reader, depth);
    case '[':
      return readArray(reader, depth);
    case '"':
      return readString(reader);
    case 't':
      return readWord(reader, 'true') ? true : undefined;
    case 'f':
      return readWord(reader, 'false') ? false : undefined;
    case 'n':
      return readWord(reader, 'null') ? null : readNonFinite(reader);
    default:
      return readNumber(reader) ?? readNonFinite(reader);
  }
}

function readBag(reader: Reader, depth: number): DynamicValue | undefined {
  const bag = new Map<string, DynamicValue>();
  reader.offset++;
  skipSpace(reader);
  if (take(reader, '}')) return bag;
  do {
    skipSpace(reader);
    const key = reader.text[reader.offset] === '"' ? readString(reader) : undefined;
    if (key === undefined) return undefined;
    skipSpace(reader);
    if (!take(reader, ':')) return undefined;
    skipSpace(reader);
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    bag.set(key, value);
    skipSpace(reader);
  } while (take(reader, ','));
  return take(reader, '}') ? bag : undefined;
}

function readArray(reader: Reader, depth: number): DynamicValue | undefined {
  const items: DynamicValue[] = [];
  reader.offset++;
  skipSpace(reader);
  if (take(reader, ']')) return items;
  do {
    skipSpace(reader);
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    items.push(value);
    skipSpace(reader);
  } while (take(reader, ','));
  return take(reader, ']') ? items : undefined;
}

function readString(reader: Reader): string | undefined {
  reader.offset++;
  let value = '';
  for (;;) {
    value += match(reader, PLAIN_RUN)?.[0] ?? '';
    const stop = reader.text[reader.offset++];
    if (stop === '"') return value;
    if (stop !== '\\') return undefined;
    const letter = reader.text[reader.offset++] ?? '';
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) value += plain;
    else {
      const code = reader.text.slice(reader.offset, reader.offset + 4);
      if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(code)) return undefined;
      value += String.fromCharCode(Number.parseInt(code, 16));
      reader.offset += 4;
    }
  }
}

function readNumber(reader: Reader): DynamicValue | undefined {
  const found = match(reader, NUMBER);
  if (found === null) return undefined;
  const [digits, fraction, exponent] = found;
  return fraction === undefined && exponent === undefined && digits !== '-0' ? BigInt(digits) : Number(digits);
}

function readNonFinite(reader: Reader): number | undefined {
  const word = match(reader, NON_FINITE)?.[0].toLowerCase();
  if (word === undefined) return undefined;
  if (word.endsWith('nan')) return NaN;
  return word.startsWith('-') ? -Infinity : Infinity;
}

function readWord(reader: Reader, word: string): boolean {
  if (!reader.text.startsWith(word, reader.offset)) return false;
  reader.offset += word.length;
  return true;
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.offset] !== character) return false;
  reader.offset++;
  return true;
}

function skipSpace(reader: Reader): void {
  match(reader, SPACE);
}

function match(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.offset;
  const found = pattern.exec(reader.text);
  if (found !== null) reader.offset = pattern.lastIndex;
  return found;
}
