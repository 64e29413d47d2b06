const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Where a value ends, and how many members or elements it has itself. */
export interface JsonExtent {
  readonly end: number;
  readonly count: number;
}

/**
 * Measures the JSON value that begins at an offset without parsing it: in one pass, without recursion, however deep it
 * is. The text is expected to be JSON; of other text some end within it comes back.
 */
export function measureValue(json: string, start: number): JsonExtent {
  let depth = 0;
  let commas = 0;
  let at = start;
  do {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(json, at);
      continue;
    }
    if (isOpening(code)) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
    else if (code === COMMA && depth === 1) commas += 1;
    else if (!isMark(code)) {
      at = endOfWord(json, at);
      continue;
    }
    at += 1;
  } while (depth > 0 && at < json.length);
  const isFull = isOpening(json.charCodeAt(start)) && !isClosing(json.charCodeAt(skipBlanks(json, start + 1)));
  return { end: at, count: isFull ? commas + 1 : 0 };
}

/** The offset behind a string's closing quote. */
export function endOfString(json: string, start: number): number {
  let quote = json.indexOf('"', start + 1);
  while (quote >= 0 && isEscaped(json, quote)) quote = json.indexOf('"', quote + 1);
  return quote < 0 ? json.length : quote + 1;
}

/** The first offset at or behind another that is no white space of JSON. */
export function skipBlanks(json: string, start: number): number {
  let at = start;
  while (isBlank(json.charCodeAt(at))) at += 1;
  return at;
}

function isEscaped(json: string, quote: number): boolean {
  let at = quote - 1;
  while (json.charCodeAt(at) === BACKSLASH) at -= 1;
  return (quote - at) % 2 === 0;
}

/** Where a number, `true`, `false` or `null` ends. */
function endOfWord(json: string, start: number): number {
  let at = start;
  while (at < json.length && !isMark(json.charCodeAt(at)) && json.charCodeAt(at) !== QUOTE) at += 1;
  return at;
}

function isMark(code: number): boolean {
  return isBlank(code) || code === COMMA || code === COLON || isOpening(code) || isClosing(code);
}

function isOpening(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}

function isClosing(code: number): boolean {
  return code === CLOSE_BRACE || code === CLOSE_BRACKET;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
