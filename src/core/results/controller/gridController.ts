import type { HuntingAnswer } from '../../connection';
import type { HuntError } from '../../errors';
import type { TableSelection } from '../../formats/rowWriter';
import type { Pivot } from '../../kql/pivots';
import { describeFailure } from '../../protocol/describeFailure';
import { parseGridMessage, type HostMessage, type ResultMessage, type RunSummary } from '../../protocol/gridMessages';
import { answerGridMessage } from './answerGridMessage';
import type { GridActions } from './gridActions';
import type { CopyFormat } from './copyRows';
import type { CellTexts } from '../resultTable';
import { answerForRowsSoFar, describeRowsSoFar, openRowsSoFar, type RowsSoFar } from './rowsSoFar';
import { NO_SURROUNDINGS, type Surroundings } from './workQueue';
import { describeResult, newResultId, openResult, selectAllShown, stopWork, type ShownResult } from './shownResult';

/** The host's half of one grid: it holds what is shown and answers the page. It knows no VS Code. */
export interface GridController {
  showRunning(run: RunSummary): void;
  /** Shows the rows that have come of an answer, and with each further call those that have come since. */
  showRowsSoFar(run: RunSummary, table: CellTexts): void;
  /** Shows an answer, in the place of the rows so far where those are its first. */
  showResult(run: RunSummary, answer: HuntingAnswer): void;
  showFailure(run: RunSummary, error: HuntError): void;
  /** What was shown is held no longer; the page is not told. */
  clear(): void;
  /** Takes whatever the page posted; what is not a message of the protocol is ignored. */
  receive(data: unknown): void;
  /** Writes a condition on the selected values into the query. */
  pivotSelection(pivot: Pivot): void;
  /** Copies the selected rows and columns in some form. */
  copySelection(format: CopyFormat, withHeader: boolean): void;
  /** All rows in the order in which they came; undefined while there is no result. */
  selectWhole(): TableSelection | undefined;
  /** All rows in the order shown; undefined while there is no result. */
  selectAll(): TableSelection | undefined;
}

type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'message'; readonly message: HostMessage }
  | { readonly kind: 'rowsSoFar'; readonly rows: RowsSoFar }
  | { readonly kind: 'result'; readonly result: ShownResult };

/**
 * Makes the controller of one grid.
 * @param post sends a message to the page. Before the page says `ready` nothing is posted; then it gets what is to be
 * shown, and again each time it is loaded anew.
 * @param surroundings hand on what the page posts in the middle of long work, by `receive`
 */
export function createGridController(
  post: (message: HostMessage) => void,
  actions: GridActions,
  surroundings: Surroundings = NO_SURROUNDINGS,
): GridController {
  let shown: Shown = { kind: 'nothing' };
  let isReady = false;

  const show = (next: Shown) => {
    if (shown.kind === 'result') stopWork(shown.result);
    shown = next;
    if (isReady) postShown(shown, post);
  };

  const receiveForRows = (message: ResultMessage) => {
    if (shown.kind === 'rowsSoFar' && shown.rows.id === message.resultId) answerForRowsSoFar(message, shown.rows, post);
    if (shown.kind === 'result' && shown.result.id === message.resultId)
      answerGridMessage(message, shown.result, post, actions);
  };

  return {
    showRunning: (run) => show({ kind: 'message', message: { type: 'runStarted', run } }),
    showFailure: (run, error) =>
      show({ kind: 'message', message: { type: 'runFailed', run, error: describeFailure(error) } }),
    showRowsSoFar: (run, table) => {
      if (shown.kind !== 'rowsSoFar') {
        show({ kind: 'rowsSoFar', rows: openRowsSoFar(run, table) });
        return;
      }
      const { rows } = shown;
      shown = { kind: 'rowsSoFar', rows: { ...rows, table } };
      if (isReady && table.rowCount > rows.table.rowCount)
        post({ type: 'moreRows', resultId: rows.id, rowCount: table.rowCount });
    },
    showResult: (run, answer) => {
      const id = shown.kind === 'rowsSoFar' ? shown.rows.id : newResultId();
      show({ kind: 'result', result: openResult(id, run, answer, surroundings, post) });
    },
    clear: () => {
      if (shown.kind === 'result') stopWork(shown.result);
      shown = { kind: 'nothing' };
    },
    receive: (data) => {
      const message = parseGridMessage(data);
      if (message === undefined) return;
      if (message.type === 'ready') {
        isReady = true;
        // Nobody is there any more to whom its end could be told.
        if (shown.kind === 'result') stopWork(shown.result);
        postShown(shown, post);
      } else if (message.type !== 'cancelRun') {
        receiveForRows(message);
      }
    },
    pivotSelection: (pivot) => {
      if (shown.kind === 'result') post({ type: 'pivotSelection', pivot });
    },
    copySelection: (format, withHeader) => {
      if (shown.kind === 'result') post({ type: 'copySelection', format, withHeader });
    },
    selectWhole: () => (shown.kind === 'result' ? { table: shown.result.arranged.view.table } : undefined),
    selectAll: () => (shown.kind === 'result' ? selectAllShown(shown.result) : undefined),
  };
}

function postShown(shown: Shown, post: (message: HostMessage) => void): void {
  if (shown.kind === 'message') post(shown.message);
  if (shown.kind === 'rowsSoFar') post(describeRowsSoFar(shown.rows));
  if (shown.kind === 'result') post(describeResult(shown.result));
}
