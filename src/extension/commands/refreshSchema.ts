import { setTimeout } from 'node:timers/promises';
import { ProgressLocation, window } from 'vscode';
import { askTableNames, askTables, type ConnectionTable } from '../../core/connectionTables';
import { cancelled, type HuntError, type Outcome } from '../../core/errors';
import { withAbortSignal } from '../cancellation';
import type { ConnectionChoice, Connections } from '../connections/connections';
import type { LanguageProcess } from '../language/languageClient';
import { showError } from '../notifications';
import type { SchemaStore } from '../connections/schemaStore';
import type { OpenConnection } from '../connections/huntingConnections';

/** The service takes 45 questions a minute from a tenant; some are left to those who hunt meanwhile. */
const PAUSE_MS = 2_000;

export interface RefreshSchemaParts {
  readonly connections: Connections;
  readonly openConnection: OpenConnection;
  readonly language: LanguageProcess;
  readonly schemas: SchemaStore;
}

/** What the command returns, for tests and other extensions. */
export type RefreshSchemaResult = { readonly tables: number } | { readonly error: HuntError };

/**
 * Asks the selected connection for its tables and their columns, keeps the answer for the next time, and completes and
 * checks queries by it from now on.
 */
export function refreshSchemaCommand(parts: RefreshSchemaParts) {
  return async (): Promise<RefreshSchemaResult> => {
    const choice = parts.connections.current;
    const tables = await askWithProgress(parts, choice);
    if (!tables.ok) {
      if (tables.error.code !== cancelled().code) void showError(tables.error);
      return { error: tables.error };
    }
    await parts.schemas.keep(choice, tables.value);
    const { length } = tables.value;
    void window.showInformationMessage(`${length} tables of ${choice.name} are known now.`);
    return { tables: length };
  };
}

async function askWithProgress(
  { openConnection, language }: RefreshSchemaParts,
  choice: ConnectionChoice,
): Promise<Outcome<readonly ConnectionTable[]>> {
  return window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: `Asking ${choice.name} for its tables` },
    async (progress, token) =>
      withAbortSignal(token, async (signal) => {
        const report = (message: string) => progress.report({ message });
        const connection = await openConnection(choice, { signal, report });
        if (!connection.ok) return connection;
        const isLocal = choice.kind === 'local';
        const names = isLocal ? await askTableNames(connection.value, signal) : await language.tableNames();
        if (!names.ok) return names;
        const pause = isLocal ? () => Promise.resolve() : waitPolitely;
        const onTable = (name: string, index: number) => report(`${name} (${index + 1} of ${names.value.length})`);
        return askTables(connection.value, names.value, { signal, pause, onTable });
      }),
  );
}

async function waitPolitely(signal: AbortSignal): Promise<void> {
  // An abort ends the wait; whoever waits looks at the signal.
  await setTimeout(PAUSE_MS, undefined, { signal }).catch(() => undefined);
}
