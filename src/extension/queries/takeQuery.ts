import { Position, Range, Uri, window, workspace, type TextDocument } from 'vscode';
import { fail, succeed, type Outcome } from '../../core/errors';
import { findQueryAt } from '../../core/kql/queryAt';
import { noKustoEditor, noQueryHere } from '../errors';
import type { LanguageProcess } from '../language/languageClient';
import type { TakenQuery } from './queryDiagnostics';

/** The query that a command is about: at a place that it was given, or else what is selected, or where the cursor is. */
export async function takeQuery(
  language: LanguageProcess,
  uri: unknown,
  position: unknown,
): Promise<Outcome<TakenQuery>> {
  if (uri instanceof Uri && position instanceof Position) {
    return queryAt(language, await workspace.openTextDocument(uri), position);
  }
  const editor = uri instanceof Uri ? editorOf(uri) : window.activeTextEditor;
  if (editor?.document.languageId !== 'kusto') return fail(noKustoEditor());
  const { document, selection } = editor;
  const selected = document.getText(selection);
  if (selected.trim() === '') return queryAt(language, document, selection.active);
  return succeed({ document, range: new Range(selection.start, selection.end), text: selected });
}

function editorOf(uri: Uri) {
  const isWanted = (document: TextDocument) => document.uri.toString() === uri.toString();
  const { activeTextEditor, visibleTextEditors } = window;
  if (activeTextEditor !== undefined && isWanted(activeTextEditor.document)) return activeTextEditor;
  return visibleTextEditors.find(({ document }) => isWanted(document));
}

async function queryAt(
  language: LanguageProcess,
  document: TextDocument,
  position: Position,
): Promise<Outcome<TakenQuery>> {
  const queries = await language.queriesOf(document);
  if (!queries.ok) return queries;
  const query = findQueryAt(queries.value, position);
  if (query === undefined) return fail(noQueryHere());
  const { start, end } = query.range;
  const range = new Range(start.line, start.character, end.line, end.character);
  return succeed({ document, range, text: document.getText(range) });
}
