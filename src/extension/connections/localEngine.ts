import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { EventEmitter, type Disposable, type LogOutputChannel } from 'vscode';
import { settleOrAbort } from '../../auth/abort';
import type { ConnectionTable } from '../../core/connectionTables';
import { cancelled, describeError, fail, succeed, type Outcome } from '../../core/errors';
import { showInvisibles } from '../../core/visibleText';
import { ConnectionTablesSchema } from '../../language/protocol';
import { argumentsOf, isSameStart, needsPatience, type EngineStart } from './engineStart';
import { engineNotStarted } from '../errors';
import { showWarning } from '../notifications';

const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d{1,5}\//;

const AddressSchema = v.object({
  url: v.pipe(v.string(), v.regex(LOOPBACK)),
  token: v.pipe(v.string(), v.nonEmpty()),
  /** What of the data could not be read. */
  notes: v.optional(v.array(v.string()), []),
  /** Those of a data folder. */
  tables: v.optional(ConnectionTablesSchema, []),
});

/** A line of the engine's output: the first says where it answers, or why it cannot; others tell of changed data. */
const LineSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([
    AddressSchema,
    v.object({ error: v.object({ code: v.string(), message: v.string(), hint: v.string() }) }),
    v.object({ notes: v.array(v.string()) }),
    v.object({ tables: ConnectionTablesSchema }),
  ]),
);

type EngineAddress = Readonly<v.InferOutput<typeof AddressSchema>>;

/** Where the engine answers, with the bearer token it made for this window. */
export interface ServingEngine extends EngineAddress {
  /** Aborts when the process has ended, whatever ended it. */
  readonly ended: AbortSignal;
  /** True where answers may take longer, or be larger, than the service's. */
  readonly needsPatience: boolean;
}

/** The tables of a data folder, as the engine has read them. */
export interface FolderTables {
  readonly dataFolder: string;
  readonly tables: readonly ConnectionTable[];
}

interface EngineProcess {
  readonly start: EngineStart;
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: AbortSignal;
  readonly address: Promise<Outcome<EngineAddress>>;
}

/**
 * The local engine's process: started when it is first needed or has died, and stopped with the window (its standard
 * input closes even when the window is killed).
 */
export class LocalEngine implements Disposable {
  #process: EngineProcess | undefined;
  readonly #readTables = new EventEmitter<FolderTables>();
  readonly onDidReadTables = this.#readTables.event;

  /**
   * @param entry path of the built engine
   * @param readStart asked before each run: where the answer differs from the last, the engine is started anew
   */
  constructor(
    private readonly entry: string,
    private readonly log: LogOutputChannel,
    private readonly readStart: () => Outcome<EngineStart>,
  ) {}

  /** The engine, after starting it where it does not run. An abort does not end a start that others may wait for. */
  async serve(signal: AbortSignal): Promise<Outcome<ServingEngine>> {
    const start = this.readStart();
    if (!start.ok) return start;
    if (this.#process === undefined || !isSameStart(this.#process.start, start.value) || this.#process.ended.aborted) {
      this.#stop();
      this.#process = this.#start(start.value);
    }
    const { address, ended } = this.#process;
    try {
      const started = await settleOrAbort(address, signal);
      return started.ok ? succeed({ ...started.value, ended, needsPatience: needsPatience(start.value) }) : started;
    } catch {
      return fail(cancelled());
    }
  }

  dispose(): void {
    this.#stop();
    this.#readTables.dispose();
  }

  #stop(): void {
    this.#process?.child.stdin.end();
    this.#process?.child.kill();
    this.#process = undefined;
  }

  async #report(address: Promise<Outcome<EngineAddress>>): Promise<Outcome<EngineAddress>> {
    const started = await address;
    if (started.ok) this.#tellNotes(started.value.notes);
    else this.log.error(`The local engine did not start: ${showInvisibles(describeError(started.error))}`);
    return started;
  }

  #tellNotes(notes: readonly string[]): void {
    const [note, ...others] = notes;
    if (note === undefined) return;
    for (const each of notes) this.log.warn(showInvisibles(each));
    const more = others.length === 0 ? '' : ` The log has ${others.length} more such notes.`;
    void showWarning(`Local data: ${note}${more}`);
  }

  #start(start: EngineStart): EngineProcess {
    const { dataFolder } = start;
    const child = spawn(process.execPath, [this.entry, ...argumentsOf(start)], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ended = new AbortController();
    child.once('error', () => ended.abort());
    child.once('exit', (code, killedBy) => {
      ended.abort();
      this.log.info(`The local engine ended (${killedBy ?? `exit code ${code ?? 'unknown'}`}).`);
    });
    // A pipe to a process that has ended: its end is told above.
    child.stdin.on('error', () => undefined);
    createInterface(child.stderr).on('line', (line) => this.log.warn(`Local engine: ${showInvisibles(line)}`));
    return { start, child, ended: ended.signal, address: this.#report(this.#readLines(child, dataFolder)) };
  }

  /** Follows what the engine says; ending before it says where it answers is a failure. */
  #readLines(child: ChildProcessWithoutNullStreams, dataFolder: string): Promise<Outcome<EngineAddress>> {
    return new Promise((resolve) => {
      const lines = createInterface(child.stdout);
      lines.on('line', (line) => {
        const parsed = v.safeParse(LineSchema, line);
        if (!parsed.success) {
          child.kill();
          resolve(fail(engineNotStarted('it did not say where it answers')));
        } else if ('error' in parsed.output) resolve(fail(parsed.output.error));
        else if ('url' in parsed.output) {
          if (dataFolder !== '') this.#readTables.fire({ dataFolder, tables: parsed.output.tables });
          resolve(succeed(parsed.output));
        } else if ('tables' in parsed.output) this.#readTables.fire({ dataFolder, tables: parsed.output.tables });
        else this.#tellNotes(parsed.output.notes);
      });
      lines.once('close', () => resolve(fail(engineNotStarted('it ended at once'))));
    });
  }
}
