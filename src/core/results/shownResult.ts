import type { HuntingAnswer } from '../connection';
import type { TableSelection } from '../formats/rowWriter';
import type { FilterTexts, HostMessage, RunSummary } from '../protocol/gridMessages';
import { createCellFinder, type CellFinder } from './findCells';
import { guessCharacters, selectAllFromView, shownRowCount, viewResult, type ResultView } from './resultView';
import { createSummaryJob, type SummaryJob } from './summaryJob';

/** One result that a grid shows, with what the user has done to it: how it is sorted, filtered and arranged. */
export interface ShownResult {
  readonly id: string;
  readonly run: RunSummary;
  readonly answer: HuntingAnswer;
  view: ResultView;
  readonly summaries: SummaryJob;
  readonly finder: CellFinder;
  filterTexts: FilterTexts;
  /** All columns in the user's order; absent while that is the table's. */
  columnOrder?: readonly number[];
}

const NO_FILTER_TEXTS: FilterTexts = { text: '', columns: [] };

/** Results are told from one another also by a page that remembers one of an earlier session. */
const SESSION = Date.now().toString(36);
let resultsShown = 0;

/** A result as it is shown at first: all rows, as received. */
export function openResult(run: RunSummary, answer: HuntingAnswer): ShownResult {
  resultsShown += 1;
  return {
    id: `${SESSION}-${resultsShown}`,
    run,
    answer,
    view: viewResult(answer.table),
    summaries: createSummaryJob(),
    finder: createCellFinder(),
    filterTexts: NO_FILTER_TEXTS,
  };
}

/** All rows in the order shown, and the columns in the user's. */
export function selectAllShown({ view, columnOrder }: ShownResult): TableSelection {
  return selectAllFromView(view, columnOrder);
}

/** Whether a row shown and a column of the table meet in a cell. */
export function holdsCell(view: ResultView, row: number, column: number): boolean {
  return row < shownRowCount(view) && column < view.table.columns.length;
}

/** The message by which a page begins to show a result, or shows it again. */
export function describeResult({ id, run, answer, view, filterTexts }: ShownResult): HostMessage {
  const { table, elapsedMs, mayBeIncomplete, notes } = answer;
  const columns = table.columns.map(({ name, type }, column) => ({
    name,
    type,
    characters: guessCharacters(table, column),
  }));
  return {
    type: 'showResult',
    resultId: id,
    run,
    columns,
    rowCount: table.rowCount,
    sort: view.sort,
    filter: filterTexts,
    shownRowCount: shownRowCount(view),
    elapsedMs,
    mayBeIncomplete,
    notes,
  };
}
