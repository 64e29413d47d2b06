import type { TextDocument } from 'vscode-languageserver-textdocument';
import { findQueries } from '../../kusto/splitQueries';
import type { QueriesAnswer } from '../protocol';

/** The queries of a document as ranges, which stay true whatever line ends the editor uses. */
export function listQueries(document: TextDocument): QueriesAnswer {
  return findQueries(document.getText()).map(({ start, end }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
  }));
}
