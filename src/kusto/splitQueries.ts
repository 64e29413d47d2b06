import { hasCode, maskText, splitBlocks, type TextBlock } from './queryBlocks';

/** One query of a document, from its first to its last character; comments above it belong to it. */
export interface QueryBlock {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The queries of a document in order, without the blanks around them; what holds only comments is none. */
export function findQueries(text: string): QueryBlock[] {
  return splitQueries(text)
    .filter((block) => hasCode(block.text))
    .map((block) => trimBlock(block.text, block.start));
}

/**
 * A document by its queries: its blocks, put together where a blank line is inside a query. That is after a `let` that
 * other lines follow, within brackets, and before what cannot begin a query, such as a `|`. Told from the text alone,
 * so that a fault in one query never swallows the next, and at the speed of typing.
 */
export function splitQueries(text: string): TextBlock[] {
  const blocks = splitBlocks(text).map((block) => shapeOf(block));
  const queries: TextBlock[] = [];
  for (let index = 0; index < blocks.length;) {
    const end = endOfQuery(blocks, index);
    const start = blocks[index]?.start ?? 0;
    queries.push({ start, text: text.slice(start, blocks[end]?.start) });
    index = end;
  }
  return queries;
}

interface BlockShape extends TextBlock {
  /** The text without comments and strings. */
  readonly code: string;
  /** How many brackets it opens more than it closes. */
  readonly depth: number;
}

function shapeOf(block: TextBlock): BlockShape {
  const code = hasCode(block.text) ? maskText(block.text).trim() : '';
  const brackets = code.match(/[([{)\]}]/g) ?? [];
  return { ...block, code, depth: brackets.reduce((depth, bracket) => depth + ('([{'.includes(bracket) ? 1 : -1), 0) };
}

/** The index of the block behind the query that begins with a block. */
function endOfQuery(blocks: readonly BlockShape[], first: number): number {
  let last = first;
  for (;;) {
    const next = nextReached(blocks, first, last);
    if (next === undefined) return last + 1;
    last = next;
  }
}

/** The block that still belongs to the query of some blocks; undefined where the query ends with them. */
function nextReached(blocks: readonly BlockShape[], first: number, last: number): number | undefined {
  const block = blocks[last];
  if (block === undefined || block.code === '') return undefined;
  const closing = block.depth > 0 ? closingBlock(blocks, last) : undefined;
  const next = closing ?? nextWithCode(blocks, last);
  if (closing !== undefined || next === undefined) return next;
  if (CONTINUATION.test(blocks[next]?.code ?? '')) return next;
  const isOpen = block.code.endsWith(';') && endsWithDeclaration(codeOf(blocks.slice(first, last + 1)));
  return isOpen ? next : undefined;
}

function codeOf(blocks: readonly BlockShape[]): string {
  return blocks.map(({ code }) => code).join('\n');
}

/** What no query begins with, strings being masked; `['…']` is a name. */
const CONTINUATION = /^(?:[|)\]},;]|\[(?!\s*\])|(?:and|or|by|on)\b)/;

/** More blank lines than these within brackets are rather a bracket that was forgotten. */
const MOST_BLOCKS = 20;

/** Where the brackets close that a block leaves open; undefined where they never do, as while one is being typed. */
function closingBlock(blocks: readonly BlockShape[], first: number): number | undefined {
  let depth = 0;
  for (const [index, block] of blocks.slice(first, first + MOST_BLOCKS).entries()) {
    depth += block.depth;
    if (depth === 0) return first + index;
    if (depth < 0) return undefined;
  }
  return undefined;
}

function nextWithCode(blocks: readonly BlockShape[], after: number): number | undefined {
  for (let index = after + 1; index < blocks.length; index++) {
    if (blocks[index]?.code !== '') return index;
  }
  return undefined;
}

/** True where the last statement of a code that ends with `;` declares something for those that follow. */
function endsWithDeclaration(code: string): boolean {
  return /^\s*(?:let|set|declare|alias|restrict)\b/.test(lastStatement(code.slice(0, -1)));
}

/** What follows the last `;` that is in no brackets. */
function lastStatement(code: string): string {
  let depth = 0;
  for (let index = code.length - 1; index >= 0; index--) {
    const character = code.charAt(index);
    if (')]}'.includes(character)) depth++;
    else if ('([{'.includes(character)) depth--;
    else if (character === ';' && depth === 0) return code.slice(index + 1);
  }
  return code;
}

function trimBlock(text: string, start: number): QueryBlock {
  const trimmed = text.trim();
  const from = start + text.indexOf(trimmed);
  return { start: from, end: from + trimmed.length, text: trimmed };
}
