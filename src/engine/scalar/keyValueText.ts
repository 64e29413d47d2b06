/** How `parse-kv` tells pairs apart. An empty delimiter never matches. */
export interface KeyValueFormat {
  readonly pairDelimiter: string;
  readonly keyDelimiter: string;
  readonly quoting: Quoting;
  /** An unquoted value goes on to the next key rather than to the next delimiter. */
  readonly isGreedy: boolean;
}

export interface Quoting {
  /** Opening and closing quote, one character each. */
  readonly quotes: readonly (readonly [open: string, close: string])[];
  /** Texts that make the character behind them an ordinary one inside quotes. */
  readonly escapes: readonly string[];
}

interface Span {
  readonly text: string;
  /** Offset behind what was read. */
  readonly end: number;
}

/** Reads `key=value, …`. Of a repeated key the first value stays; what is no pair is skipped. */
export function parseKeyValues(text: string, format: KeyValueFormat): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  let offset = 0;
  while (offset < text.length) {
    const token = readKey(text, skipBlanks(text, offset), format);
    if (!token.isKey) {
      offset = Math.max(token.end, offset + 1);
      continue;
    }
    const value = readValue(text, skipBlanks(text, token.end), format);
    if (!pairs.has(token.text)) pairs.set(token.text, value.text);
    offset = Math.max(value.end, token.end);
  }
  return pairs;
}

/** Reads words and quoted texts, whatever stands between them: each word is the key of the one that follows. */
export function parseWordPairs(text: string, quoting: Quoting): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  let last: string | undefined;
  let offset = 0;
  while (offset < text.length) {
    const word = readQuoted(text, offset, quoting) ?? readWord(text, offset);
    if (word === undefined) {
      offset++;
      continue;
    }
    if (last !== undefined && !pairs.has(last)) pairs.set(last, word.text);
    last = word.text;
    offset = word.end;
  }
  return pairs;
}

const WORD = /[\p{L}\p{N}_]+/uy;

function readWord(text: string, offset: number): Span | undefined {
  WORD.lastIndex = offset;
  const [word] = WORD.exec(text) ?? [];
  return word === undefined ? undefined : { text: word, end: offset + word.length };
}

/** A text up to the next delimiter; it is a key where that delimiter, blanks aside, is the one behind keys. */
function readKey(text: string, offset: number, format: KeyValueFormat): Span & { readonly isKey: boolean } {
  const { pairDelimiter, keyDelimiter } = format;
  const quoted = readQuoted(text, offset, format.quoting);
  const end = quoted?.end ?? nextDelimiter(text, offset, [pairDelimiter, keyDelimiter]);
  const key = quoted?.text ?? text.slice(offset, end).trim();
  const delimiter = skipBlanks(text, end);
  if (startsWith(text, keyDelimiter, delimiter))
    return { text: key, end: delimiter + keyDelimiter.length, isKey: true };
  if (startsWith(text, keyDelimiter, end)) return { text: key, end: end + keyDelimiter.length, isKey: true };
  return { text: key, end: startsWith(text, pairDelimiter, end) ? end + pairDelimiter.length : end, isKey: false };
}

function readValue(text: string, offset: number, format: KeyValueFormat): Span {
  const { pairDelimiter, quoting, isGreedy } = format;
  const quoted = readQuoted(text, offset, quoting);
  if (quoted !== undefined) return quoted;
  let end = nextDelimiter(text, offset, [pairDelimiter]);
  while (isGreedy && end < text.length && !readKey(text, skipBlanks(text, end + pairDelimiter.length), format).isKey) {
    end = nextDelimiter(text, end + pairDelimiter.length, [pairDelimiter]);
  }
  return { text: text.slice(offset, end).trim(), end: end + pairDelimiter.length };
}

/** The text in quotes that begin here; undefined where none do or none close. */
function readQuoted(text: string, offset: number, { quotes, escapes }: Quoting): Span | undefined {
  const pair = quotes.find(([open]) => text.startsWith(open, offset));
  if (pair === undefined) return undefined;
  const [open, close] = pair;
  let content = '';
  for (let at = offset + open.length; at < text.length;) {
    const escape = escapes.find((candidate) => startsWith(text, candidate, at));
    if (escape !== undefined && at + escape.length < text.length) {
      content += text.charAt(at + escape.length);
      at += escape.length + 1;
    } else if (text.startsWith(close, at)) {
      return { text: content, end: at + close.length };
    } else {
      content += text.charAt(at++);
    }
  }
  return undefined;
}

function nextDelimiter(text: string, offset: number, delimiters: readonly string[]): number {
  const places = delimiters
    .filter((delimiter) => delimiter !== '')
    .map((delimiter) => text.indexOf(delimiter, offset))
    .filter((place) => place >= 0);
  return Math.min(text.length, ...places);
}

function startsWith(text: string, part: string, offset: number): boolean {
  return part !== '' && text.startsWith(part, offset);
}

function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text.charAt(at).trim() === '') at++;
  return at;
}
