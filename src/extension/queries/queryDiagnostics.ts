import {
  Diagnostic,
  DiagnosticSeverity,
  languages,
  Position,
  Range,
  workspace,
  type Disposable,
  type TextDocument,
} from 'vscode';
import type { HuntError } from '../../core/errors';
import { placeInDocument } from '../../core/kql/errorPlace';
import type { TextRange } from '../../core/kql/queryAt';

/** A query as it was taken from a document. */
export interface TakenQuery {
  readonly document: TextDocument;
  readonly range: Range;
  readonly text: string;
}

/** Marks the place of a service's KQL error in the document, until the next edit or run. */
export class QueryDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('kqlHunting');
  readonly #listeners: readonly Disposable[];

  constructor() {
    this.#listeners = [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.clear(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.clear(document)),
    ];
  }

  /** Does nothing where the error names no place, or where the query was edited since it was sent. */
  show({ document, range, text }: TakenQuery, error: HuntError): void {
    if (error.position === undefined || document.isClosed || document.getText(range) !== text) return;
    const place = toRange(placeInDocument({ text, start: range.start }, error.position));
    const diagnostic = new Diagnostic(place, error.message, DiagnosticSeverity.Error);
    diagnostic.source = 'KQL Hunting';
    diagnostic.code = error.code;
    this.#collection.set(document.uri, [diagnostic]);
  }

  clear(document: TextDocument): void {
    this.#collection.delete(document.uri);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#collection.dispose();
  }
}

function toRange({ start, end }: TextRange): Range {
  return new Range(new Position(start.line, start.character), new Position(end.line, end.character));
}
