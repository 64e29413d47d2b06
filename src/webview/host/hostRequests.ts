import {
  MOST_VALUES,
  type FilterTexts,
  type GridMessage,
  type GridSelection,
  type HostMessage,
} from '../../core/protocol/gridMessages';
import type { ChartData } from '../../core/charts/chartData';
import type { ChartSpec } from '../../core/charts/chartSpec';
import type { CellValue } from '../../core/results/display/cellValue';
import type { ColumnStatistics } from '../../core/results/statistics/columnStatistics';
import type { ColumnValues } from '../../core/results/statistics/columnValues';
import type { FindRequest, FoundCells } from '../../core/results/searching/findCells';
import type { AskedGrouping, GroupedCounts, OpenRows } from '../../core/protocol/groupMessages';
import type { LineHead } from '../../core/results/grouping/readLines';
import type { CellActionAnswer } from '../../core/protocol/cellActionMessages';
import type { ValueTreeAnswer } from '../../core/protocol/valueTreeMessages';
import type { SelectionSummary } from '../../core/results/statistics/summarizeCells';
import type { SortKey } from '../../core/results/sorting/sortRows';
import type { CellWindow } from '../../core/results/resultView';
import type { Cells } from '../grid/source/cells';
import { createWaitingRoom } from './waitingRoom';

/** The messages that answer a request of these. */
export type HostAnswer = Exclude<
  Extract<HostMessage, { readonly requestId: number }>,
  ValueTreeAnswer | CellActionAnswer
>;

/** The cells of a window, and of grouped rows what stands in each line. */
export interface ReadCells {
  readonly cells: Cells;
  readonly heads?: readonly LineHead[];
}

/** Cells found, and how many lines there are where groups were opened for the one. */
export type ShownFind = FoundCells & { readonly lineCount?: number };

/** How many rows are shown, and how they are grouped. */
export interface RowCounts {
  readonly shownRowCount: number;
  readonly groups?: GroupedCounts;
}

/** Asks the host for the cells and values of one result; each answer is undefined when it is no longer wanted. */
export interface HostRequests {
  readonly requestWindow: (window: CellWindow) => Promise<ReadCells | undefined>;
  requestValue(row: number, column: number): Promise<CellValue | undefined>;
  /** @returns the order in which the rows stand now */
  requestSort(keys: readonly SortKey[]): Promise<readonly SortKey[] | undefined>;
  requestFilter(filter: FilterTexts): Promise<RowCounts | undefined>;
  /** A newer request takes the place of one under way. */
  requestGroups(grouping: AskedGrouping, openRows?: OpenRows): Promise<RowCounts | undefined>;
  requestOpen(line: number | 'all', isOpen: boolean): Promise<RowCounts | undefined>;
  /** @returns the line of the group in which a line lies, undefined where it lies in none */
  requestParent(line: number): Promise<number | undefined>;
  requestStatistics(column: number): Promise<ColumnStatistics | undefined>;
  requestValues(column: number, text: string, most?: number): Promise<ColumnValues | undefined>;
  requestFound(request: FindRequest): Promise<ShownFind | undefined>;
  readonly requestSummary: (areas: readonly GridSelection[]) => Promise<SelectionSummary | undefined>;
  requestChart(spec: ChartSpec): Promise<ChartData | undefined>;
  /** Hands an answer to who asked for it; answers nobody waits for are dropped. */
  settle(message: HostAnswer): void;
  /** Gives up every open request: each resolves to undefined. */
  giveUp(): void;
}

export function createHostRequests(resultId: string, post: (message: GridMessage) => void): HostRequests {
  let lastId = 0;
  const newId = (): number => (lastId += 1);
  const windows = createWaitingRoom<ReadCells>(newId);
  const values = createWaitingRoom<CellValue>(newId);
  const sorts = createWaitingRoom<readonly SortKey[]>(newId);
  const filters = createWaitingRoom<RowCounts>(newId);
  const groupings = createWaitingRoom<RowCounts>(newId);
  const openings = createWaitingRoom<RowCounts>(newId);
  const parents = createWaitingRoom<{ readonly line?: number }>(newId);
  const statistics = createWaitingRoom<ColumnStatistics>(newId);
  const choices = createWaitingRoom<ColumnValues>(newId);
  const finds = createWaitingRoom<ShownFind>(newId);
  const summaries = createWaitingRoom<SelectionSummary>(newId);
  const charts = createWaitingRoom<ChartData>(newId);
  const rooms = [
    windows,
    values,
    sorts,
    filters,
    groupings,
    openings,
    parents,
    statistics,
    choices,
    finds,
    summaries,
    charts,
  ];

  return {
    requestWindow: (window) =>
      windows.ask((requestId) => post({ type: 'requestRows', resultId, requestId, ...window })),
    requestValue: (row, column) =>
      values.ask((requestId) => post({ type: 'requestCell', resultId, requestId, row, column })),
    requestSort: (keys) => sorts.ask((requestId) => post({ type: 'sort', resultId, requestId, keys })),
    requestFilter: (filter) => filters.ask((requestId) => post({ type: 'filter', resultId, requestId, filter })),
    requestGroups: (grouping, openRows) =>
      groupings.ask((requestId) =>
        post({ type: 'group', resultId, requestId, grouping, ...(openRows === undefined ? {} : { openRows }) }),
      ),
    requestOpen: (line, isOpen) =>
      openings.ask((requestId) => {
        if (line === 'all') post({ type: 'openAllGroups', resultId, requestId, isOpen });
        else post({ type: 'openGroup', resultId, requestId, line, isOpen });
      }),
    requestParent: async (line) => {
      const answer = await parents.ask((requestId) => post({ type: 'requestParentLine', resultId, requestId, line }));
      return answer?.line;
    },
    requestStatistics: (column) =>
      statistics.ask((requestId) => post({ type: 'requestColumnStatistics', resultId, requestId, column })),
    requestValues: (column, text, most = MOST_VALUES) =>
      choices.ask((requestId) => post({ type: 'requestColumnValues', resultId, requestId, column, text, most })),
    requestFound: (request) => finds.ask((requestId) => post({ type: 'find', resultId, requestId, ...request })),
    requestSummary: (areas) => {
      // The host gives up the one that is under way.
      summaries.giveUp();
      return summaries.ask((requestId) => post({ type: 'requestSummary', resultId, requestId, areas }));
    },
    requestChart: (spec) => charts.ask((requestId) => post({ type: 'requestChart', resultId, requestId, spec })),
    settle: (message) => {
      switch (message.type) {
        case 'rows':
          windows.settle(message.requestId, message);
          return;
        case 'cellValue':
          values.settle(message.requestId, message.value);
          return;
        case 'rowsSorted':
          sorts.settle(message.requestId, message.sort);
          return;
        case 'rowsFiltered':
          filters.settle(message.requestId, message);
          return;
        case 'rowsGrouped':
          groupings.settle(message.requestId, message);
          openings.settle(message.requestId, message);
          return;
        case 'parentLine':
          parents.settle(message.requestId, message);
          return;
        case 'columnStatistics':
          statistics.settle(message.requestId, message.statistics);
          return;
        case 'columnValues':
          choices.settle(message.requestId, message.values);
          return;
        case 'found':
          finds.settle(message.requestId, message);
          return;
        case 'selectionSummary':
          summaries.settle(message.requestId, message.summary);
          return;
        case 'chart':
          charts.settle(message.requestId, message.chart);
          return;
        case 'workStopped':
          for (const room of rooms) room.giveUp(message.requestId);
          return;
      }
    },
    giveUp: () => {
      for (const room of rooms) room.giveUp();
    },
  };
}
