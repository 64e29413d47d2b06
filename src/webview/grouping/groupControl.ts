import { countOf, formatCount } from '../../core/formatCount';
import { nameOfText } from '../../core/nameOfText';
import type { AskedGrouping, OpenRows } from '../../core/protocol/groupMessages';
import type { GridColumn } from '../../core/protocol/gridMessages';
import type { DisplayCell } from '../../core/results/display/displayCell';
import { LARGEST_FIRST, NOT_GROUPED, type Grouping } from '../../core/results/grouping/grouping';
import type { GroupHead, LineHead } from '../../core/results/grouping/readLines';
import type { SortKey } from '../../core/results/sorting/sortRows';
import { showInvisibles } from '../../core/visibleText';
import { textOfCell } from '../grid/lines/cellFace';
import type { CellWindow } from '../../core/results/resultView';
import type { Cells } from '../grid/source/cells';
import { createLineHeads } from '../grid/lines/lineHeads';
import type { ShownLine, ShownLines } from '../grid/lines/shownLine';
import { describeBin } from './groupLevelItems';
import type { HostRequests, RowCounts } from '../host/hostRequests';

/** A grouping as it is asked for, or one that an earlier page had. */
type WantedGrouping = AskedGrouping | Grouping;

/** Why other lines are shown: another grouping, one that an earlier page had, or a group was opened or closed. */
export type LinesReason = 'regrouped' | 'restored' | 'opened';

export interface GroupControlOptions {
  readonly columns: readonly GridColumn[];
  readonly first: RowCounts;
  readonly requests: HostRequests;
  /** A value of a column as it is to be shown. */
  readonly showValue: (cell: DisplayCell, column: GridColumn | undefined) => DisplayCell;
  /** Other lines are shown. */
  readonly onLines: (lineCount: number, reason: LinesReason) => void;
  /** @param sentence what happened, for the status line */
  readonly say: (sentence: string) => void;
}

/** How the rows of a result are grouped on the page. */
export interface GroupControl {
  readonly grouping: Grouping;
  /** How many groups of the first level there are. */
  readonly groupCount: number;
  readonly lines: ShownLines;
  /** The column whose value a group's line shows; undefined for other lines. */
  columnOf(row: number): number | undefined;
  /** A cell as it is to be shown: in a group's line the times that aggregates tell are shown as all others. */
  readonly showCell: (
    cell: DisplayCell | undefined,
    row: number,
    column: GridColumn | undefined,
  ) => DisplayCell | undefined;
  /** Rows and columns are about to be read; what else comes with them is kept. */
  readonly fetch: (window: CellWindow) => Promise<Cells | undefined>;
  /** What the host told of rows and groups. @returns how many lines there are */
  take(counts: RowCounts): number;
  /** Groups were opened to show what was found. @returns how many lines there are */
  takeLines(lineCount: number): number;
  /** Rows are sorted: where they are grouped by the first of these columns, its groups are, too. */
  sortBy(keys: readonly SortKey[]): void;
  /** @param openRows which groups to open, as an earlier page had them */
  readonly change: (grouping: WantedGrouping, openRows?: OpenRows) => void;
  /** The groups that are open; absent while the rows are not grouped. */
  readonly openRows: OpenRows | undefined;
  /** Groups by a column, within the groups that there are or instead of them; times by a bin that fits. */
  readonly groupBy: (column: number, isAdded: boolean) => void;
  readonly ungroup: (column: number) => void;
  readonly open: (row: number, isOpen: boolean) => void;
  readonly openAll: (isOpen: boolean) => void;
}

/** Of a group that is told of in a sentence, so much is said. */
const SPOKEN_CHARACTERS = 60;
const EXACT_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z/g;
/** A smaller share is said to be smaller. */
const LEAST_SHARE = 0.001;
const PERCENT = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

export function createGroupControl(options: GroupControlOptions): GroupControl {
  const { columns, requests, say } = options;
  const heads = createLineHeads();
  let counts = options.first;
  let opening: number | 'all' | undefined;

  const control: GroupControl = {
    get grouping() {
      return counts.groups?.grouping ?? NOT_GROUPED;
    },
    get groupCount() {
      return counts.groups?.groupCount ?? 0;
    },
    get lines() {
      return counts.groups === undefined ? undefined : { head: shownLine };
    },
    columnOf: (row) => {
      const head = counts.groups === undefined ? undefined : heads.head(row);
      return head?.kind === 'group' ? control.grouping.levels[head.depth]?.column : undefined;
    },
    showCell: (cell, row, column) => {
      if (cell === undefined || cell === null || cell === '') return cell;
      if (column?.type !== 'datetime' || typeof cell !== 'string' || control.columnOf(row) === undefined) {
        return options.showValue(cell, column);
      }
      return cell.replace(EXACT_TIME, (time) => textOfCell(options.showValue(time, column)));
    },
    fetch: async (window) => {
      const { epoch } = heads;
      const read = await requests.requestWindow(window);
      heads.take(epoch, window.firstRow, read?.heads);
      return read?.cells;
    },
    take,
    takeLines: (lines) =>
      take({ ...counts, ...(counts.groups === undefined ? {} : { groups: { ...counts.groups, lineCount: lines } }) }),
    sortBy: ([first]) => {
      heads.replace();
      const { levels } = control.grouping;
      if (first === undefined || !levels.some(({ column }) => column === first.column)) return;
      const order = { by: 'value', direction: first.direction } as const;
      const sorted = levels.map((level) => (level.column === first.column ? { ...level, order } : level));
      void change({ ...control.grouping, levels: sorted });
    },
    change: (grouping, openRows) => void change(grouping, openRows),
    get openRows() {
      return counts.groups?.openRows;
    },
    groupBy: (column, isAdded) => {
      const isTime = columns[column]?.type === 'datetime';
      const level = { column, order: LARGEST_FIRST, ...(isTime ? ({ bin: 'fitting' } as const) : {}) };
      const { levels, aggregates } = control.grouping;
      const others = isAdded ? levels.filter((own) => own.column !== column) : [];
      void change({ levels: [...others, level], aggregates });
    },
    ungroup: (column) => {
      const { levels, aggregates } = control.grouping;
      void change({ levels: levels.filter((own) => own.column !== column), aggregates });
    },
    open: (row, isOpen) => void open(row, isOpen),
    openAll: (isOpen) => void open('all', isOpen),
  };
  return control;

  function take(next: RowCounts): number {
    counts = next;
    heads.replace();
    return lineCount();
  }

  function lineCount(): number {
    return counts.groups?.lineCount ?? counts.shownRowCount;
  }

  async function change(grouping: WantedGrouping, openRows?: OpenRows): Promise<void> {
    const answer = await requests.requestGroups(grouping, openRows);
    if (answer === undefined) return;
    options.onLines(take(answer), openRows === undefined ? 'regrouped' : 'restored');
    say(describe());
  }

  /** One after another: where a line stands is known only once the last one was answered. */
  async function open(row: number | 'all', isOpen: boolean): Promise<void> {
    if (opening !== undefined) return;
    opening = row;
    const head = row === 'all' ? undefined : heads.head(row);
    const answer = await requests.requestOpen(row, isOpen);
    opening = undefined;
    if (answer === undefined) return;
    counts = answer;
    if (row === 'all') heads.replace();
    else heads.replaceBelow(row, isOpen);
    options.onLines(lineCount(), 'opened');
    if (head?.kind === 'group') say(`${isOpen ? 'Opened' : 'Closed'} ${nameOf(head)}, ${countOf(head.count, 'row')}.`);
    else if (row === 'all') say(isOpen ? 'All groups are open.' : 'All groups are closed.');
  }

  function describe(): string {
    const { levels } = control.grouping;
    if (levels.length === 0) return 'The rows are not grouped.';
    const names = levels.map((level) => `${showInvisibles(columns[level.column]?.name ?? '')}${describeBin(level)}`);
    const groups = countOf(control.groupCount, 'group');
    return `Grouped by ${names.join(', then ')}: ${groups} of ${countOf(counts.shownRowCount, 'row')}.`;
  }

  function nameOf(head: GroupHead): string {
    const text = nameOfText(textOfCell(head.value));
    return text.length > SPOKEN_CHARACTERS ? `${text.slice(0, SPOKEN_CHARACTERS)}…` : text;
  }

  function shownLine(row: number): ShownLine | undefined {
    const head = heads.head(row);
    return head === undefined ? undefined : showLine(head);
  }

  function showLine(head: LineHead): ShownLine {
    const { position, siblings } = head;
    const { levels } = control.grouping;
    if (head.kind === 'row') return { kind: 'row', level: levels.length + 1, position, siblings };
    const level = levels[head.depth];
    const value = options.showValue(head.value, columns[level?.column ?? 0]);
    return {
      kind: 'group',
      level: head.depth + 1,
      position,
      siblings,
      isOpen: head.isOpen,
      value: level?.bin === undefined ? value : withoutFraction(value),
      figures: `${formatCount(head.count)} · ${shareOf(head.count, counts.shownRowCount)}`,
    };
  }
}

function shareOf(count: number, total: number): string {
  const share = count / Math.max(1, total);
  return share < LEAST_SHARE ? `< ${PERCENT.format(LEAST_SHARE)}` : PERCENT.format(share);
}

/** A bin begins with a whole second. */
function withoutFraction(value: DisplayCell): DisplayCell {
  return typeof value === 'string' ? value.replace(/\.0{7}(?=Z|[+-])/, '') : value;
}
