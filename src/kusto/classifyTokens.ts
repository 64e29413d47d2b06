import type { AnalyzedQuery } from './analyzedQuery';
import { itemsOf, KustoLanguage } from './languageService';

export type TokenClass = 'column' | 'function' | 'keyword' | 'operator' | 'parameter' | 'table' | 'type' | 'variable';

export interface ClassifiedToken {
  readonly start: number;
  readonly length: number;
  readonly tokenClass: TokenClass;
}

/**
 * The tokens of a query whose meaning only the binder knows, in text order. Strings, numbers, comments and signs are
 * left to the grammar, which colours them at once.
 */
export function classifyTokens(query: AnalyzedQuery): ClassifiedToken[] {
  const found = query.service?.GetClassifications(0, query.text.length)?.Classifications;
  return itemsOf(found).flatMap(({ Kind: kind, Start: start, Length: length }) => {
    const tokenClass = CLASSES.get(kind);
    return tokenClass === undefined || length === 0 ? [] : [{ start, length, tokenClass }];
  });
}

const { ClassificationKind } = KustoLanguage.Editor;
const CLASSES: ReadonlyMap<number, TokenClass> = new Map<number, TokenClass>([
  [ClassificationKind.Column, 'column'],
  [ClassificationKind.Function, 'function'],
  [ClassificationKind.Keyword, 'keyword'],
  [ClassificationKind.MaterializedView, 'table'],
  [ClassificationKind.Parameter, 'parameter'],
  [ClassificationKind.QueryOperator, 'keyword'],
  [ClassificationKind.QueryParameter, 'parameter'],
  [ClassificationKind.ScalarOperator, 'operator'],
  [ClassificationKind.SignatureParameter, 'parameter'],
  [ClassificationKind.Table, 'table'],
  [ClassificationKind.Type, 'type'],
  [ClassificationKind.Variable, 'variable'],
]);
