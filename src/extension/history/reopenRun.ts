import { completenessOf } from '../../core/completeness';
import { succeed, type Outcome } from '../../core/errors';
import type { HistoryEntry } from '../../history/historyEntry';
import { HuntedQuery } from '../queries/huntedQuery';
import type { KeptRuns } from './keptRuns';
import type { LanguageProcess } from '../language/languageClient';
import type { OpenResult, ResultSource } from '../results/openResult';
import type { Results } from '../results/results';
import { summarizeRun } from '../results/runSummary';
import { RESULTS_CONNECTION_NAME } from '../results/resultTables';
import { waitForRows } from '../results/waitForRows';

export interface ReopenParts {
  readonly runs: KeptRuns;
  readonly results: Results;
  readonly language: LanguageProcess;
}

/**
 * Shows the rows of a run of the history again, as they came then.
 * @param open finds the place for them; by default it is where results are opened
 */
export async function reopenRun(
  { runs, results, language }: ReopenParts,
  entry: HistoryEntry,
  open = (source: ResultSource): OpenResult => results.open(source),
): Promise<Outcome<{ readonly rowCount: number }>> {
  const opened = await runs.history.open(entry);
  if (!opened.ok) return opened;
  const { title, query, connection, elapsedMs } = entry;
  const run = { query, connection, timespan: `${entry.timespan}, run ${whenRun(entry)}` };
  const result = open({
    title,
    query: HuntedQuery.ofText(query),
    readsResults: connection === RESULTS_CONNECTION_NAME,
  });
  result.grid.showRunning(run);
  const read = await waitForRows(`Opening ${title}`, result, result.grid.read(opened.value));
  if (!read.ok) {
    if (!result.closed.aborted) result.grid.showFailure(run, read.error);
    return read;
  }
  const shown = { ...read.value, elapsedMs, ...completenessOf(entry) };
  result.grid.showResult(summarizeRun(run, entry.id, await language.renderOf(query)), shown);
  results.use(result);
  return succeed({ rowCount: read.value.rowCount });
}

/** When a run was, in the user's own time and way of writing it. */
export function whenRun({ ranAt }: HistoryEntry): string {
  return new Date(ranAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
