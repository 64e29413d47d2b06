import type { Place } from '../selection/cellRange';
import { HEADER_ROW } from '../selection/selection';
import type { ShownGroup, ShownLines } from './shownLine';

export interface GroupTreeOptions {
  readonly lines: () => ShownLines;
  /** A group is to be opened or closed. */
  readonly onOpen: (row: number, isOpen: boolean) => void;
  /** The group in which a line lies is to be the active one. */
  readonly onGoToParent: (row: number) => void;
}

/** The groups of a grid, opened and closed by keys and the pointer. */
export interface GroupTree {
  readonly isGrouped: boolean;
  /** Opens the group of a line, or closes it. @returns false where the line is none */
  toggle(row: number): boolean;
  isGroup(row: number): boolean;
  /** → opens, ← closes or goes to the group above, Enter does either. @returns whether the key meant something here */
  runKey(event: KeyboardEvent, active: Place): boolean;
}

export function createGroupTree({ lines, onOpen, onGoToParent }: GroupTreeOptions): GroupTree {
  return {
    get isGrouped() {
      return lines() !== undefined;
    },
    toggle,
    isGroup: (row) => groupAt(row) !== undefined,
    runKey: (event, { row, column }) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || lines() === undefined || row === HEADER_ROW) return false;
      const isOpen = groupAt(row)?.isOpen;
      if (event.key === 'Enter') return toggle(row);
      if (event.key === 'ArrowRight' && isOpen === false) return toggle(row);
      if (event.key !== 'ArrowLeft') return false;
      if (isOpen === true) return toggle(row);
      if (column === 0) onGoToParent(row);
      return column === 0;
    },
  };

  function groupAt(row: number): ShownGroup | undefined {
    const line = lines()?.head(row);
    return line?.kind === 'group' ? line : undefined;
  }

  function toggle(row: number): boolean {
    const group = groupAt(row);
    if (group !== undefined) onOpen(row, !group.isOpen);
    return group !== undefined;
  }
}
