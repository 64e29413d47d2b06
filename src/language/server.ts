/** The language process: speaks LSP with the editor about Kusto documents. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createConnection, ProposedFeatures, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { DEFENDER_TABLES } from '../kusto/schema/defenderTables';
import { HUNTING_FUNCTIONS } from '../kusto/schema/huntingFunctions';
import { createBindingScope } from '../kusto/tableSchema';
import { AnalyzedDocuments } from './analyzedDocuments';
import { diagnose } from './diagnose';
import { DiagnosticsFeed } from './diagnosticsFeed';
import { findFoldingRanges } from './features/folding';
import { listQueries } from './features/queries';
import { QUERIES_REQUEST, type QueriesAnswer, type QueriesParams } from './protocol';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const analyses = new AnalyzedDocuments(createBindingScope(DEFENDER_TABLES, HUNTING_FUNCTIONS));
const diagnostics = new DiagnosticsFeed(analyses, diagnose, (params) => void connection.sendDiagnostics(params));

connection.onInitialize(() => ({
  capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, foldingRangeProvider: true },
}));

documents.onDidChangeContent(({ document }) => diagnostics.update(document));
documents.onDidClose(({ document }) => {
  diagnostics.close(document.uri);
  analyses.forget(document.uri);
});

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
