import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { AnalyzedQuery } from '../kusto/analyzedQuery';
import { hasCode } from '../kusto/queryBlocks';
import { splitQueries } from '../kusto/splitQueries';
import type { BindingScope } from '../kusto/tableSchema';

/** A query of a document, with the blanks and comments around it, and where it begins. Offsets inside a query count from its own beginning. */
export interface DocumentBlock {
  readonly start: number;
  readonly query: AnalyzedQuery;
  /** False where there is nothing but blanks and comments. */
  readonly hasCode: boolean;
}

/** A version of a document, by its blocks. */
export interface AnalyzedDocument {
  readonly document: TextDocument;
  readonly version: number;
  /** In order; together they cover the text. */
  readonly blocks: readonly DocumentBlock[];
}

/**
 * The open documents by their blocks. A block whose text stays the same keeps its analysis across versions, wherever
 * it moves: an edit costs the binding of the edited block only.
 */
export class AnalyzedDocuments {
  readonly #documents = new Map<string, AnalyzedDocument>();

  constructor(private scope: BindingScope) {}

  of(document: TextDocument): AnalyzedDocument {
    const previous = this.#documents.get(document.uri);
    if (previous?.version === document.version && previous.document === document) return previous;
    const known = new Map(previous?.blocks.map(({ query }) => [query.text, query]));
    const blocks = splitQueries(document.getText()).map(({ start, text }): DocumentBlock => {
      const query = known.get(text) ?? new AnalyzedQuery(text, this.scope);
      known.set(text, query);
      return { start, query, hasCode: hasCode(text) };
    });
    const analyzed = { document, version: document.version, blocks };
    this.#documents.set(document.uri, analyzed);
    return analyzed;
  }

  forget(uri: string): void {
    this.#documents.delete(uri);
  }

  /** Analyzes everything anew, against other tables. */
  changeScope(scope: BindingScope): void {
    this.scope = scope;
    this.#documents.clear();
  }
}

/** The block that an offset is in; at the border of two, the later one. */
export function blockAt({ blocks }: AnalyzedDocument, offset: number): DocumentBlock | undefined {
  return blocks.findLast(({ start }) => start <= offset);
}

/** The place of a part of a query in its document. */
export function rangeIn(document: TextDocument, block: DocumentBlock, start: number, end: number): Range {
  return { start: document.positionAt(block.start + start), end: document.positionAt(block.start + end) };
}
