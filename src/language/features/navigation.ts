import { DocumentHighlightKind, type DocumentHighlight, type Location, type Position } from 'vscode-languageserver';
import { relatedPlaces, type RelatedPlace } from '../../kusto/relatedPlaces';
import { blockAt, rangeIn, type AnalyzedDocument } from '../analyzedDocuments';

/** Where the name at a position is declared: a `let`, a parameter, a column that `extend` made. */
export function findDefinition(analyzed: AnalyzedDocument, position: Position): Location[] {
  return findPlaces(analyzed, position)
    .filter(({ isDeclaration }) => isDeclaration)
    .map(({ range }) => ({ uri: analyzed.document.uri, range }));
}

/** Where the name at a position is used. */
export function findReferences(
  analyzed: AnalyzedDocument,
  position: Position,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): Location[] {
  return findPlaces(analyzed, position)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map(({ range }) => ({ uri: analyzed.document.uri, range }));
}

export function highlightName(analyzed: AnalyzedDocument, position: Position): DocumentHighlight[] {
  return findPlaces(analyzed, position).map(({ range, isDeclaration }) => ({
    range,
    kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

type PlaceInDocument = RelatedPlace & { readonly range: Location['range'] };

/** The places of one name in its query, which is as far as a name reaches. */
export function findPlaces(analyzed: AnalyzedDocument, position: Position): PlaceInDocument[] {
  const offset = analyzed.document.offsetAt(position);
  const block = blockAt(analyzed, offset);
  if (block === undefined) return [];
  return relatedPlaces(block.query, offset - block.start).map((place) => ({
    ...place,
    range: rangeIn(analyzed.document, block, place.start, place.end),
  }));
}
