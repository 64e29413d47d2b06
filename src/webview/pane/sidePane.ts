import type { GridColumn } from '../../core/protocol/gridMessages';
import type { HostRequests } from '../host/hostRequests';
import { createCellPane, type CellPaneActions } from './cellPane';
import { createPaneFollower, type PaneFollowerOptions } from './paneFollower';
import { createSplitter } from './splitter';
import type { ValueLook } from './valueView';

export interface SidePaneOptions extends CellPaneActions, Pick<PaneFollowerOptions, 'active'> {
  readonly columns: readonly GridColumn[];
  readonly rowRequests: HostRequests;
  /** In pixels; undefined as long as the user has not chosen. */
  readonly width: number | undefined;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onResize: () => void;
}

/** The side pane beside the grid, which follows the active cell while it is open, and the splitter between the two. */
export interface SidePane {
  readonly elements: readonly HTMLElement[];
  readonly isOpen: boolean;
  readonly width: number;
  readonly look: ValueLook;
  setOpen(isOpen: boolean): void;
  /** Another cell may be the active one. */
  follow(): void;
  dispose(): void;
}

export const FIRST_PANE_WIDTH = 380;

export function createSidePane(options: SidePaneOptions): SidePane {
  let { isOpen } = options;
  const pane = createCellPane(options);
  const follower = createPaneFollower({
    pane,
    columns: options.columns,
    requests: options.rowRequests,
    isOpen: () => isOpen,
    active: options.active,
  });
  const splitter = createSplitter(
    options.width ?? FIRST_PANE_WIDTH,
    (width) => (pane.element.style.width = `${width}px`),
    options.onResize,
  );

  return {
    elements: [splitter.element, pane.element],
    get isOpen() {
      return isOpen;
    },
    get width() {
      return splitter.width;
    },
    get look() {
      return pane.look;
    },
    setOpen: (next) => {
      isOpen = next;
      pane.element.hidden = !isOpen;
      splitter.element.hidden = !isOpen;
      if (isOpen) follower.schedule();
      options.onOpenChange(isOpen);
    },
    follow: () => follower.schedule(),
    dispose: () => {
      follower.dispose();
      pane.dispose();
    },
  };
}
