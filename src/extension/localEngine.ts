import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { Disposable, LogOutputChannel } from 'vscode';
import { settleOrAbort } from '../auth/abort';
import { cancelled, describeError, fail, succeed, type Outcome } from '../core/errors';
import { showInvisibles } from '../core/visibleText';
import { engineNotStarted, wrongDataFolder } from './errors';
import { showWarning } from './notifications';
import { readUserSetting } from './userSettings';

const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d{1,5}\//;

const AddressSchema = v.object({
  url: v.pipe(v.string(), v.regex(LOOPBACK)),
  token: v.pipe(v.string(), v.nonEmpty()),
  /** What of the data could not be read. */
  notes: v.optional(v.array(v.string()), []),
});

/** The engine's first line of output. */
const FirstLineSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([AddressSchema, v.object({ error: v.object({ code: v.string(), message: v.string(), hint: v.string() }) })]),
);

type EngineAddress = Readonly<v.InferOutput<typeof AddressSchema>>;

/** Where the engine answers, with the bearer token it made for this window. */
export interface ServingEngine extends EngineAddress {
  /** Aborts when the process has ended, whatever ended it. */
  readonly ended: AbortSignal;
}

interface EngineProcess {
  readonly dataFolder: string;
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

  /** @param entry path of the built engine */
  constructor(
    private readonly entry: string,
    private readonly log: LogOutputChannel,
  ) {}

  /** The engine, after starting it where it does not run. An abort does not end a start that others may wait for. */
  async serve(signal: AbortSignal): Promise<Outcome<ServingEngine>> {
    const dataFolder = readUserSetting('engine.dataFolder') ?? '';
    if (typeof dataFolder !== 'string' || (dataFolder !== '' && !path.isAbsolute(dataFolder))) {
      return fail(wrongDataFolder());
    }
    if (this.#process?.dataFolder !== dataFolder || this.#process.ended.aborted) {
      this.dispose();
      this.#process = this.#start(dataFolder);
    }
    const { address, ended } = this.#process;
    try {
      const started = await settleOrAbort(address, signal);
      return started.ok ? succeed({ ...started.value, ended }) : started;
    } catch {
      return fail(cancelled());
    }
  }

  dispose(): void {
    this.#process?.child.stdin.end();
    this.#process?.child.kill();
    this.#process = undefined;
  }

  async #report(address: Promise<Outcome<EngineAddress>>): Promise<Outcome<EngineAddress>> {
    const started = await address;
    if (!started.ok) {
      this.log.error(`The local engine did not start: ${showInvisibles(describeError(started.error))}`);
    } else if (started.value.notes.length > 0) {
      void showWarning('The local engine could not read all of its data; the log says what is missing.');
      for (const note of started.value.notes) this.log.warn(showInvisibles(note));
    }
    return started;
  }

  #start(dataFolder: string): EngineProcess {
    const folder = dataFolder === '' ? [] : ['--data', dataFolder];
    const child = spawn(process.execPath, [this.entry, ...folder], {
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
    return { dataFolder, child, ended: ended.signal, address: this.#report(readAddress(child)) };
  }
}

/** The engine's first line says where it answers; ending before that is a failure. */
async function readAddress(child: ChildProcessWithoutNullStreams): Promise<Outcome<EngineAddress>> {
  for await (const line of createInterface(child.stdout)) {
    const parsed = v.safeParse(FirstLineSchema, line);
    if (parsed.success) return 'error' in parsed.output ? fail(parsed.output.error) : succeed(parsed.output);
    child.kill();
    return fail(engineNotStarted('it did not say where it answers'));
  }
  return fail(engineNotStarted('it ended at once'));
}
