/** The language process: speaks LSP with the editor about Kusto documents. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createConnection, ProposedFeatures, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { findFoldingRanges } from './features/folding';
import { listQueries } from './features/queries';
import { QUERIES_REQUEST, type QueriesAnswer, type QueriesParams } from './protocol';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);

connection.onInitialize(() => ({
  capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, foldingRangeProvider: true },
}));

connection.onRequest(QUERIES_REQUEST, ({ textDocument }: QueriesParams): QueriesAnswer => {
  const document = documents.get(textDocument.uri);
  return document === undefined ? [] : listQueries(document);
});

connection.onFoldingRanges(({ textDocument }) => {
  const document = documents.get(textDocument.uri);
  return document === undefined ? [] : findFoldingRanges(document);
});

documents.listen(connection);
connection.listen();
