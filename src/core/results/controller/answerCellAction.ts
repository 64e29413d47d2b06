import { defang } from '../../entities/defang';
import { entityHunts, entityOf, type FoundValue } from '../../entities/entityHunts';
import type { CellActionAnswer, CellActionRequest } from '../../protocol/cellActionMessages';
import type { ResultTable } from '../resultTable';

/** What doing something with a cell needs. */
export interface CellActionReplies {
  post(answer: CellActionAnswer): void;
  copy(text: string, summary: string): void;
  /** Opens a query in a new document; it is not run. */
  openQuery(query: string): void;
}

/**
 * Answers what the page asks of one cell.
 * @param row of the table, not of the view
 */
export function answerCellAction(
  request: CellActionRequest,
  table: ResultTable,
  row: number,
  replies: CellActionReplies,
): void {
  switch (request.type) {
    case 'requestActions': {
      const found = foundValue(table, row, request.column);
      const entity = entityOf(found)?.label;
      const hunts = entityHunts(found).map(({ label }) => label);
      const { requestId } = request;
      replies.post({ type: 'cellActions', requestId, hunts, ...(entity === undefined ? {} : { entity }) });
      return;
    }
    case 'openHunt': {
      const hunt = entityHunts(foundValue(table, row, request.column))[request.hunt];
      if (hunt !== undefined) replies.openQuery(hunt.query);
      return;
    }
    case 'copyDefanged':
      replies.copy(defang(table.text(row, request.column)), 'Copied the value, defanged.');
      return;
  }
}

function foundValue(table: ResultTable, row: number, column: number): FoundValue {
  const valueAt = (index: number) => (index < 0 || table.isNull(row, index) ? undefined : table.text(row, index));
  return {
    column: table.columns[column]?.name ?? '',
    text: valueAt(column) ?? '',
    beside: (name) => valueAt(table.columns.findIndex((other) => other.name === name)),
  };
}
