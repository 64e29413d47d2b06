import type { Pivot } from '../../core/kql/pivots';
import type { CellActionAnswer, CellActionRequest, CellActions } from '../../core/protocol/cellActionMessages';
import { createActionMenu, type MenuItem } from './actionMenu';
import type { Place } from '../grid/selection/cellRange';
import { createWaitingRoom } from '../host/waitingRoom';

export interface CellActionOptions {
  readonly resultId: string;
  readonly post: (message: CellActionRequest) => void;
  /** The active cell as the host counts it; undefined in a header and an empty grid. */
  readonly activeCell: () => Place | undefined;
  /** The conditions that can be written on what is selected. */
  readonly pivots: () => readonly Pivot[];
  readonly onPivot: (pivot: Pivot) => void;
  readonly onCopy: () => void;
  /** What else can be done with the active line. */
  readonly furtherItems: () => readonly MenuItem[];
}

/** The menu of all that can be done with the active cell. */
export interface CellActionMenu {
  readonly element: HTMLElement;
  /** Opens the menu beside a place; `restoreFocus` is called when it closes. */
  open(anchor: DOMRect, restoreFocus: () => void): Promise<void>;
  settle(answer: Extract<CellActionAnswer, { type: 'cellActions' }>): void;
  giveUp(): void;
}

const PIVOT_LABELS: readonly (readonly [Pivot, string])[] = [
  ['include', 'Include in Query'],
  ['exclude', 'Exclude from Query'],
  ['has', 'Add “has” to Query'],
  ['notHas', 'Add “!has” to Query'],
  ['between', 'Add “between” to Query'],
];

export function createCellActions(options: CellActionOptions): CellActionMenu {
  const { resultId, post } = options;
  const menu = createActionMenu('Actions for the cell');
  let lastId = 0;
  const answers = createWaitingRoom<CellActions>(() => (lastId += 1));

  return {
    element: menu.element,
    open: async (anchor, restoreFocus) => {
      const cell = options.activeCell();
      if (cell === undefined) return;
      const actions = await answers.ask((requestId) => post({ type: 'requestActions', resultId, requestId, ...cell }));
      if (actions !== undefined) menu.open(itemsFor(cell, actions), anchor, restoreFocus);
    },
    settle: (answer) => answers.settle(answer.requestId, answer),
    giveUp: () => answers.giveUp(),
  };

  function itemsFor(cell: Place, { entity, hunts }: CellActions): readonly MenuItem[] {
    const found = entity === undefined ? '' : ` (${entity})`;
    const pivots = options.pivots();
    return [
      ...PIVOT_LABELS.filter(([pivot]) => pivots.includes(pivot)).map(([pivot, label]) => ({
        label,
        run: () => options.onPivot(pivot),
      })),
      ...options.furtherItems(),
      'separator',
      { label: 'Copy Value', keys: 'Ctrl+C', run: options.onCopy },
      { label: 'Copy Defanged', run: () => post({ type: 'copyDefanged', resultId, ...cell }) },
      ...(hunts.length === 0 ? [] : ['separator' as const]),
      ...hunts.map((label, hunt) => ({
        label: `Hunt${found}: ${label}`,
        run: () => post({ type: 'openHunt', resultId, ...cell, hunt }),
      })),
    ];
  }
}
