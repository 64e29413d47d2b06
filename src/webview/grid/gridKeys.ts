import type { GroupTree } from './lines/groupTree';
import type { Place } from './selection/cellRange';
import { placeAfterKey } from './selection/keyboard';
import { HEADER_ROW, type GridSize } from './selection/selection';

/** What keys can do in a grid; columns are told by their places. */
export interface GridKeyActions {
  readonly size: () => GridSize;
  readonly active: () => Place;
  /** How many whole rows are on the screen. */
  readonly pageRows: () => number;
  readonly groups: GroupTree;
  readonly goTo: (place: Place, isExtended: boolean) => void;
  readonly widen: (span: 'rows' | 'columns') => void;
  readonly selectAll: () => void;
  /** Shows the active cell in full. */
  readonly open: () => void;
  readonly copy: (withHeader: boolean) => void;
  readonly find: () => void;
  readonly findNext: (isBackwards: boolean) => void;
  readonly sort: (column: number, isAdded: boolean) => void;
  /** @returns false where the column is not on the screen */
  readonly openMenu: (column: number) => boolean;
  readonly move: (column: number, to: number) => void;
  readonly resize: (column: number, by: number) => void;
  readonly resizeGroups: (by: number) => void;
}

const RESIZE_STEP = 16;

/** Does what a key means in a grid. @returns whether it means something there */
export function runGridKey(event: KeyboardEvent, actions: GridKeyActions): boolean {
  const size = actions.size();
  const active = actions.active();
  if (size.columnCount === 0) return false;
  if (event.altKey) return runColumnKey(event, active, actions);
  if (event.key === 'F3') {
    actions.findNext(event.shiftKey);
    return true;
  }
  if (actions.groups.runKey(event, active)) return true;
  const moved = placeAfterKey(event, active, size, actions.pageRows());
  if (moved !== undefined) {
    actions.goTo(moved, event.shiftKey);
    return true;
  }
  if (event.ctrlKey || event.metaKey) return runCommandKey(event, actions);
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  if (active.row === HEADER_ROW) actions.sort(active.column, event.shiftKey);
  else if (event.key === ' ' && event.shiftKey) actions.widen('rows');
  else actions.open();
  return true;
}

function runCommandKey({ key, shiftKey }: KeyboardEvent, actions: GridKeyActions): boolean {
  switch (key.toLowerCase()) {
    case ' ':
      actions.widen('columns');
      return true;
    case 'a':
      actions.selectAll();
      return true;
    case 'f':
      actions.find();
      return true;
    case 'c':
      actions.copy(shiftKey);
      return true;
    default:
      return false;
  }
}

/** Alt and an arrow: the column's menu, its width (in the header) or that of the groups (below it); with Shift its place. */
function runColumnKey({ key, shiftKey }: KeyboardEvent, { row, column }: Place, actions: GridKeyActions): boolean {
  if (key === 'ArrowDown') return actions.openMenu(column);
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
  const step = key === 'ArrowLeft' ? -1 : 1;
  if (shiftKey) actions.move(column, column + step);
  else if (row === HEADER_ROW) actions.resize(column, step * RESIZE_STEP);
  else if (actions.groups.isGrouped) actions.resizeGroups(step * RESIZE_STEP);
  else return false;
  return true;
}
