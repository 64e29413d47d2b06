import { KustoLanguage } from './languageService';

/** A word, sign or literal of a query. */
export interface LexicalToken {
  readonly text: string;
  readonly start: number;
  /** The blanks and comments before it. */
  readonly trivia: string;
}

/** Cuts a text into Kusto's tokens. The last one is empty and holds the blanks and comments at the end of the text. */
export function tokenize(text: string): LexicalToken[] {
  let offset = 0;
  return (KustoLanguage.Parsing.TokenParser.ParseTokens(text, null) ?? []).map((token) => {
    const trivia = token.Trivia ?? '';
    const start = offset + trivia.length;
    offset = start + (token.Text ?? '').length;
    return { text: token.Text ?? '', start, trivia };
  });
}

/** The comments in what stands before a token, in order and without the blanks at their ends. */
export function commentsOf({ trivia }: LexicalToken): string[] {
  return (trivia.match(/\/\/[^\r\n]*/g) ?? []).map((comment) => comment.trimEnd());
}
