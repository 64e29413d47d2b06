import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { EventEmitter, workspace, type Disposable } from 'vscode';
import type { ConnectionTable } from '../../core/connectionTables';
import { ConnectionTablesSchema } from '../../language/protocol';
import type { ConnectionChoice } from './connections';
import type { FolderTables, LocalEngine } from './localEngine';
import { readUserSetting } from '../userSettings';

const Stored = v.pipe(v.string(), v.parseJson(), ConnectionTablesSchema);
const DATA_FOLDER = 'engine.dataFolder';

/** What connections said of their tables, one file each in the extension's storage. */
export class SchemaStore implements Disposable {
  readonly #changed = new EventEmitter<void>();
  /** Other tables may be known. */
  readonly onDidChange = this.#changed.event;
  readonly #listeners: readonly Disposable[];

  /** @param folder of this store alone; made when something is kept */
  constructor(
    private readonly folder: string,
    { onDidReadTables }: Pick<LocalEngine, 'onDidReadTables'>,
  ) {
    this.#listeners = [
      // Where they cannot be kept, the engine tells them again when it next runs.
      onDidReadTables((read) => void this.#keepFolder(read).catch(() => undefined)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`kqlHunting.${DATA_FOLDER}`)) this.#changed.fire();
      }),
    ];
  }

  /** The tables that a connection named when it was last asked; none before. */
  read(choice: ConnectionChoice): Promise<readonly ConnectionTable[]> {
    return readTables(this.#file(keyOf(choice)));
  }

  /** When a connection named its tables; undefined where it never did. */
  async askedAt(choice: ConnectionChoice): Promise<Date | undefined> {
    try {
      return (await stat(this.#file(keyOf(choice)))).mtime;
    } catch {
      return undefined;
    }
  }

  async keep(choice: ConnectionChoice, tables: readonly ConnectionTable[]): Promise<void> {
    await this.#write(this.#file(keyOf(choice)), tables);
    this.#changed.fire();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  /** The engine names no values; those that were seen in a column stay. */
  async #keepFolder({ dataFolder, tables }: FolderTables): Promise<void> {
    const file = this.#file(localKey(dataFolder));
    const known = new Map((await readTables(file)).map((table) => [table.name, table]));
    await this.#write(
      file,
      tables.map((table) => withValues(table, known.get(table.name))),
    );
    this.#changed.fire();
  }

  async #write(file: string, tables: readonly ConnectionTable[]): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(file, JSON.stringify(tables));
  }

  #file(key: string): string {
    return path.join(this.folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
  }
}

async function readTables(file: string): Promise<readonly ConnectionTable[]> {
  try {
    const stored = v.safeParse(Stored, await readFile(file, 'utf8'));
    return stored.success ? stored.output : [];
  } catch {
    return [];
  }
}

/** Two connections to one tenant share what it has; their names do not matter. */
function keyOf(choice: ConnectionChoice): string {
  if (choice.kind === 'tenant') return `${choice.settings.cloud} ${choice.settings.tenantId}`.toLowerCase();
  const dataFolder = readUserSetting(DATA_FOLDER);
  return localKey(typeof dataFolder === 'string' ? dataFolder : '');
}

function localKey(dataFolder: string): string {
  return `local ${dataFolder}`;
}

function withValues(table: ConnectionTable, known: ConnectionTable | undefined): ConnectionTable {
  const examples = new Map(known?.columns.map((column) => [column.name, column.examples]));
  const columns = table.columns.map((column) => ({ ...column, examples: examples.get(column.name) ?? [] }));
  return { ...table, columns };
}
