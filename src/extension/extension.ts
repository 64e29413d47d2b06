import path from 'node:path';
import { commands, Uri, window, type ExtensionContext } from 'vscode';
import { addConnectionCommand } from './commands/addConnection';
import { clearHistoryCommand } from './commands/clearHistory';
import { compareResultsCommand } from './commands/compareResults';
import { cellActionsCommand } from './commands/cellActions';
import { copyAsCommand } from './commands/copyAs';
import { pivotCommand } from './commands/pivot';
import { refineResultsCommand } from './commands/refineResults';
import { refreshSchemaCommand } from './commands/refreshSchema';
import { runQueryCommand } from './commands/runQuery';
import { saveChart } from './commands/saveChart';
import { saveResultsCommand, saveRows } from './commands/saveResults';
import { selectConnectionCommand } from './commands/selectConnection';
import { selectResultCommand } from './commands/selectResult';
import { selectTimespanCommand } from './commands/selectTimespan';
import { showHistoryCommand } from './commands/showHistory';
import { showLogCommand } from './commands/showLog';
import { signInCommand } from './commands/signIn';
import { signOutCommand } from './commands/signOut';
import { succeed } from '../core/errors';
import { Connections } from './connections/connections';
import { writeResultsIntoQueryCommand } from './commands/writeResultsIntoQuery';
import { readEngineStart } from './connections/engineStart';
import { guardCommand } from './guardCommand';
import { createOpenConnection } from './connections/huntingConnections';
import { openKustoDocument } from './queries/kustoDocument';
import { KeptRuns } from './history/keptRuns';
import { LanguageProcess } from './language/languageClient';
import { LocalEngine } from './connections/localEngine';
import { QueryDiagnostics } from './queries/queryDiagnostics';
import { QueryLens } from './queries/queryLens';
import { RESULT_EDITOR_TYPE } from './results/resultEditor';
import { Results } from './results/results';
import { ResultTables } from './results/resultTables';
import { createResultRestorer, restorePanelResult } from './history/restoreResults';
import { SchemaStatus } from './connections/schemaStatus';
import { SchemaStore } from './connections/schemaStore';
import { secretStoreOf } from './connections/secretStore';
import { signInPrompts } from './connections/signInPrompts';
import { StatusBar } from './statusBar';
import { createTenantSignIns } from './connections/tenantSignIns';
import { TimespanChoice } from './queries/timespanChoice';
import { windowFolder } from './results/windowFolder';

/**
 * Puts the extension together. Nothing is started or sent here: the language process comes with the first Kusto
 * document, the engine and the sign-in with the first run that needs them.
 */
export function activate(context: ExtensionContext): void {
  const { extensionUri, globalStorageUri, secrets, workspaceState } = context;
  const builtFile = (name: string) => Uri.joinPath(extensionUri, 'dist', name).fsPath;

  const log = window.createOutputChannel('KQL Hunting', { log: true });
  const connections = new Connections(workspaceState);
  const timespans = new TimespanChoice(workspaceState);
  const resultsFolder = windowFolder(Uri.joinPath(globalStorageUri, 'results').fsPath);
  const besideFolder = path.join(resultsFolder, 'beside');
  const engine = new LocalEngine(builtFile('engine.js'), log, () =>
    readEngineStart(Uri.joinPath(globalStorageUri, 'tables').fsPath, besideFolder),
  );
  const schemas = new SchemaStore(Uri.joinPath(globalStorageUri, 'schemas').fsPath, engine);
  const language = new LanguageProcess(builtFile('language.js'), log, {
    tables: () => schemas.read(connections.current),
    resultTables: () => resultTables.tables,
    hasTimespan: () => timespans.current !== undefined,
  });
  const diagnostics = new QueryDiagnostics();
  const results = new Results(extensionUri, {
    save: (rows, title) => {
      void guardCommand('Save Results', saveRows, log)(rows, title, workspaceState);
    },
    append: (query, operator) => {
      void guardCommand('Change Query', async () => query.append(operator), log)();
    },
    openQuery: (query) => {
      void guardCommand('Open Query', openKustoDocument, log)(query);
    },
    saveChart: (image, title) => {
      void guardCommand('Save Chart', saveChart, log)(image, title, workspaceState);
    },
    reportFault: (report) => log.error(report),
  });
  const runs = new KeptRuns(Uri.joinPath(globalStorageUri, 'history').fsPath, log);
  const aloneFolder = path.join(resultsFolder, 'data');
  const resultsEngine = new LocalEngine(builtFile('engine.js'), log, () =>
    succeed({ dataFolder: aloneFolder, cacheFolder: path.join(resultsFolder, 'tables'), looksAlways: true }),
  );
  const readers = {
    alone: { engine: resultsEngine, folder: aloneFolder },
    beside: { engine, folder: besideFolder },
  };
  const resultTables = new ResultTables(results, readers, resultsFolder);
  const signIns = createTenantSignIns({
    secrets: secretStoreOf(secrets),
    stateFolder: globalStorageUri.fsPath,
    ...signInPrompts(),
  });
  const openConnection = createOpenConnection(engine, signIns);

  const handlers: Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>> = {
    'kqlHunting.runQuery': runQueryCommand({
      connections,
      openConnection,
      timespans,
      language,
      resultTables,
      results,
      runs,
      diagnostics,
      log,
    }),
    'kqlHunting.refreshSchema': refreshSchemaCommand({ connections, openConnection, language, schemas }),
    'kqlHunting.saveResults': saveResultsCommand(results, workspaceState),
    'kqlHunting.copyAs': copyAsCommand(results),
    'kqlHunting.cellActions': cellActionsCommand(results),
    'kqlHunting.includeValues': pivotCommand(results, 'include'),
    'kqlHunting.excludeValues': pivotCommand(results, 'exclude'),
    'kqlHunting.hasValues': pivotCommand(results, 'has'),
    'kqlHunting.notHasValues': pivotCommand(results, 'notHas'),
    'kqlHunting.betweenValues': pivotCommand(results, 'between'),
    'kqlHunting.showHistory': showHistoryCommand({ runs, results, language }),
    'kqlHunting.clearHistory': clearHistoryCommand(runs),
    'kqlHunting.compareResults': compareResultsCommand({ runs, results, language }),
    'kqlHunting.writeResultsIntoQuery': writeResultsIntoQueryCommand({ language, resultTables }),
    'kqlHunting.refineResults': refineResultsCommand(results),
    'kqlHunting.selectResult': selectResultCommand(results),
    'kqlHunting.selectConnection': selectConnectionCommand(connections),
    'kqlHunting.addConnection': addConnectionCommand(connections),
    'kqlHunting.selectTimespan': selectTimespanCommand(timespans),
    'kqlHunting.signIn': signInCommand(connections, signIns),
    'kqlHunting.signOut': signOutCommand(connections, signIns),
    'kqlHunting.showLog': showLogCommand(log),
  };

  context.subscriptions.push(
    log,
    connections,
    connections.onDidChange(() => void language.changeTables()),
    timespans,
    timespans.onDidChange(() => void language.changeTimespan()),
    schemas,
    schemas.onDidChange(() => void language.changeTables()),
    engine,
    language,
    diagnostics,
    results,
    results.onDidChange(() => void language.changeResultTables()),
    window.registerWebviewPanelSerializer(RESULT_EDITOR_TYPE, createResultRestorer({ runs, results, language })),
    results.panelView.onDidOutliveResult((state) => {
      void guardCommand('Restore Result', restorePanelResult, log)({ runs, results, language }, state);
    }),
    resultTables,
    new StatusBar(connections, timespans),
    new SchemaStatus(connections, schemas),
    new QueryLens(language),
    ...Object.entries(handlers).map(([name, handler]) =>
      commands.registerCommand(name, guardCommand(name, handler, log)),
    ),
  );
}
