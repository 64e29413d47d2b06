/** A query with an operator more. */
export interface AppendedQuery {
  readonly text: string;
  /** Where the operator stands in `text`. */
  readonly start: number;
  readonly end: number;
}

/** Comments and strings (verbatim ones, those over lines, plain ones), of which nothing is code, and words. */
const COMMENT = String.raw`//[^\r\n]*`;
const STRINGS = [
  String.raw`[hH]?@"(?:[^"]|"")*"?`,
  String.raw`[hH]?@'(?:[^']|'')*'?`,
  '[hH]?```[^]*?(?:```|$)',
  '[hH]?~~~[^]*?(?:~~~|$)',
  String.raw`[hH]?"(?:[^"\\\r\n]|\\.)*"?`,
  String.raw`[hH]?'(?:[^'\\\r\n]|\\.)*'?`,
];
const WORD = String.raw`[A-Za-z_]\w*`;
const LONG_TOKEN = new RegExp([COMMENT, ...STRINGS, WORD].join('|'), 'y');
const RENDER = /^\|\s*render\b/i;

/**
 * Adds an operator behind the last one of a query, but before a `render`, which has to stay the last.
 * @param operator without its pipe, such as `where X == 1`
 */
export function appendOperator(query: string, operator: string): AppendedQuery {
  const { codeEnd, lastPipe } = scan(query);
  const lineEnd = query.includes('\r\n') ? '\r\n' : '\n';
  const line = `| ${operator}`;
  if (lastPipe !== undefined && RENDER.test(query.slice(lastPipe))) {
    const text = `${query.slice(0, lastPipe)}${line}${lineEnd}${query.slice(lastPipe)}`;
    return { text, start: lastPipe, end: lastPipe + line.length };
  }
  const at = endOfLine(query, codeEnd);
  const start = at + lineEnd.length;
  return { text: `${query.slice(0, at)}${lineEnd}${line}${query.slice(at)}`, start, end: start + line.length };
}

/** Where the last code ends (a closing semicolon left out), and the last statement's last pipe outside of brackets. */
function scan(query: string): { readonly codeEnd: number; readonly lastPipe: number | undefined } {
  let codeEnd = 0;
  let lastPipe: number | undefined;
  let depth = 0;
  let hasEnded = false;
  for (let position = 0; position < query.length;) {
    const token = longTokenAt(query, position) ?? query.charAt(position);
    const start = position;
    position += token.length;
    if (token.trim() === '' || token.startsWith('//')) continue;
    if (token === ';' && depth <= 0) {
      hasEnded = true;
      continue;
    }
    if (hasEnded) lastPipe = undefined;
    hasEnded = false;
    codeEnd = position;
    if ('([{'.includes(token)) depth++;
    if (')]}'.includes(token)) depth--;
    if (token === '|' && depth <= 0) lastPipe = start;
  }
  return { codeEnd, lastPipe };
}

function longTokenAt(query: string, position: number): string | undefined {
  LONG_TOKEN.lastIndex = position;
  return LONG_TOKEN.exec(query)?.[0];
}

/** The end of the line of a place: a comment behind the code stays with it, a semicolon goes behind what is added. */
function endOfLine(query: string, from: number): number {
  const rest = /^[^\S\r\n]*(?:\/\/[^\r\n]*)?/.exec(query.slice(from))?.[0] ?? '';
  return rest.includes('//') ? from + rest.length : from;
}
