import type { GridMessage, HostMessage } from '../core/protocol/gridMessages';
import type { CellValue } from '../core/results/cellValue';
import type { DisplayCell } from '../core/results/displayCell';
import type { CellWindow } from '../core/results/resultView';

export type Cells = readonly (readonly DisplayCell[])[];

/** Asks the host for the cells and values of one result. */
export interface HostRequests {
  /** The cells of a window; undefined when the answer is no longer wanted. */
  readonly requestWindow: (window: CellWindow) => Promise<Cells | undefined>;
  requestValue(row: number, column: number): Promise<CellValue | undefined>;
  /** Hands an answer to who asked for it; answers nobody waits for are dropped. */
  settle(message: Extract<HostMessage, { type: 'rows' | 'cellValue' }>): void;
  /** Gives up every open request: each resolves to undefined. */
  giveUp(): void;
}

export function createHostRequests(resultId: string, post: (message: GridMessage) => void): HostRequests {
  const windows = new Map<number, (cells: Cells | undefined) => void>();
  const values = new Map<number, (value: CellValue | undefined) => void>();
  let lastId = 0;

  return {
    requestWindow: (window) =>
      new Promise((resolve) => {
        lastId += 1;
        windows.set(lastId, resolve);
        post({ type: 'requestRows', resultId, requestId: lastId, ...window });
      }),
    requestValue: (row, column) =>
      new Promise((resolve) => {
        lastId += 1;
        values.set(lastId, resolve);
        post({ type: 'requestCell', resultId, requestId: lastId, row, column });
      }),
    settle: (message) => {
      if (message.type === 'rows') take(windows, message.requestId)?.(message.cells);
      else take(values, message.requestId)?.(message.value);
    },
    giveUp: () => {
      const open = [...windows.values(), ...values.values()];
      windows.clear();
      values.clear();
      for (const resolve of open) resolve(undefined);
    },
  };
}

function take<T>(waiting: Map<number, T>, id: number): T | undefined {
  const found = waiting.get(id);
  waiting.delete(id);
  return found;
}
