/** The language process: speaks LSP with the editor about Kusto documents. */
import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionKind,
  createConnection,
  DidChangeConfigurationNotification,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { HelpTopics } from '../kusto/helpTopics';
import { DEFENDER_TABLES } from '../kusto/schema/defenderTables';
import { HUNTING_FUNCTIONS } from '../kusto/schema/huntingFunctions';
import { createBindingScope } from '../kusto/tableSchema';
import { AnalyzedDocuments } from './analyzedDocuments';
import { diagnose } from './diagnose';
import { DiagnosticsFeed } from './diagnosticsFeed';
import { HelpTexts } from './helpTexts';
import { COMPLETION_TRIGGERS, listCompletions, resolveCompletion } from './features/completion';
import { findFoldingRanges } from './features/folding';
import { formatDocument, formatRange, formatTyped, FORMATTING_TRIGGER } from './features/formatting';
import { offerFixes } from './features/fixes';
import { listQueries } from './features/queries';
import { parseRuleSeverities, type RuleSeverities } from './ruleSeverities';
import { QUERIES_REQUEST, type QueriesAnswer, type QueriesParams } from './protocol';

/** The setting with the severities of findings, by code. */
const LINT_RULES = 'kqlHunting.lint.rules';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const scope = createBindingScope(DEFENDER_TABLES, HUNTING_FUNCTIONS);
const analyses = new AnalyzedDocuments(scope);
const help = new HelpTexts(new HelpTopics(path.join(__dirname, 'helpTopics.json')), () => scope);
let rules: RuleSeverities = new Map();
const diagnostics = new DiagnosticsFeed(
  analyses,
  (query) => diagnose(query, { rules }),
  (params) => void connection.sendDiagnostics(params),
);

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: COMPLETION_TRIGGERS, resolveProvider: true },
    foldingRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: FORMATTING_TRIGGER },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  },
}));

connection.onInitialized(() => {
  void connection.client.register(DidChangeConfigurationNotification.type, { section: LINT_RULES });
  void readRules();
});
connection.onDidChangeConfiguration(() => void readRules());

async function readRules(): Promise<void> {
  rules = parseRuleSeverities(await connection.workspace.getConfiguration(LINT_RULES));
  diagnostics.refresh();
}

documents.onDidChangeContent(({ document }) => diagnostics.update(document));
documents.onDidClose(({ document }) => {
  diagnostics.close(document.uri);
  analyses.forget(document.uri);
});

connection.onRequest(QUERIES_REQUEST, ({ textDocument }: QueriesParams): QueriesAnswer => {
  const document = documents.get(textDocument.uri);
  return document === undefined ? [] : listQueries(document);
});

connection.onCompletion(({ textDocument, position }) => {
  const document = documents.get(textDocument.uri);
  return document === undefined ? [] : listCompletions(analyses.of(document), position);
});
connection.onCompletionResolve((item) => resolveCompletion(item, help));

connection.onFoldingRanges(({ textDocument }) => {
  const document = documents.get(textDocument.uri);
  return document === undefined ? [] : findFoldingRanges(document);
});

connection.onDocumentFormatting(({ textDocument, options }) => {
  const document = documents.get(textDocument.uri);
  return document === undefined ? [] : formatDocument(document, options);
});

connection.onDocumentRangeFormatting(({ textDocument, range, options }) => {
  const document = documents.get(textDocument.uri);
  return document === undefined ? [] : formatRange(document, range, options);
});

connection.onDocumentOnTypeFormatting(({ textDocument, position, options }) => {
  const document = documents.get(textDocument.uri);
  return document === undefined ? [] : formatTyped(document, position, options);
});

connection.onCodeAction(({ textDocument, range }) => {
  const document = documents.get(textDocument.uri);
  return document === undefined
    ? []
    : offerFixes(analyses.of(document), range, (query) => diagnostics.findingsOf(query));
});

documents.listen(connection);
connection.listen();
