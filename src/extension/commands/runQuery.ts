import { ProgressLocation, window, type LogOutputChannel, type Progress, type TextDocument } from 'vscode';
import { completenessOf } from '../../core/completeness';
import type { RunOptions, StreamedAnswer } from '../../core/connection';
import { cancelled, type HuntError, type Outcome } from '../../core/errors';
import { countOf } from '../../core/formatCount';
import type { RunSummary } from '../../core/protocol/gridMessages';
import { showInvisibles } from '../../core/visibleText';
import type { RemoteAnswer } from '../../resultWorker/answerBatches';
import type { AnswerKeeper } from '../../history/answerKeeper';
import type { FinishedRun } from '../../history/historyEntry';
import { withAbortSignal } from '../cancellation';
import { giveWay } from '../giveWay';
import { HuntedQuery } from '../queries/huntedQuery';
import type { KeptRuns } from '../history/keptRuns';
import { showError } from '../notifications';
import type { OpenResult } from '../results/openResult';
import type { QueryDiagnostics, TakenQuery } from '../queries/queryDiagnostics';
import type { Results } from '../results/results';
import { summarizeRun } from '../results/runSummary';
import { takeQuery } from '../queries/takeQuery';
import { chooseRunTarget, type RunTarget, type RunTargetParts } from '../queries/runTarget';

export interface RunQueryParts extends RunTargetParts {
  readonly results: Results;
  readonly runs: KeptRuns;
  readonly diagnostics: QueryDiagnostics;
  readonly log: LogOutputChannel;
}

/** A body comes in thousands of chunks, each of which would be a message to VS Code's window. */
const PROGRESS_EVERY_MS = 250;

/** What the command returns, for keybindings, tasks and other extensions; rows stay in the result. */
export type RunQueryResult = { readonly rowCount: number; readonly elapsedMs: number } | { readonly error: HuntError };

/**
 * Runs the selected text of the active editor, or the query at its cursor. A CodeLens gives the document and a place
 * in its query instead, a menu the document alone.
 */
export function runQueryCommand(parts: RunQueryParts) {
  return async (uri?: unknown, position?: unknown): Promise<RunQueryResult> => {
    const taken = await takeQuery(parts.language, uri, position);
    if (!taken.ok) {
      void showError(taken.error);
      return { error: taken.error };
    }
    const outcome = await runAndShow(parts, taken.value);
    if (!outcome.ok) return { error: outcome.error };
    const { rowCount, elapsedMs } = outcome.value;
    return { rowCount, elapsedMs };
  };
}

async function runAndShow(parts: RunQueryParts, taken: TakenQuery): Promise<Outcome<StreamedAnswer<RemoteAnswer>>> {
  const { language, results, runs, diagnostics, log } = parts;
  diagnostics.clear(taken.document);
  const chosen = await chooseRunTarget(parts, taken.text);
  if (!chosen.ok) {
    void showError(chosen.error);
    return chosen;
  }
  const target = chosen.value;
  const { name, timespan, readsResults, madeOfIncomplete } = target;
  const run = { query: taken.text, connection: name, timespan };
  const rendered = language.renderOf(taken.text);
  const title = titleOf(taken.document);
  const keeper = runs.follow(new Date());
  const result = results.open({ title, query: HuntedQuery.in(taken), readsResults });
  const cancellation = new AbortController();
  result.grid.showRunning(run, () => cancellation.abort());
  await giveWay();
  const startedMs = performance.now();
  const outcome = await window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: `Hunting in ${name}` },
    async (progress, token) =>
      withAbortSignal(token, async (signal) =>
        runOn(target, result, keeper, progress, AbortSignal.any([signal, result.closed, cancellation.signal])),
      ),
  );

  logOutcome(log, name, outcome);
  if (outcome.ok) {
    result.grid.showResult(summarizeRun(run, keeper?.id, await rendered), { ...outcome.value, madeOfIncomplete });
    results.use(result);
  } else if (outcome.error.code === cancelled().code) {
    const ended = { elapsedMs: performance.now() - startedMs, madeOfIncomplete };
    await keepOrClose(parts, result, summarizeRun(run, undefined, await rendered), ended);
  } else {
    result.grid.showFailure(run, outcome.error);
    diagnostics.show(taken, outcome.error);
    void showError(outcome.error);
  }
  await runs.end(keeper, outcome.ok ? finishedRun(title, run, { ...outcome.value, madeOfIncomplete }) : undefined);
  return outcome;
}

/** What a cancelled run had shown stays, as an incomplete answer; a result without rows is of no use. */
async function keepOrClose(
  { results }: RunQueryParts,
  result: OpenResult,
  run: RunSummary,
  ended: Pick<StreamedAnswer<RemoteAnswer>, 'elapsedMs' | 'madeOfIncomplete'>,
): Promise<void> {
  const kept = result.closed.aborted ? undefined : await result.grid.keepRowsSoFar();
  if (kept === undefined) {
    result.close();
    return;
  }
  result.grid.showResult(run, { ...kept, ...ended, mayBeIncomplete: false, wasCancelled: true });
  results.use(result);
}

function finishedRun(
  title: string,
  { query, connection, timespan }: RunSummary,
  answer: StreamedAnswer<RemoteAnswer>,
): FinishedRun {
  const { rowCount, columns, elapsedMs, notes } = answer;
  return { title, query, connection, timespan, rowCount, columns, elapsedMs, notes, ...completenessOf(answer) };
}

async function runOn(
  target: RunTarget,
  { grid }: OpenResult,
  keeper: AnswerKeeper | undefined,
  progress: Progress<{ message: string }>,
  signal: AbortSignal,
): Promise<Outcome<StreamedAnswer<RemoteAnswer>>> {
  const report = (message: string) => progress.report({ message });
  const connection = await target.open({ signal, report });
  if (!connection.ok) return connection;
  report('waiting for rows…');
  let [bytes, rows] = [0, () => 0];
  // The rows are counted elsewhere: how many a chunk held is known only after it.
  const timer = setInterval(() => {
    if (bytes > 0) report(`${countOf(rows(), 'row')}, ${(bytes / 1e6).toFixed(1)} MB`);
  }, PROGRESS_EVERY_MS);
  const onProgress: RunOptions['onProgress'] = (read) => {
    bytes = read.bytes;
  };
  try {
    return await connection.value.runInto(target.request, { signal, onProgress }, () => {
      const reader = grid.openReader();
      rows = () => reader.rowCount;
      return keeper?.follow(reader) ?? reader;
    });
  } finally {
    clearInterval(timer);
  }
}

/** What the log may hold of a run: neither the query, which an error's sentence may quote, nor its rows. */
function logOutcome(log: LogOutputChannel, connection: string, outcome: Outcome<StreamedAnswer<RemoteAnswer>>): void {
  if (outcome.ok) {
    const { rowCount, elapsedMs } = outcome.value;
    log.info(`A query on ${connection} came back with ${rowCount} rows in ${Math.round(elapsedMs)} ms.`);
    return;
  }
  const { code, message, details = {} } = outcome.error;
  log.info(
    `A query on ${connection} ended with ${[code, ...Object.entries(details).map((fact) => fact.join(': '))].join(', ')}.`,
  );
  log.debug(showInvisibles(message));
}

/** The document's name without its ending. */
function titleOf(document: TextDocument): string {
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  return name.replace(/\.(?:kql|csl|kusto)$/i, '');
}
