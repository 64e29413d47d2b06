import type { AnalyzedQuery } from './analyzedQuery';
import type { BoundNode } from './boundNode';
import { itemsOf, KustoLanguage } from './languageService';
import { walkTree } from './walkTree';

/** A place in a query that means the same thing as another. */
export interface RelatedPlace {
  readonly start: number;
  readonly end: number;
  readonly isDeclaration: boolean;
}

/** All places that mean what the name at an offset means, in text order; none where there is no name. */
export function relatedPlaces(query: AnalyzedQuery, offset: number): RelatedPlace[] {
  const places = placesAt(query, offset);
  // Kusto looks at what begins at an offset; a cursor also means the name that it is right behind.
  const behind = places.length === 0 && isBehindName(query.text, offset) ? placesAt(query, offset - 1) : places;
  const found = behind.length === 0 ? unusedDeclaration(query, offset) : behind;
  return [...found, ...mergedPlaces(query, found)].sort((a, b) => a.start - b.start);
}

function placesAt(query: AnalyzedQuery, offset: number): RelatedPlace[] {
  const related = itemsOf(query.service?.GetRelatedElements(offset, FindRelated.None)?.Elements);
  return related
    .filter(({ Kind: kind }) => kind === RelatedElementKind.Declaration || kind === RelatedElementKind.Reference)
    .map(({ Start: start, End: end, Kind: kind }) => ({
      start,
      end,
      isDeclaration: kind === RelatedElementKind.Declaration,
    }));
}

function isBehindName(text: string, offset: number): boolean {
  return /\w/.test(text.charAt(offset - 1)) && !/\w/.test(text.charAt(offset));
}

/** Kusto says nothing of a name that is used nowhere. */
function unusedDeclaration({ bound }: AnalyzedQuery, offset: number): RelatedPlace[] {
  if (bound === undefined) return [];
  for (const { node } of walkTree(bound.root)) {
    const { kind, start, end } = node;
    if (kind === 'NameDeclaration' && start <= offset && offset <= end) return [{ start, end, isDeclaration: true }];
  }
  return [];
}

/**
 * Where one column comes together with itself, as in `t | join (t) on a` or `union t, (t | where …)`, Kusto makes
 * another of it, which is still the same name.
 */
function mergedPlaces(query: AnalyzedQuery, places: readonly RelatedPlace[]): RelatedPlace[] {
  const root = query.bound?.root;
  if (root === undefined || places.length === 0) return [];
  const starts = new Set(places.map(({ start }) => start));
  const nodes = [...walkTree(root)].map(({ node }) => node).filter(({ kind }) => kind.startsWith('Name'));
  const meant = new Set(nodes.filter(({ start }) => starts.has(start)).flatMap(originsOf));
  return nodes
    .filter((node) => node.kind === 'NameReference' && !starts.has(node.start))
    .filter((node) => {
      const origins = originsOf(node);
      return origins.length > 0 && origins.every((column) => meant.has(column));
    })
    .map(({ start, end }) => ({ start, end, isDeclaration: false }));
}

type ColumnSymbol = Kusto.Language.Symbols.ColumnSymbol;

function originsOf({ columnSymbol }: BoundNode): readonly ColumnSymbol[] {
  return columnSymbol === undefined ? [] : origins(columnSymbol);
}

function origins(column: ColumnSymbol): readonly ColumnSymbol[] {
  const merged = itemsOf(column.OriginalColumns);
  return merged.length === 0 ? [column] : merged.flatMap(origins);
}

const { RelatedElementKind, FindRelatedOptions: FindRelated } = KustoLanguage.Editor;
