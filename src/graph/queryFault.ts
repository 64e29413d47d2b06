import type { QueryPosition } from '../core/errors';

/** The ways in which Kusto's messages and the local engine's name a place, both counted from 1. */
const POSITIONS = [
  /\bline:position=(\d+):(\d+)/i,
  /\bon line \[(\d+),\s*(\d+)\]/i,
  /\bline[: ]+(\d+),?\s+(?:column|position|col|char(?:acter)?)[: ]+(\d+)/i,
];
const LINE_ALONE = /\b(?:at|on|in) line (\d+)\b/i;

/** The ways in which they name the word at fault. */
const NAMES = [
  /\bnamed '([^']+)'/i,
  /\bcould not be parsed at '([^']+)'/i,
  /\b(?:unknown|unresolved|undefined|unrecognized) \w+:? '([^']+)'/i,
  /\b(?:function|operator|column|table|name) '([^']+)'/i,
];

const LINE_BREAK = /\r\n|\r|\n/;

/**
 * The place that an error text speaks of: where it says so itself, else where the word that it quotes first stands in
 * the query. @returns undefined where it does neither.
 */
export function findFaultPosition(message: string, query: string): QueryPosition | undefined {
  for (const pattern of POSITIONS) {
    const [, line, column] = pattern.exec(message) ?? [];
    if (line !== undefined && column !== undefined) return { line: Number(line), column: Number(column) };
  }
  const line = LINE_ALONE.exec(message)?.[1];
  if (line !== undefined) return startOfLine(Number(line), query);
  for (const pattern of NAMES) {
    const name = pattern.exec(message)?.[1];
    const position = name === undefined ? undefined : findWord(name, query);
    if (position !== undefined) return position;
  }
  return undefined;
}

function startOfLine(line: number, query: string): QueryPosition {
  const text = query.split(LINE_BREAK)[line - 1] ?? '';
  return { line, column: text.length - text.trimStart().length + 1 };
}

/** The first place where the name stands as a word of its own. */
function findWord(name: string, query: string): QueryPosition | undefined {
  const word = new RegExp(`(?<![\\w$])${escapeForPattern(name)}(?![\\w$])`);
  const lines = query.split(LINE_BREAK);
  for (const [index, text] of lines.entries()) {
    const column = word.exec(text)?.index;
    if (column !== undefined) return { line: index + 1, column: column + 1 };
  }
  return undefined;
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
