import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import type { HuntingRequest } from '../core/kql/huntingRequest';
import type { TableSchema } from '../kusto/tableSchema';
import { isDamage } from './databaseFaults';
import { listDataTables, listWithResults, type DataListing, type DataTable } from './data/dataFiles';
import { databaseNotOpened } from './data/errors';
import { openListing, type DatabaseOptions, type LoadedDatabase } from './data/openDatabase';
import type { EngineAnswer } from './engineAnswer';
import { QueryEngine } from './queryEngine';
import type { QueryRunner } from './queryRunner';

const LOOK_EVERY_MS = 1000;

export interface FolderEngineOptions extends DatabaseOptions {
  /** How long a look at the folder's files is good for; by default a second. */
  readonly lookEveryMs?: number;
  /** Gets the sentences about data that was read while the engine ran. */
  readonly tellNotes?: (notes: readonly string[]) => void;
  /** Gets the tables that were read while the engine ran. */
  readonly tellTables?: (tables: readonly TableSchema[]) => void;
}

/** One state of the folder, and the database of it. It stays open until the queries that began with it have ended. */
interface Snapshot {
  readonly listing: DataListing;
  readonly database: LoadedDatabase;
  readonly engine: QueryEngine;
  running: number;
  isReplaced: boolean;
}

/** Answers queries over a folder as it is: what changed in it is read anew before the next query runs. */
export class FolderEngine implements QueryRunner {
  #lookedAt = Date.now();
  #looking: Promise<Outcome<undefined>> | undefined;
  #isDamaged = false;
  readonly #closed = new AbortController();

  private constructor(
    private readonly options: FolderEngineOptions,
    private snapshot: Snapshot,
  ) {}

  static async open(given: FolderEngineOptions): Promise<Outcome<FolderEngine>> {
    // What is read later moves to the same present, so that rows of both can be joined by their times.
    const options = { ...given, now: given.now ?? new Date() };
    const listing = await listWithResults(options.folder, options.resultsFolder);
    if (!listing.ok) return listing;
    const snapshot = await openSnapshot(listing.value, options);
    return snapshot.ok ? succeed(new FolderEngine(options, snapshot.value)) : snapshot;
  }

  /** What of the data could not be read, as sentences. */
  get notes(): readonly string[] {
    return this.snapshot.database.notes;
  }

  /** Those of the folder; results are not among them. */
  get tables(): readonly TableSchema[] {
    return tablesOfFolder(this.snapshot);
  }

  async run(request: HuntingRequest, signal: AbortSignal): Promise<Outcome<EngineAnswer>> {
    const looked = await this.#look(signal);
    if (!looked.ok) return looked;
    const answer = await this.#runOn(this.snapshot, request, signal);
    if (answer.ok || !this.#isDamaged) return answer;
    const reopened = await this.#look(signal);
    return reopened.ok ? this.#runOn(this.snapshot, request, signal) : reopened;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#looking;
    await this.snapshot.database.close();
  }

  async #runOn(snapshot: Snapshot, request: HuntingRequest, signal: AbortSignal): Promise<Outcome<EngineAnswer>> {
    snapshot.running++;
    const answer = await snapshot.engine.run(request, signal);
    if (answer.ok) return succeed({ ...answer.value, chunks: this.#follow(snapshot, answer.value.chunks) });
    this.#noteDamage(snapshot, answer.error.cause);
    await release(snapshot);
    return answer;
  }

  async *#follow<T>(snapshot: Snapshot, chunks: AsyncIterable<Outcome<T>>): AsyncGenerator<Outcome<T>> {
    try {
      for await (const chunk of chunks) {
        if (!chunk.ok) this.#noteDamage(snapshot, chunk.error.cause);
        yield chunk;
      }
    } finally {
      await release(snapshot);
    }
  }

  #noteDamage(snapshot: Snapshot, cause: unknown): void {
    if (snapshot === this.snapshot && isDamage(cause)) this.#isDamaged = true;
  }

  /** Makes sure that the snapshot is of the folder as it is now. Queries that come together look once. */
  async #look(signal: AbortSignal): Promise<Outcome<undefined>> {
    const isFresh = !this.#isDamaged && Date.now() - this.#lookedAt < (this.options.lookEveryMs ?? LOOK_EVERY_MS);
    if (isFresh && (await this.#areResultsKnown())) return succeed(undefined);
    this.#looking ??= this.#renew().finally(() => (this.#looking = undefined));
    return orCancelled(this.#looking, signal);
  }

  /** Results are there for the query that comes at once. */
  async #areResultsKnown(): Promise<boolean> {
    const { resultsFolder } = this.options;
    if (resultsFolder === undefined) return true;
    const listed = await listDataTables(resultsFolder);
    const results = listed.ok ? listed.value.tables : [];
    return describeFiles(results) === describeFiles(this.snapshot.listing.results ?? []);
  }

  async #renew(): Promise<Outcome<undefined>> {
    const listing = await listWithResults(this.options.folder, this.options.resultsFolder);
    if (!listing.ok) return listing;
    if (this.#isDamaged) await this.options.cache?.discardFolder();
    if (this.#isDamaged || describeState(listing.value) !== describeState(this.snapshot.listing)) {
      const renewed = await openSnapshot(listing.value, { ...this.options, signal: this.#closed.signal });
      if (!renewed.ok) return renewed;
      this.#isDamaged = false;
      await this.#replace(renewed.value);
    }
    this.#lookedAt = Date.now();
    return succeed(undefined);
  }

  async #replace(next: Snapshot): Promise<void> {
    const last = this.snapshot;
    this.snapshot = next;
    last.isReplaced = true;
    const known = new Set(last.database.notes);
    const notes = next.database.notes.filter((note) => !known.has(note));
    if (notes.length > 0) this.options.tellNotes?.(notes);
    this.options.tellTables?.(tablesOfFolder(next));
    if (last.running === 0) await last.database.close();
  }
}

async function openSnapshot(listing: DataListing, options: DatabaseOptions): Promise<Outcome<Snapshot>> {
  const database = await openListing(listing, options);
  if (!database.ok) return database;
  try {
    const engine = await QueryEngine.create(database.value);
    return succeed({ listing, database: database.value, engine, running: 0, isReplaced: false });
  } catch (cause) {
    await database.value.close();
    return fail(databaseNotOpened(cause));
  }
}

async function release(snapshot: Snapshot): Promise<void> {
  snapshot.running--;
  if (snapshot.isReplaced && snapshot.running === 0) await snapshot.database.close();
}

function tablesOfFolder({ database }: Snapshot): readonly TableSchema[] {
  return database.tables.filter(({ isResult }) => isResult !== true);
}

/** Equal for two listings exactly where every file is as it was. */
function describeState({ tables, notes, results = [] }: DataListing): string {
  return JSON.stringify([describeFiles(tables), notes, describeFiles(results)]);
}

function describeFiles(tables: readonly DataTable[]): string {
  const files = tables.map(({ name, files: own }) => [
    name,
    own.map((file) => [file.path, file.bytes, String(file.modified)]),
  ]);
  return JSON.stringify(files);
}

function orCancelled<T>(promise: Promise<Outcome<T>>, signal: AbortSignal): Promise<Outcome<T>> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      resolve(fail(cancelled()));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
