import { KustoLanguage } from './languageService';
import { commentsOf, tokenize, type LexicalToken } from './lexicalTokens';
import { findQueries } from './splitQueries';
import type { TextEdit } from './textEdit';

export interface FormatOptions {
  /** Blanks that a level of indentation takes. */
  readonly indentSize: number;
  /** Indents with tabs, of `indentSize` blanks each. */
  readonly usesTabs?: boolean;
}

export const DEFAULT_FORMAT: FormatOptions = { indentSize: 4 };

/** Lays out every query of a text; what stands between queries stays. */
export function formatText(text: string, options: FormatOptions): TextEdit[] {
  return findQueries(text).flatMap((query) =>
    formatQuery(query.text, options).map(({ start, end, newText }) => ({
      start: query.start + start,
      end: query.start + end,
      newText,
    })),
  );
}

/**
 * Lays a query out anew with Kusto's own formatter. Only blanks and line ends between tokens change, to the kind of
 * line end that the query has; formatting what was formatted changes nothing. A query that Kusto's formatter would not
 * keep whole stays as it is.
 */
export function formatQuery(text: string, { indentSize, usesTabs }: FormatOptions): TextEdit[] {
  const before = tokenize(text);
  const layout = findSteadyLayout(withLineEnd(text, '\n'), indentSize);
  if (layout === undefined) return [];
  const lineEnd = lineEndOf(text);
  const after = withBlankLines(before, tokenize(withLineEnd(layout, lineEnd)), lineEnd);
  if (!areSameWords(before, after)) return [];
  return editsBetween(before, usesTabs === true ? after.map((token) => withTabs(token, indentSize)) : after);
}

/** Kusto's formatter closes the gaps between statements, which say what belongs together; they stay, one line high. */
function withBlankLines(
  before: readonly LexicalToken[],
  after: readonly LexicalToken[],
  lineEnd: string,
): readonly LexicalToken[] {
  return after.map((token, index) => {
    const isAfterStatement = after[index - 1]?.text === ';' && token.text !== '';
    if (!isAfterStatement || !hasBlankLine(before[index]) || hasBlankLine(token)) return token;
    return { ...token, trivia: token.trivia.replace(/\r?\n/, `${lineEnd}${lineEnd}`) };
  });
}

function hasBlankLine(token: LexicalToken | undefined): boolean {
  return /\n[^\S\n]*\n/.test(token?.trivia ?? '');
}

function withTabs({ text, start, trivia }: LexicalToken, indentSize: number): LexicalToken {
  const tabbed = trivia.replace(/(?<=\n) +/g, (blanks) => {
    const levels = Math.floor(blanks.length / indentSize);
    return '\t'.repeat(levels) + blanks.slice(levels * indentSize);
  });
  return { text, start, trivia: tabbed };
}

/** Kusto's formatter sometimes changes its own output, mostly once; what has not settled by then goes in circles. */
const MOST_PASSES = 6;

function findSteadyLayout(text: string, indentSize: number): string | undefined {
  let layout = text;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const next = layOut(layout, indentSize);
    if (next === undefined || next === layout) return next;
    layout = next;
  }
  return undefined;
}

function layOut(text: string, indentSize: number): string | undefined {
  const { Editor, GlobalState } = KustoLanguage;
  const options = Editor.FormattingOptions.Default?.WithInsertMissingTokens(false)?.WithIndentationSize(indentSize);
  if (options === null || options === undefined) return undefined;
  try {
    const formatted = new Editor.KustoCodeService.$ctor1(text, GlobalState.Default).GetFormattedText(options, 0)?.Text;
    return formatted === null || formatted === undefined ? undefined : withGaps(withLineEnd(formatted, '\n'));
  } catch {
    // The language service fails on a few texts; they stay as they are.
    return undefined;
  }
}

/** Operators that Kusto's formatter leaves hanging on the parenthesis after them. */
const LIST_OPERATORS: ReadonlySet<string> = new Set(['in', '!in', 'in~', '!in~', 'has_any', 'has_all']);
const WORD = /^[A-Za-z_]/;
const CLOSING = /^[)\]}]$/;

/** Puts the blanks that Kusto's formatter forgets: `count()by` becomes `count() by`, `in("a")` becomes `in ("a")`. */
function withGaps(text: string): string {
  return tokenize(text)
    .map((token, index, tokens) => {
      const previous = index === 0 ? undefined : tokens[index - 1];
      return token.trivia + (token.trivia === '' && needsGap(previous?.text ?? '', token.text) ? ' ' : '') + token.text;
    })
    .join('');
}

function needsGap(before: string, after: string): boolean {
  return (CLOSING.test(before) && WORD.test(after)) || (LIST_OPERATORS.has(before) && after === '(');
}

function lineEndOf(text: string): string {
  return /\r\n|\n/.exec(text)?.[0] ?? '\n';
}

function withLineEnd(text: string, lineEnd: string): string {
  return text.replace(/\r\n|\n/g, lineEnd);
}

function areSameWords(before: readonly LexicalToken[], after: readonly LexicalToken[]): boolean {
  return before.length === after.length && before.every((token, index) => isSameWord(token, after[index]));
}

function isSameWord(token: LexicalToken, other: LexicalToken | undefined): boolean {
  if (other?.text !== token.text) return false;
  const comments = commentsOf(other);
  const own = commentsOf(token);
  return own.length === comments.length && own.every((comment, index) => comment === comments[index]);
}

/** One edit for each gap between two tokens that differs; what surrounds the query is left alone. */
function editsBetween(before: readonly LexicalToken[], after: readonly LexicalToken[]): TextEdit[] {
  return before.flatMap(({ trivia, start }, index) => {
    const newText = after[index]?.trivia ?? '';
    return trivia === newText ? [] : [{ start: start - trivia.length, end: start, newText }];
  });
}
