import type { ChildPlace } from '../../core/json/listChildren';
import type { ValueTreeAnswer, ValueTreeRequest } from '../../core/protocol/valueTreeMessages';
import type { TextPiece } from '../../core/results/display/cellValue';
import type { NodePlace, TreeNodes } from '../../core/results/display/valueTree';
import type { Place } from '../grid/selection/cellRange';
import { createWaitingRoom } from '../host/waitingRoom';

export type FoundNodes = TreeNodes & { readonly isMore: boolean };

/** Asks the host about the parts of one cell's value; each answer is undefined when it is no longer wanted. */
export interface ValueRequests {
  requestNodes(cell: Place, place: NodePlace, from?: ChildPlace): Promise<FoundNodes | undefined>;
  search(cell: Place, place: NodePlace, text: string): Promise<FoundNodes | undefined>;
  requestText(cell: Place, from: number): Promise<TextPiece | undefined>;
  copy(cell: Place, place: NodePlace, part: 'value' | 'path'): void;
  /** Wants a column of a part, written into the query. */
  extend(cell: Place, place: NodePlace): void;
  settle(answer: ValueTreeAnswer): void;
  giveUp(): void;
}

export function createValueRequests(resultId: string, post: (message: ValueTreeRequest) => void): ValueRequests {
  let lastId = 0;
  const newId = (): number => (lastId += 1);
  const nodes = createWaitingRoom<FoundNodes>(newId);
  const texts = createWaitingRoom<TextPiece>(newId);

  return {
    requestNodes: (cell, place, from) =>
      nodes.ask((requestId) =>
        post({ type: 'requestNodes', resultId, requestId, ...cell, place, ...(from === undefined ? {} : { from }) }),
      ),
    search: (cell, place, text) =>
      nodes.ask((requestId) => post({ type: 'searchNodes', resultId, requestId, ...cell, place, text })),
    requestText: (cell, from) =>
      texts.ask((requestId) => post({ type: 'requestText', resultId, requestId, ...cell, from })),
    copy: (cell, place, part) => post({ type: 'copyNode', resultId, ...cell, place, part }),
    extend: (cell, place) => post({ type: 'extendNode', resultId, ...cell, place }),
    settle: (answer) => {
      if (answer.type === 'treeNodes') nodes.settle(answer.requestId, answer);
      else texts.settle(answer.requestId, answer);
    },
    giveUp: () => {
      nodes.giveUp();
      texts.giveUp();
    },
  };
}
