import { nameOfExtended, writeExtend, writeJsonPath } from '../../kql/jsonPath';
import type { ValueTreeAnswer, ValueTreeRequest } from '../../protocol/valueTreeMessages';
import { readTextPiece } from '../display/cellValue';
import { displayValue } from '../display/displayCell';
import type { ResultTable } from '../resultTable';
import { listNodes, nodeJson, nodeSteps, nodeText, searchNodes } from '../display/valueTree';

/** What answering a question about one value can do. */
export interface ValueTreeReplies {
  post(answer: ValueTreeAnswer): void;
  copy(text: string, summary: string): void;
  /** The columns that were written into the query since it ran. */
  readonly extended: readonly string[];
  /** Writes the operator that makes a column of that name behind the query that the result came from. */
  extend(operator: string, name: string): void;
}

/**
 * Answers a question about the parts of one value.
 * @param row of the table, not of the view
 */
export function answerValueTree(
  request: ValueTreeRequest,
  table: ResultTable,
  row: number,
  replies: ValueTreeReplies,
): void {
  const column = table.columns[request.column];
  if (column === undefined) return;
  const text = table.text(row, request.column);
  switch (request.type) {
    case 'requestNodes': {
      const { nodes, next } = listNodes(text, request.place, request.from);
      const { requestId } = request;
      replies.post({ type: 'treeNodes', requestId, nodes, isMore: false, ...(next === undefined ? {} : { next }) });
      return;
    }
    case 'searchNodes':
      replies.post({
        type: 'treeNodes',
        requestId: request.requestId,
        ...searchNodes(text, request.place, request.text),
      });
      return;
    case 'requestText': {
      const piece = readTextPiece(displayValue(column.type, text), request.from);
      replies.post({ type: 'textPiece', requestId: request.requestId, ...piece });
      return;
    }
    case 'copyNode': {
      const copied = request.part === 'value' ? nodeText(text, request.place) : pathOf(table, text, request);
      if (copied !== undefined)
        replies.copy(copied, request.part === 'value' ? 'Copied the value.' : 'Copied the path.');
      return;
    }
    case 'extendNode': {
      const steps = nodeSteps(text, request.place);
      const json = nodeJson(text, request.place);
      if (steps === undefined || json === undefined) return;
      const taken = [...table.columns.map(({ name }) => name), ...replies.extended];
      replies.extend(writeExtend(column, steps, json, taken), nameOfExtended(column, steps, taken));
      return;
    }
  }
}

function pathOf(table: ResultTable, text: string, { column, place }: ValueTreeRequest & { place: readonly number[] }) {
  const shown = table.columns[column];
  const steps = nodeSteps(text, place);
  return shown === undefined || steps === undefined ? undefined : writeJsonPath(shown, steps);
}
