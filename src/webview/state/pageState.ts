import * as v from 'valibot';
import { TIME_DISPLAYS, type TimeDisplay } from '../../core/results/display/timeDisplay';
import { chartSpec } from '../../core/charts/chartSpec';
import type { ChartPanelState } from '../chartPanel';
import { grouping, openRows, type OpenRows } from '../../core/protocol/groupMessages';
import type { Grouping } from '../../core/results/grouping/grouping';
import type { SortKey } from '../../core/results/sorting/sortRows';
import {
  filterTexts,
  sortKeys,
  type FilterTexts,
  type GridColumn,
  type ShowResult,
} from '../../core/protocol/gridMessages';
import { fitsColumns, type ColumnArrangement } from '../grid/columnArrangement';
import type { GridState } from '../grid/resultGrid';
import { VALUE_LAYOUTS, type ValueLook } from '../pane/valueView';

const number = v.pipe(v.number(), v.finite());
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const place = v.object({ row: v.pipe(v.number(), v.safeInteger(), v.minValue(-1)), column: index });
const cellRange = v.object({ firstRow: index, lastRow: index, firstColumn: index, lastColumn: index });

const arrangement = v.object({ order: v.array(index), hidden: v.array(index), pinned: v.array(index) });

const pageState = v.object({
  resultId: v.string(),
  keptAs: v.exactOptional(v.string()),
  columnsKey: v.string(),
  arrangement,
  grid: v.object({
    widths: v.array(number),
    offset: number,
    scrollLeft: number,
    selection: v.object({
      active: place,
      anchor: place,
      span: v.picklist(['cells', 'rows', 'columns', 'all']),
      earlier: v.array(cellRange),
    }),
    groupWidth: v.exactOptional(number),
  }),
  sort: v.exactOptional(sortKeys),
  filter: v.exactOptional(filterTexts),
  grouping: v.exactOptional(grouping),
  openGroups: v.exactOptional(openRows),
  find: v.exactOptional(v.string()),
  chart: v.exactOptional(
    v.object({
      isShown: v.boolean(),
      view: v.exactOptional(v.object({ spec: chartSpec, isTableShown: v.boolean() })),
    }),
  ),
  times: v.exactOptional(v.picklist(TIME_DISPLAYS)),
  isPaneOpen: v.boolean(),
  paneWidth: number,
  valueLook: v.exactOptional(v.object({ layout: v.picklist(VALUE_LAYOUTS), isWrapped: v.boolean() })),
});

/** What the page remembers while it is hidden. */
export interface PageState {
  /** The rest is about this result; another one starts afresh, but for the pane and the columns. */
  readonly resultId: string;
  /** By what the history knows the run, so that its rows can come back after the window was reloaded. */
  readonly keptAs?: string;
  /** Names and types of the columns: another result with the same ones shows them as they were arranged. */
  readonly columnsKey: string;
  readonly arrangement: ColumnArrangement;
  readonly grid: GridState;
  /** Absent while the rows stand as they came. */
  readonly sort?: readonly SortKey[];
  /** Absent while all rows are shown. */
  readonly filter?: FilterTexts;
  /** Absent while the rows are not grouped. */
  readonly grouping?: Grouping;
  readonly openGroups?: OpenRows;
  /** What is looked for in cells; absent while rows are filtered instead. */
  readonly find?: string;
  readonly chart?: ChartPanelState;
  readonly times?: TimeDisplay;
  readonly isPaneOpen: boolean;
  readonly paneWidth: number;
  /** How the side pane shows values; absent as long as there was no pane. */
  readonly valueLook?: ValueLook;
}

/** The state that VS Code kept, if it is one of ours. */
export function parsePageState(data: unknown): PageState | undefined {
  const result = v.safeParse(pageState, data);
  return result.success ? result.output : undefined;
}

/** Whether the state is about this result, or about one with the same rows before the window was reloaded. */
export function isAbout(state: PageState | undefined, { resultId, run }: ShowResult): state is PageState {
  if (state === undefined) return false;
  return state.resultId === resultId || (run.keptAs !== undefined && state.keptAs === run.keptAs);
}

export function columnsKeyOf(columns: readonly GridColumn[]): string {
  return JSON.stringify(columns.map(({ name, type }) => [name, type]));
}

/** How the columns of a result were arranged and how wide they were, where the state is about such columns. */
export function keptColumns(
  state: PageState | undefined,
  columns: readonly GridColumn[],
): { readonly arrangement: ColumnArrangement; readonly widths: readonly number[] } | undefined {
  const isAlike = state?.columnsKey === columnsKeyOf(columns) && fitsColumns(state.arrangement, columns.length);
  return isAlike ? { arrangement: state.arrangement, widths: state.grid.widths } : undefined;
}
