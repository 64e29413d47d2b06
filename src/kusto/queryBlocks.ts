/** A piece of a document that Kusto reads on its own. */
export interface TextBlock {
  readonly start: number;
  /** With the blanks that follow, so that the blocks of a document together are its text. */
  readonly text: string;
}

/**
 * The blocks of a document, as Kusto's `CodeScript` separates them: by blank lines that are not inside a string. The
 * blank line right below a query still belongs to it, since that is where it is continued.
 */
export function splitBlocks(text: string): TextBlock[] {
  const starts = blockStarts(text);
  return starts.map((start, index) => ({ start, text: text.slice(start, starts[index + 1]) }));
}

/** True where a block holds more than blanks and comments. */
export function hasCode(text: string): boolean {
  return text.split(/\r\n|\r|\n/).some((line) => line.trim() !== '' && !line.trim().startsWith('//'));
}

/** The text with blanks in place of comments and strings, so that offsets stay and only code is left. */
export function maskText(text: string): string {
  return text.replace(COMMENT_OR_STRING, (match) => match.replace(/[^\r\n]/g, ' '));
}

/** Kusto's blanks within a line. */
const BLANK_LINE = /^[\t \f\u00a0\u1680\u180e\u2000-\u200b\u202f\u205f\u3000\ufeff]*$/;
const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/g;

function blockStarts(text: string): number[] {
  const starts = [0];
  const strings = multiLineStrings(text);
  let string = 0;
  let isBelowBlank = false;
  let isInBlankBlock = false;
  for (const { start, isBlank } of linesOf(text)) {
    const opensBlock = isBelowBlank && !(isBlank && isInBlankBlock);
    isInBlankBlock = isBlank && isBelowBlank;
    isBelowBlank = isBlank;
    if (!opensBlock) continue;
    while ((strings[string]?.end ?? Infinity) <= start) string++;
    if ((strings[string]?.start ?? Infinity) >= start) starts.push(start);
  }
  return starts;
}

function* linesOf(text: string): Generator<{ readonly start: number; readonly isBlank: boolean }> {
  let start = 0;
  for (const { index, 0: lineBreak } of text.matchAll(LINE_BREAK)) {
    yield { start, isBlank: BLANK_LINE.test(text.slice(start, index)) };
    start = index + lineBreak.length;
  }
  yield { start, isBlank: BLANK_LINE.test(text.slice(start)) };
}

const ESCAPE = String.raw`\\(?:[\\'"abfnrtv]|u[\da-fA-F]{4}|U[\da-fA-F]{8}|x[\da-fA-F]{2}|[0-7]{1,3})`;

/** Comments and strings in Kusto's spelling; what is in one does not begin another. */
const COMMENT_OR_STRING = new RegExp(
  [
    String.raw`\/\/[^\r\n\u2028\u2029]*`,
    String.raw`@"[^"\r\n]*(?:""[^"\r\n]*)*"?`,
    String.raw`@'[^'\r\n]*(?:''[^'\r\n]*)*'?`,
    String.raw`"[^"\\\r\n]*(?:${ESCAPE}[^"\\\r\n]*)*"?`,
    String.raw`'[^'\\\r\n]*(?:${ESCAPE}[^'\\\r\n]*)*'?`,
    '```[^]*?(?:```|$)',
    '~~~[^]*?(?:~~~|$)',
  ].join('|'),
  'g',
);

function multiLineStrings(text: string): { readonly start: number; readonly end: number }[] {
  if (!/```|~~~/.test(text)) return [];
  return [...text.matchAll(COMMENT_OR_STRING)]
    .filter(([match]) => match.startsWith('```') || match.startsWith('~~~'))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
