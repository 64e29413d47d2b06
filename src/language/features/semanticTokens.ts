import type { Range, SemanticTokensLegend } from 'vscode-languageserver';
import type { AnalyzedQuery } from '../../kusto/analyzedQuery';
import { classifyTokens, type ClassifiedToken, type TokenClass } from '../../kusto/classifyTokens';
import type { AnalyzedDocument, DocumentBlock } from '../analyzedDocuments';

/** The classes in the words that colour themes know. */
const TOKEN_TYPES: Readonly<Record<TokenClass, string>> = {
  column: 'property',
  function: 'function',
  keyword: 'keyword',
  operator: 'keyword',
  parameter: 'parameter',
  table: 'class',
  type: 'type',
  variable: 'variable',
};

const TYPE_NAMES = [...new Set(Object.values(TOKEN_TYPES))];

export const SEMANTIC_LEGEND: SemanticTokensLegend = { tokenTypes: TYPE_NAMES, tokenModifiers: [] };

/** A token at its place, in the protocol's order of members. */
export type PlacedToken = readonly [line: number, character: number, length: number, type: number];

/** The tokens of the blocks that a range touches; of all blocks where there is none. */
export function listSemanticTokens({ document, blocks }: AnalyzedDocument, range?: Range): PlacedToken[] {
  const start = range === undefined ? 0 : document.offsetAt(range.start);
  const end = range === undefined ? Infinity : document.offsetAt(range.end);
  const isTouched = ({ start: from, query }: DocumentBlock) => from <= end && from + query.text.length > start;
  return blocks
    .filter((block) => block.hasCode && isTouched(block))
    .flatMap((block) =>
      tokensOf(block.query).map(({ start: from, length, tokenClass }): PlacedToken => {
        const { line, character } = document.positionAt(block.start + from);
        return [line, character, length, TYPE_NAMES.indexOf(TOKEN_TYPES[tokenClass])];
      }),
    );
}

const known = new WeakMap<AnalyzedQuery, readonly ClassifiedToken[]>();

function tokensOf(query: AnalyzedQuery): readonly ClassifiedToken[] {
  const tokens = known.get(query) ?? classifyTokens(query);
  known.set(query, tokens);
  return tokens;
}
