import type { HuntingAnswer } from '../../connection';
import type { HuntError } from '../../errors';
import type { TableSelection } from '../../formats/rowWriter';
import type { Pivot } from '../../kql/whereClause';
import { describeFailure } from '../../protocol/describeFailure';
import { parseGridMessage, type GridMessage, type HostMessage, type RunSummary } from '../../protocol/gridMessages';
import { answerGridMessage, type GridActions } from './answerGridMessage';
import type { CopyFormat } from './copyRows';
import { closeResult, describeResult, openResult, selectAllShown, type ShownResult } from './shownResult';

/** The host's half of one grid: it holds what is shown and answers the page. It knows no VS Code. */
export interface GridController {
  showRunning(run: RunSummary): void;
  showResult(run: RunSummary, answer: HuntingAnswer): void;
  showFailure(run: RunSummary, error: HuntError): void;
  /** Takes whatever the page posted; what is not a message of the protocol is ignored. */
  receive(data: unknown): void;
  /** Writes a condition on the selected values into the query. */
  pivotSelection(pivot: Pivot): void;
  /** Copies the selected rows and columns in some form. */
  copySelection(format: CopyFormat): void;
  /** All rows in the order in which they came; undefined while there is no result. */
  selectWhole(): TableSelection | undefined;
  /** All rows in the order shown; undefined while there is no result. */
  selectAll(): TableSelection | undefined;
}

type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'message'; readonly message: HostMessage }
  | { readonly kind: 'result'; readonly result: ShownResult };

/**
 * Makes the controller of one grid.
 * @param post sends a message to the page. Before the page says `ready` nothing is posted; then it gets what is to be
 * shown, and again each time it is loaded anew.
 */
export function createGridController(post: (message: HostMessage) => void, actions: GridActions): GridController {
  let shown: Shown = { kind: 'nothing' };
  let isReady = false;

  const show = (next: Shown) => {
    if (shown.kind === 'result') closeResult(shown.result);
    shown = next;
    if (isReady) postShown(shown, post);
  };

  const receiveForResult = (message: Exclude<GridMessage, { type: 'ready' }>) => {
    if (shown.kind !== 'result' || shown.result.id !== message.resultId) return;
    answerGridMessage(message, shown.result, post, actions);
  };

  return {
    showRunning: (run) => show({ kind: 'message', message: { type: 'runStarted', run } }),
    showFailure: (run, error) =>
      show({ kind: 'message', message: { type: 'runFailed', run, error: describeFailure(error) } }),
    showResult: (run, answer) => show({ kind: 'result', result: openResult(run, answer) }),
    receive: (data) => {
      const message = parseGridMessage(data);
      if (message === undefined) return;
      if (message.type !== 'ready') {
        receiveForResult(message);
        return;
      }
      isReady = true;
      postShown(shown, post);
    },
    pivotSelection: (pivot) => {
      if (shown.kind === 'result') post({ type: 'pivotSelection', pivot });
    },
    copySelection: (format) => {
      if (shown.kind === 'result') post({ type: 'copySelection', format });
    },
    selectWhole: () => (shown.kind === 'result' ? { table: shown.result.arranged.view.table } : undefined),
    selectAll: () => (shown.kind === 'result' ? selectAllShown(shown.result) : undefined),
  };
}

function postShown(shown: Shown, post: (message: HostMessage) => void): void {
  if (shown.kind === 'message') post(shown.message);
  if (shown.kind === 'result') post(describeResult(shown.result));
}
