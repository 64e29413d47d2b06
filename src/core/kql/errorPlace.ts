import type { QueryPosition } from '../errors';
import type { TextPosition, TextRange } from './queryAt';

/** A query's text as it was sent, and where in its document it begins. */
export interface SentQuery {
  readonly text: string;
  readonly start: TextPosition;
}

const LINE_BREAK = /\r\n|\r|\n/;
/** A name, a number or an operator such as `mv-expand`: what a person reads as one word. */
const WORD = /^[\w$]+(?:-[A-Za-z]\w*)*/;

/**
 * Where a place that the service names in a sent query lies in the query's document: the word that begins there, or
 * one character. A place outside the text moves to the nearest one inside.
 */
export function placeInDocument({ text, start }: SentQuery, position: QueryPosition): TextRange {
  const lines = text.split(LINE_BREAK);
  const line = clamp(position.line - 1, 0, lines.length - 1);
  const lineText = lines[line] ?? '';
  const character = clamp(position.column - 1, 0, Math.max(0, lineText.length - 1));
  const length = WORD.exec(lineText.slice(character))?.[0].length ?? 1;
  // Only the query's first line may begin in the middle of a document's line.
  const offset = line === 0 ? start.character : 0;
  return {
    start: { line: start.line + line, character: offset + character },
    end: { line: start.line + line, character: offset + Math.min(character + length, lineText.length) },
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
