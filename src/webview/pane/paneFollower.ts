import type { GridColumn } from '../../core/protocol/gridMessages';
import type { Place } from '../grid/selection/cellRange';
import { HEADER_ROW } from '../grid/selection/selection';
import type { ShownColumn } from '../grid/shownColumn';
import type { HostRequests } from '../host/hostRequests';
import type { CellPane } from './cellPane';

export interface PaneFollowerOptions {
  readonly pane: CellPane;
  readonly columns: readonly GridColumn[];
  readonly requests: HostRequests;
  readonly isOpen: () => boolean;
  /** The active cell, how many rows there are, and what column stands at its place. */
  readonly active: () => { readonly place: Place; readonly rowCount: number; readonly column: ShownColumn | undefined };
}

/** Keeps the side pane at the active cell. */
export interface PaneFollower {
  /** The active cell may be another one; what it holds is asked for at most once a frame. */
  schedule(): void;
  dispose(): void;
}

export function createPaneFollower({ pane, columns, requests, isOpen, active }: PaneFollowerOptions): PaneFollower {
  let frame = 0;
  let asked = 0;

  return {
    schedule: () => {
      if (!isOpen() || frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        void show();
      });
    },
    dispose: () => cancelAnimationFrame(frame),
  };

  /** An answer that comes after the next question is dropped. */
  async function show(): Promise<void> {
    asked += 1;
    const own = asked;
    const { place, rowCount, column } = active();
    const { row } = place;
    if (row === HEADER_ROW || row >= rowCount || column === undefined) {
      pane.clear();
      return;
    }
    const [value, read] = await Promise.all([
      requests.requestValue(row, column.index),
      requests.requestWindow({ firstRow: row, rowCount: 1, columns: [...columns.keys()] }),
    ]);
    if (own !== asked || value === undefined) return;
    pane.showValue({ row, column: column.index }, column, value);
    const cells = read?.cells[0] ?? [];
    const head = read?.heads?.[0];
    pane.showRow({
      row,
      rowCount,
      number: head?.position ?? row + 1,
      columns,
      cells,
      activeColumn: column.index,
      isGroup: head?.kind === 'group',
    });
  }
}
