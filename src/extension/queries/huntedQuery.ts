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
import { openKustoDocument } from './kustoDocument';
import type { TakenQuery } from './queryDiagnostics';

/** The query that a result came from, found again in its document however that was edited since. */
export class HuntedQuery {
  #text: string;

  private constructor(
    text: string,
    private readonly uri: Uri | undefined,
    private near: number,
  ) {
    this.#text = text;
  }

  static in({ document, range, text }: TakenQuery): HuntedQuery {
    return new HuntedQuery(text, document.uri, document.offsetAt(range.start));
  }

  /** A query that is in no document. */
  static ofText(text: string): HuntedQuery {
    return new HuntedQuery(text, undefined, 0);
  }

  /** Adds an operator and shows it selected; where the query is not there any more, in a new document. */
  async append(operator: string): Promise<void> {
    const appended = appendOperator(this.#text, operator);
    const document = await this.#openDocument();
    const start = document === undefined ? undefined : nearestPlace(document.getText(), this.#text, this.near);
    const editor =
      document === undefined || start === undefined
        ? await openKustoDocument(appended.text)
        : await replaceIn(document, start, this.#text, appended);
    if (editor === undefined) return;
    const from = start ?? 0;
    const place = rangeOf(editor.document, from + appended.start, from + appended.end);
    editor.selection = new Selection(place.start, place.end);
    editor.revealRange(place);
    if (start === undefined) return;
    this.#text = appended.text;
    this.near = start;
  }

  async #openDocument(): Promise<TextDocument | undefined> {
    const { uri } = this;
    if (uri === undefined) return undefined;
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open !== undefined || uri.scheme === 'untitled') return open;
    try {
      return await workspace.openTextDocument(uri);
    } catch {
      return undefined;
    }
  }
}

/** Where a text stands, of several places the one nearest to where it was; undefined where it does not. */
function nearestPlace(whole: string, text: string, near: number): number | undefined {
  const before = whole.lastIndexOf(text, near);
  const behind = whole.indexOf(text, near);
  if (before < 0 || behind < 0) return before < 0 && behind < 0 ? undefined : Math.max(before, behind);
  return near - before <= behind - near ? before : behind;
}

async function replaceIn(
  document: TextDocument,
  start: number,
  text: string,
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
