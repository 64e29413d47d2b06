/** The language process: speaks LSP with the editor about Kusto documents. */
import path from 'node:path';
import * as v from 'valibot';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  createConnection,
  DidChangeConfigurationNotification,
  ProposedFeatures,
  TextDocuments,
  type CancellationToken,
  type SemanticTokens,
  type SemanticTokensDelta,
  type TextDocumentIdentifier,
} from 'vscode-languageserver/node';
import { HelpTopics } from '../kusto/helpTopics';
import { readRender } from '../kusto/renderedVisualization';
import { DEFENDER_TABLES } from '../kusto/schema/defenderTables';
import { AnalyzedDocuments, type AnalyzedDocument } from './analyzedDocuments';
import { abortSignalOf } from './abortSignal';
import { CAPABILITIES } from './capabilities';
import { composeScope } from './composeScope';
import { diagnose } from './diagnose';
import { DiagnosticsFeed } from './diagnosticsFeed';
import { HelpTexts } from './helpTexts';
import { HUNTING_SCOPE } from './huntingScope';
import { parseLanguageSettings, SETTINGS_SECTION } from './languageSettings';
import { listCompletions, resolveCompletion } from './features/completion';
import { linkTables } from './features/documentLinks';
import { outlineDocument } from './features/documentSymbols';
import { findFoldingRanges } from './features/folding';
import { formatDocument, formatRange, formatTyped } from './features/formatting';
import { offerFixes } from './features/fixes';
import { describePosition } from './features/hover';
import { findDefinition, findReferences, highlightName } from './features/navigation';
import { listQueries } from './features/queries';
import { offerRefactorings } from './features/refactor';
import { findRenamable, renameAt } from './features/rename';
import { hintResults } from './features/resultHints';
import { widenSelection } from './features/selectionRanges';
import { helpWithCall } from './features/signatureHelp';
import { filterSymbols, listSymbols } from './features/workspaceSymbols';
import { MessageOrder } from './messageOrder';
import { ResultTables } from './resultTables';
import { SemanticTokenStore } from './semanticTokenStore';
import { WorkspaceFiles } from './workspaceFiles';
import {
  ConnectionTablesSchema,
  QUERIES_REQUEST,
  RESULT_TABLES_NOTIFICATION,
  RENDER_REQUEST,
  TABLE_NAMES_REQUEST,
  TABLES_NOTIFICATION,
  TIMESPAN_NOTIFICATION,
  TimespanSchema,
  USED_RESULTS_REQUEST,
  type ConnectionTables,
  type QueriesAnswer,
  type QueriesParams,
  type UsedResultsParams,
  type RenderParams,
} from './protocol';

// Node would print the line of code that failed, which in a bundle is four megabytes long.
process.on('uncaughtException', ({ name, message }) => {
  process.stderr.write(`The language process ends: ${name}: ${message.slice(0, 200)}\n`);
  process.exit(1);
});

const NO_TOKENS: SemanticTokens = { data: [] };
const DOCUMENTED_TABLES = new Set(DEFENDER_TABLES.map(({ name }) => name));

const order = new MessageOrder();
const connection = createConnection(ProposedFeatures.all, order.options);
const documents = new TextDocuments(TextDocument);
let scope = HUNTING_SCOPE;
let settings = parseLanguageSettings(undefined);
let connectionTables: ConnectionTables = [];
const resultTables = new ResultTables();
let hasTimespan = false;
const analyses = new AnalyzedDocuments(scope);
const help = new HelpTexts(new HelpTopics(path.join(__dirname, 'helpTopics.json')), () => scope);
const tokens = new SemanticTokenStore();
const workspaceFiles = new WorkspaceFiles();
const diagnostics = new DiagnosticsFeed(analyses, {
  diagnose: (query) => diagnose(query, { rules: settings.rules, hasTimespan }),
  publish: (params) => void connection.sendDiagnostics(params),
  onRead: (uri) => {
    if (tokens.takeIncomplete(uri)) void connection.languages.semanticTokens.refresh();
  },
  whenIdle: (work) => order.whenIdle(work),
});

connection.onInitialize(() => ({ capabilities: CAPABILITIES }));

connection.onInitialized(() => {
  void connection.client.register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION });
  void readSettings();
});
connection.onDidChangeConfiguration(() => void readSettings());
connection.onNotification(TABLES_NOTIFICATION, (tables: unknown) => {
  const parsed = v.safeParse(ConnectionTablesSchema, tables);
  connectionTables = parsed.success ? parsed.output : [];
  void changeSchema();
});

connection.onNotification(RESULT_TABLES_NOTIFICATION, (tables: unknown) => {
  const parsed = v.safeParse(ConnectionTablesSchema, tables);
  resultTables.change(parsed.success ? parsed.output : []);
  if (documents.all().some((document) => resultTables.areNewTo(document.getText()))) void changeSchema();
});
connection.onRequest(USED_RESULTS_REQUEST, async ({ query }: UsedResultsParams) => {
  if (resultTables.areNewTo(query)) await changeSchema();
  return resultTables.usedBy(query, scope);
});
connection.onNotification(TIMESPAN_NOTIFICATION, (timespan: unknown) => {
  const { isChosen } = v.parse(TimespanSchema, timespan);
  if (isChosen === hasTimespan) return;
  hasTimespan = isChosen;
  diagnostics.refresh();
});

connection.onRequest(TABLE_NAMES_REQUEST, () => scope.tables.map(({ name }) => name));

async function readSettings(): Promise<void> {
  const { withSentinel } = settings;
  settings = parseLanguageSettings(await connection.workspace.getConfiguration(SETTINGS_SECTION));
  if (settings.withSentinel !== withSentinel) await changeSchema();
  else diagnostics.refresh();
  void connection.languages.inlayHint.refresh();
}

/** Reads the open documents anew against the tables that are chosen now. */
async function changeSchema(): Promise<void> {
  const { withSentinel } = settings;
  const composed = await composeScope({ withSentinel, connectionTables, resultTables: resultTables.take() });
  if (composed === scope) {
    diagnostics.refresh();
    return;
  }
  scope = composed;
  analyses.changeScope(scope);
  diagnostics.refresh();
  void connection.languages.semanticTokens.refresh();
}

documents.onDidChangeContent(({ document }) => {
  diagnostics.update(document);
  if (resultTables.areNewTo(document.getText())) void changeSchema();
});
documents.onDidClose(({ document }) => {
  diagnostics.close(document.uri);
  analyses.forget(document.uri);
  tokens.forget(document.uri);
});

/** Answers about an open document; the answer is empty where it has been closed, or is not wanted any more. */
function about<T>(
  { uri }: TextDocumentIdentifier,
  empty: T,
  answer: (analyzed: AnalyzedDocument) => T,
  token?: CancellationToken,
): T {
  const document = documents.get(uri);
  return document === undefined || token?.isCancellationRequested === true ? empty : answer(analyses.of(document));
}

connection.onRequest(QUERIES_REQUEST, ({ textDocument }: QueriesParams): QueriesAnswer =>
  about(textDocument, [], ({ document }) => listQueries(document)),
);

connection.onRequest(RENDER_REQUEST, ({ query }: RenderParams) => readRender(query) ?? null);

connection.onCompletion(({ textDocument, position }) =>
  about(textDocument, null, (analyzed) => listCompletions(analyzed, position)),
);
connection.onCompletionResolve((item) => resolveCompletion(item, help));
connection.onHover(({ textDocument, position }) =>
  about(textDocument, undefined, (analyzed) => describePosition(analyzed, position, help)),
);
connection.onSignatureHelp(({ textDocument, position }) =>
  about(textDocument, undefined, (analyzed) => helpWithCall(analyzed, position, help)),
);

connection.languages.semanticTokens.on(({ textDocument }, token) =>
  about(textDocument, NO_TOKENS, (analyzed) => tokens.full(analyzed), token),
);
connection.languages.semanticTokens.onDelta(({ textDocument, previousResultId }, token) =>
  about<SemanticTokens | SemanticTokensDelta>(
    textDocument,
    NO_TOKENS,
    (analyzed) => tokens.delta(analyzed, previousResultId),
    token,
  ),
);
connection.languages.semanticTokens.onRange(({ textDocument, range }, token) =>
  about(textDocument, NO_TOKENS, (analyzed) => tokens.range(analyzed, range), token),
);
connection.languages.inlayHint.on(({ textDocument, range }, token) =>
  about(textDocument, [], (analyzed) => (settings.hintsResults ? hintResults(analyzed, range) : []), token),
);

connection.onDocumentSymbol(({ textDocument }) => about(textDocument, [], outlineDocument));
connection.onWorkspaceSymbol(async ({ query }, token) => {
  const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
  const open = documents.all();
  const inFiles = await workspaceFiles.symbols(
    folders.map(({ uri }) => uri),
    open.map(({ uri }) => uri),
    abortSignalOf(token),
  );
  return filterSymbols([...open.flatMap((document) => listSymbols(analyses.of(document))), ...inFiles], query);
});
connection.onDocumentLinks(({ textDocument }) =>
  about(textDocument, [], ({ document }) => linkTables(document, DOCUMENTED_TABLES)),
);
connection.onFoldingRanges(({ textDocument }) =>
  about(textDocument, [], ({ document }) => findFoldingRanges(document)),
);
connection.onSelectionRanges(({ textDocument, positions }) =>
  about(textDocument, [], (analyzed) => positions.map((position) => widenSelection(analyzed, position))),
);

connection.onDefinition(({ textDocument, position }) =>
  about(textDocument, [], (analyzed) => findDefinition(analyzed, position)),
);
connection.onReferences(({ textDocument, position, context }) =>
  about(textDocument, [], (analyzed) => findReferences(analyzed, position, context)),
);
connection.onDocumentHighlight(({ textDocument, position }, token) =>
  about(textDocument, [], (analyzed) => highlightName(analyzed, position), token),
);
connection.onPrepareRename(({ textDocument, position }) =>
  about(textDocument, null, (analyzed) => findRenamable(analyzed, position)),
);
connection.onRenameRequest(({ textDocument, position, newName }) =>
  about(textDocument, null, (analyzed) => renameAt(analyzed, position, newName)),
);

connection.onDocumentFormatting(({ textDocument, options }) =>
  about(textDocument, [], ({ document }) => formatDocument(document, options)),
);
connection.onDocumentRangeFormatting(({ textDocument, range, options }) =>
  about(textDocument, [], ({ document }) => formatRange(document, range, options)),
);
connection.onDocumentOnTypeFormatting(({ textDocument, position, options }) =>
  about(textDocument, [], ({ document }) => formatTyped(document, position, options)),
);
connection.onCodeAction(({ textDocument, range }, token) =>
  about(
    textDocument,
    [],
    (analyzed) => [
      ...offerFixes(analyzed, range, (query) => diagnostics.findingsOf(query)),
      ...offerRefactorings(analyzed, range),
    ],
    token,
  ),
);

documents.listen(connection);
connection.listen();
