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

/** Where the engine answers, and the bearer token it made for this window. */
export type EngineAddress = Readonly<v.InferOutput<typeof AddressSchema>>;

interface RunningEngine {
  readonly dataFolder: string;
  readonly process: ChildProcessWithoutNullStreams;
  readonly address: Promise<Outcome<EngineAddress>>;
}

/**
 * The local engine's process: started when it is first needed or has died, and stopped with the window (its standard
 * input closes even when the window is killed).
 */
export class LocalEngine implements Disposable {
  #running: RunningEngine | undefined;

  /** @param entry path of the built engine */
  constructor(
    private readonly entry: string,
    private readonly log: LogOutputChannel,
  ) {}

  /** Where the engine answers, after starting it where it does not run. An abort leaves a start others may wait for. */
  async address(signal: AbortSignal): Promise<Outcome<EngineAddress>> {
    const dataFolder = readUserSetting('engine.dataFolder') ?? '';
    if (typeof dataFolder !== 'string' || (dataFolder !== '' && !path.isAbsolute(dataFolder))) {
      return fail(wrongDataFolder());
    }
    if (this.#running?.dataFolder !== dataFolder) {
      this.dispose();
      this.#running = this.#start(dataFolder);
    }
    try {
      return await settleOrAbort(this.#running.address, signal);
    } catch {
      return fail(cancelled());
    }
  }

  dispose(): void {
    this.#running?.process.stdin.end();
    this.#running?.process.kill();
    this.#running = undefined;
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

  #start(dataFolder: string): RunningEngine {
    const folder = dataFolder === '' ? [] : ['--data', dataFolder];
    const child = spawn(process.execPath, [this.entry, ...folder], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const forget = () => {
      if (this.#running?.process === child) this.#running = undefined;
    };
    child.once('error', forget);
    child.once('exit', (code, killedBy) => {
      forget();
      this.log.info(`The local engine ended (${killedBy ?? `exit code ${code ?? 'unknown'}`}).`);
    });
    child.stdin.on('error', forget);
    createInterface(child.stderr).on('line', (line) => this.log.warn(`Local engine: ${showInvisibles(line)}`));
    return { dataFolder, process: child, address: this.#report(readAddress(child)) };
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
