const INDENT = '  ';
/** Deeper levels are not indented further, so that a value nested 100,000 deep stays as long as its text. */
const DEEPEST_INDENT = 50;
const BLANK = /\s/;

/** A value laid out over lines, and whether it was longer than allowed. */
export interface PrettyText {
  readonly text: string;
  readonly isCut: boolean;
}

/**
 * Lays out JSON over indented lines from its exact text: digits, escapes and doubled members stay as they were
 * written, which parsing would lose. Text that is not JSON comes through with line breaks at its brackets.
 * @param longest the most characters to give back; the rest is cut
 */
export function prettyPrintJson(json: string, longest: number): PrettyText {
  const pieces: string[] = [];
  let length = 0;
  let depth = 0;
  const write = (piece: string) => {
    pieces.push(piece);
    length += piece.length;
  };
  const breakLine = () => write(`\n${INDENT.repeat(Math.min(depth, DEEPEST_INDENT))}`);

  let at = skipBlanks(json, 0);
  while (at < json.length && length < longest) {
    const character = json.charAt(at);
    const end = endOfToken(json, at);
    switch (character) {
      case '{':
      case '[': {
        const next = skipBlanks(json, end);
        if (json.charAt(next) === (character === '{' ? '}' : ']')) {
          write(json.slice(at, at + 1) + json.charAt(next));
          at = next + 1;
          continue;
        }
        depth += 1;
        write(character);
        breakLine();
        break;
      }
      case '}':
      case ']':
        depth = Math.max(0, depth - 1);
        breakLine();
        write(character);
        break;
      case ',':
        write(character);
        breakLine();
        break;
      case ':':
        write(': ');
        break;
      default:
        write(json.slice(at, end));
    }
    at = skipBlanks(json, end);
  }
  const text = pieces.join('');
  const isCut = at < json.length || text.length > longest;
  return { text: isCut ? text.slice(0, longest) : text, isCut };
}

/** True for the text of a whole JSON object or array, as queries often leave them in string columns. */
export function isJsonContainer(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function endOfToken(json: string, start: number): number {
  const first = json.charAt(start);
  if (first === '"') return endOfString(json, start);
  if ('{}[],:'.includes(first)) return start + 1;
  let end = start + 1;
  while (end < json.length && !'{}[],:"'.includes(json.charAt(end)) && !BLANK.test(json.charAt(end))) end += 1;
  return end;
}

function endOfString(json: string, start: number): number {
  let end = start + 1;
  while (end < json.length && json.charAt(end) !== '"') end += json.charAt(end) === '\\' ? 2 : 1;
  return Math.min(end + 1, json.length);
}

function skipBlanks(json: string, start: number): number {
  let at = start;
  while (at < json.length && BLANK.test(json.charAt(at))) at += 1;
  return at;
}
