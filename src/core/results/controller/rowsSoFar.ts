import type { HostMessage, ResultMessage, RunSummary } from '../../protocol/gridMessages';
import type { CellTexts } from '../resultTable';
import { readWindow } from '../resultView';
import { describeColumns, newResultId, readFirstCells } from './shownResult';

/** Rows of an answer that is still on its way, as a grid shows them: all, in the order in which they come. */
export interface RowsSoFar {
  /** As the whole answer will have it. */
  readonly id: string;
  readonly run: RunSummary;
  readonly table: CellTexts;
}

export function openRowsSoFar(run: RunSummary, table: CellTexts): RowsSoFar {
  return { id: newResultId(), run, table };
}

/** The message by which a page begins to show the rows, or shows them again. */
export function describeRowsSoFar({ id, run, table }: RowsSoFar): HostMessage {
  return {
    type: 'showRowsSoFar',
    resultId: id,
    run,
    columns: describeColumns(table),
    rowCount: table.rowCount,
    firstCells: readFirstCells({ table }),
  };
}

/** Answers one message of a page that shows the rows; what needs the whole answer is passed over. */
export function answerForRowsSoFar(
  message: ResultMessage,
  { table }: RowsSoFar,
  post: (message: HostMessage) => void,
): void {
  if (message.type !== 'requestRows') return;
  post({ type: 'rows', requestId: message.requestId, cells: readWindow({ table }, message) });
}
