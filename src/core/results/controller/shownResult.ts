import { completenessOf } from '../../completeness';
import type { HuntingAnswer } from '../../connection';
import type { TableSelection } from '../../formats/rowWriter';
import type { FilterTexts, GridColumn, HostMessage, RunSummary } from '../../protocol/gridMessages';
import type { DisplayCell } from '../display/displayCell';
import type { TimeZone } from '../display/timeZone';
import { createCellFinder, type CellFinder } from '../searching/findCells';
import { arrangeAgain, countsOf, type ArrangedRows } from '../grouping/groupedResult';
import type { GroupLines } from '../grouping/groupLines';
import type { CellTexts } from '../resultTable';
import {
  guessCharacters,
  readWindow,
  selectAllFromView,
  shownRowCount,
  viewResult,
  type CellWindow,
  type ShownRows,
} from '../resultView';
import { createWorkQueue, type Surroundings, type WorkQueue } from './workQueue';

/** One result that a grid shows, with what the user has done to it: how it is sorted, filtered and arranged. */
export interface ShownResult {
  readonly id: string;
  readonly run: RunSummary;
  readonly answer: HuntingAnswer;
  arranged: ArrangedRows;
  readonly works: WorkQueue;
  readonly finder: CellFinder;
  filterTexts: FilterTexts;
  /** The zone in which the page shows datetimes; absent while it shows UTC. */
  zone?: TimeZone;
  /** All columns in the user's order; absent while that is the table's. */
  columnOrder?: readonly number[];
  /** Names of the columns that were written into the query since it ran. */
  extended: readonly string[];
}

/** About a screen; it costs less than to be asked for it. */
const FIRST_WINDOW: CellWindow = {
  firstRow: 0,
  rowCount: 64,
  columns: Array.from({ length: 16 }, (_, column) => column),
};

const NO_FILTER_TEXTS: FilterTexts = { text: '', columns: [] };

/** Results are told from one another also by a page that remembers one of an earlier session. */
const SESSION = Date.now().toString(36);
let resultsShown = 0;

/** What tells a result from all others. */
export function newResultId(): string {
  resultsShown += 1;
  return `${SESSION}-${resultsShown}`;
}

/** A result as it is shown at first: all rows, as received. */
export function openResult(
  id: string,
  run: RunSummary,
  answer: HuntingAnswer,
  surroundings: Surroundings,
  post: (message: HostMessage) => void,
): ShownResult {
  return {
    id,
    run,
    answer,
    arranged: arrangeAgain(viewResult(answer.table), undefined),
    works: createWorkQueue(surroundings, (sentence) =>
      post({ type: 'working', ...(sentence === undefined ? {} : { sentence }) }),
    ),
    finder: createCellFinder(),
    filterTexts: NO_FILTER_TEXTS,
    extended: [],
  };
}

/** All rows in the order shown, and the columns in the user's. */
export function selectAllShown({ arranged, columnOrder }: ShownResult): TableSelection {
  return selectAllFromView(arranged.view, columnOrder);
}

/** Other groups are open now. */
export function showLines(shown: ShownResult, groups: GroupLines): void {
  shown.arranged = { ...shown.arranged, groups };
}

/** What was begun for the page is given up: the result stays as it is shown. */
export function stopWork({ works }: ShownResult): void {
  works.stop();
}

/** The message by which a page begins to show a result, or shows it again. */
export function describeResult({ id, run, answer, arranged, filterTexts }: ShownResult): HostMessage {
  const { table, elapsedMs, notes } = answer;
  const { view, groups } = arranged;
  return {
    type: 'showResult',
    resultId: id,
    run,
    columns: describeColumns(table),
    rowCount: table.rowCount,
    sort: view.sort,
    filter: filterTexts,
    shownRowCount: shownRowCount(view),
    ...(groups === undefined ? { firstCells: readFirstCells(view) } : { groups: countsOf(groups) }),
    elapsedMs,
    ...completenessOf(answer),
    notes,
  };
}

/** The columns as a page is told of them. */
export function describeColumns(table: CellTexts): readonly GridColumn[] {
  return table.columns.map(({ name, type }, column) => ({ name, type, characters: guessCharacters(table, column) }));
}

/** What a page shows first. */
export function readFirstCells(rows: ShownRows): DisplayCell[][] {
  return readWindow(rows, FIRST_WINDOW);
}
