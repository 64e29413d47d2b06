import {
  Range,
  Selection,
  ViewColumn,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
  type TextEditor,
  type Uri,
} from 'vscode';
import { appendOperator, type AppendedQuery } from '../../core/kql/appendOperator';
import { findQueryAgain } from '../../core/kql/findQueryAgain';
import { openKustoDocument } from './kustoDocument';
import type { TakenQuery } from './queryDiagnostics';

/** The query that a result came from, found again in its document however that was edited since. */
export class HuntedQuery {
  /** With what was added to it last, for as long as that is there: undone, the query is as it ran. */
  #text: string;
  /** Settles with the edit under way: two at once would be made of the same text. */
  #edited: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly ranText: string,
    private readonly uri: Uri | undefined,
    private near: number,
  ) {
    this.#text = ranText;
  }

  static in({ document, range, text }: TakenQuery): HuntedQuery {
    return new HuntedQuery(text, document.uri, document.offsetAt(range.start));
  }

  /** A query that is in no document that is known. */
  static ofText(text: string): HuntedQuery {
    return new HuntedQuery(text, undefined, 0);
  }

  /** Adds an operator and shows it selected; where the query is not there any more, in a new document. */
  append(operator: string): Promise<void> {
    const appended = this.#edited.then(() => this.#append(operator));
    this.#edited = appended.catch(() => undefined);
    return appended;
  }

  async #append(operator: string): Promise<void> {
    const found = this.#findIn(await this.#openDocuments());
    const appended = appendOperator(found?.text ?? this.#text, operator);
    const editor = found === undefined ? await openKustoDocument(appended.text) : await replaceIn(found, appended);
    if (editor === undefined) return;
    const start = found?.start ?? 0;
    const place = rangeOf(editor.document, start + appended.start, start + appended.end);
    editor.selection = new Selection(place.start, place.end);
    editor.revealRange(place);
    if (found === undefined) return;
    this.#text = appended.text;
    this.near = start;
  }

  #findIn(documents: readonly TextDocument[]): FoundQuery | undefined {
    for (const document of documents) {
      for (const text of new Set([this.#text, this.ranText])) {
        const start = findQueryAgain(document.getText(), text, this.near);
        if (start !== undefined) return { document, start, text };
      }
    }
    return undefined;
  }

  /** Where the query may be: in its document, or, where that is not known any more, on the screen. */
  async #openDocuments(): Promise<readonly TextDocument[]> {
    const { uri } = this;
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri?.toString());
    if (open !== undefined) return [open];
    if (uri === undefined || uri.scheme === 'untitled') return shownKustoDocuments();
    try {
      return [await workspace.openTextDocument(uri)];
    } catch {
      return [];
    }
  }
}

/** Where a query stands in a document, as it was when it ran or with what was added to it. */
interface FoundQuery {
  readonly document: TextDocument;
  readonly start: number;
  readonly text: string;
}

function shownKustoDocuments(): readonly TextDocument[] {
  return window.visibleTextEditors.map(({ document }) => document).filter(({ languageId }) => languageId === 'kusto');
}

async function replaceIn(
  { document, start, text }: FoundQuery,
  appended: AppendedQuery,
): Promise<TextEditor | undefined> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, start, start + text.length), appended.text);
  const isEdited = await workspace.applyEdit(edit);
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  return isEdited ? window.showTextDocument(document, shown?.viewColumn ?? ViewColumn.One) : undefined;
}

function rangeOf(document: TextDocument, start: number, end: number): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
