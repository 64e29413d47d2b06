import type { AnalyzedQuery } from './analyzedQuery';
import { itemsOf, KustoLanguage } from './languageService';

/** A place in a query that means the same thing as another. */
export interface RelatedPlace {
  readonly start: number;
  readonly end: number;
  readonly isDeclaration: boolean;
}

/** All places that mean what the name at an offset means, in text order; none where there is no name. */
export function relatedPlaces(query: AnalyzedQuery, offset: number): RelatedPlace[] {
  const related = itemsOf(query.service?.GetRelatedElements(offset, FindRelated.None)?.Elements);
  return related
    .filter(({ Kind: kind }) => kind === RelatedElementKind.Declaration || kind === RelatedElementKind.Reference)
    .map(({ Start: start, End: end, Kind: kind }) => ({
      start,
      end,
      isDeclaration: kind === RelatedElementKind.Declaration,
    }))
    .sort((a, b) => a.start - b.start);
}

const { RelatedElementKind, FindRelatedOptions: FindRelated } = KustoLanguage.Editor;
