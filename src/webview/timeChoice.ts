import type { GridColumn } from '../core/protocol/gridMessages';
import type { DisplayCell } from '../core/results/display/displayCell';
import { parseTimeDisplay, showTime, TIME_DISPLAYS, type TimeDisplay } from '../core/results/display/timeDisplay';
import { createElement } from './createElement';

/** How often the words of relative times are looked at again. */
const RELATIVE_EVERY_MS = 30_000;
const LABELS: Readonly<Record<TimeDisplay, string>> = { utc: 'UTC', local: 'Local time', relative: 'Relative time' };

/** The choice of how datetimes are shown, and the showing. */
export interface TimeChoice {
  /** Absent where there are no datetimes. */
  readonly element: HTMLElement | undefined;
  readonly display: TimeDisplay;
  /** The zone in which times are shown, by its IANA name; absent where that is UTC or no zone. */
  readonly zone: string | undefined;
  /** A cell of a column as it is to be shown. */
  readonly show: (cell: DisplayCell | undefined, column: GridColumn | undefined) => DisplayCell | undefined;
  dispose(): void;
}

export interface TimeChoiceOptions {
  readonly columns: readonly GridColumn[];
  readonly first: TimeDisplay;
  /** Datetimes look otherwise now: by choice, or because time has passed. */
  readonly onChange: () => void;
  /** They are shown in another zone now. */
  readonly onZone?: () => void;
}

export function createTimeChoice({ columns, first, onChange, onZone }: TimeChoiceOptions): TimeChoice {
  let display = first;
  let now = Date.now();
  let timer: number | undefined;
  const select = createElement(
    'select',
    {
      className: 'time-choice',
      attributes: { 'aria-label': 'Times', title: 'How datetimes are shown; copies and files keep UTC' },
    },
    ...TIME_DISPLAYS.map((value) => createElement('option', { text: LABELS[value], attributes: { value } })),
  );
  select.value = display;
  select.addEventListener('change', () => {
    const before = zone();
    display = parseTimeDisplay(select.value);
    refresh();
    if (zone() !== before) onZone?.();
  });
  follow();

  return {
    element: columns.some(({ type }) => type === 'datetime') ? select : undefined,
    get display() {
      return display;
    },
    get zone() {
      return zone();
    },
    show: (cell, column) =>
      display !== 'utc' && column?.type === 'datetime' && typeof cell === 'string'
        ? showTime(cell, display, now)
        : cell,
    dispose: () => clearTimeout(timer),
  };

  function zone(): string | undefined {
    const isLocal = display === 'local' && columns.some(({ type }) => type === 'datetime');
    return isLocal ? Intl.DateTimeFormat().resolvedOptions().timeZone : undefined;
  }

  function refresh(): void {
    follow();
    onChange();
  }

  /** Time passes for relative times only, and while the page is looked at. */
  function follow(): void {
    clearTimeout(timer);
    now = Date.now();
    if (display !== 'relative') return;
    timer = setTimeout(() => {
      if (document.visibilityState === 'visible') refresh();
      else follow();
    }, RELATIVE_EVERY_MS);
  }
}
