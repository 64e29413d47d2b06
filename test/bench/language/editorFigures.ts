import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';

const Milliseconds = v.number();
const ByFile = v.object({ 'first.kql': Milliseconds, 'second.kql': Milliseconds });

/** What `editorRun.ts` prints. Moments are milliseconds since 1970, all else is milliseconds. */
const Answer = v.pipe(
  v.string(),
  v.transform((printed) => printed.trim().split('\n').at(-1) ?? ''),
  v.parseJson(),
  v.object({
    coloured: ByFile,
    figures: v.object({
      node: v.string(),
      activation: v.object({ loadMs: Milliseconds, activateMs: Milliseconds, cpuMs: Milliseconds }),
      opened: ByFile,
      firstDiagnosticsMs: ByFile,
      diagnosticsMs: v.array(Milliseconds),
      completionMs: v.array(Milliseconds),
      runMs: Milliseconds,
      busyRuns: v.array(v.object({ busyMs: Milliseconds, wallMs: Milliseconds, at: v.array(v.string()) })),
      loopDelayMs: v.object({ longest: Milliseconds, p99: Milliseconds }),
    }),
  }),
);

export type EditorFigures = Readonly<v.InferOutput<typeof Answer>>;

/** Uses the built extension in a real VS Code. */
export async function measureEditor(): Promise<EditorFigures> {
  const script = path.resolve('test/bench/language/editorRun.ts');
  const run = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await Promise.all([text(run.stdout), once(run, 'exit')]);
  if (run.exitCode !== 0) throw new Error('VS Code could not be measured.');
  return v.parse(Answer, printed);
}
