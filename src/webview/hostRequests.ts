import type { FilterTexts, GridMessage, GridSelection, HostMessage } from '../core/protocol/gridMessages';
import type { ChartData } from '../core/charts/chartData';
import type { ChartSpec } from '../core/charts/chartSpec';
import type { CellValue } from '../core/results/cellValue';
import type { ColumnStatistics } from '../core/results/columnStatistics';
import type { ColumnValues } from '../core/results/columnValues';
import type { FindRequest, FoundCells } from '../core/results/findCells';
import type { CellActionAnswer } from '../core/protocol/cellActionMessages';
import type { ValueTreeAnswer } from '../core/protocol/valueTreeMessages';
import type { SelectionSummary } from '../core/results/summarizeCells';
import type { Cells, ColumnsWindow } from './grid/cells';
import { createWaitingRoom } from './waitingRoom';

/** The messages that answer a request of these. */
export type HostAnswer = Exclude<
  Extract<HostMessage, { readonly requestId: number }>,
  ValueTreeAnswer | CellActionAnswer
>;

/** Asks the host for the cells and values of one result; each answer is undefined when it is no longer wanted. */
export interface HostRequests {
  readonly requestWindow: (window: ColumnsWindow) => Promise<Cells | undefined>;
  requestValue(row: number, column: number): Promise<CellValue | undefined>;
  /** @returns how many rows the filter lets through */
  requestFilter(filter: FilterTexts): Promise<number | undefined>;
  requestStatistics(column: number): Promise<ColumnStatistics | undefined>;
  requestValues(column: number, text: string): Promise<ColumnValues | undefined>;
  requestFound(request: FindRequest): Promise<FoundCells | undefined>;
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
  const windows = createWaitingRoom<Cells>(newId);
  const values = createWaitingRoom<CellValue>(newId);
  const filters = createWaitingRoom<number>(newId);
  const statistics = createWaitingRoom<ColumnStatistics>(newId);
  const choices = createWaitingRoom<ColumnValues>(newId);
  const finds = createWaitingRoom<FoundCells>(newId);
  const summaries = createWaitingRoom<SelectionSummary>(newId);
  const charts = createWaitingRoom<ChartData>(newId);

  return {
    requestWindow: ({ columns, ...rows }) =>
      windows.ask((requestId) => {
        const places = { firstColumn: 0, columnCount: columns.length, columns };
        post({ type: 'requestRows', resultId, requestId, ...rows, ...places });
      }),
    requestValue: (row, column) =>
      values.ask((requestId) => post({ type: 'requestCell', resultId, requestId, row, column })),
    requestFilter: (filter) => {
      // The host may leave a filter out that a newer one follows.
      filters.giveUp();
      return filters.ask((requestId) => post({ type: 'filter', resultId, requestId, filter }));
    },
    requestStatistics: (column) =>
      statistics.ask((requestId) => post({ type: 'requestColumnStatistics', resultId, requestId, column })),
    requestValues: (column, text) =>
      choices.ask((requestId) => post({ type: 'requestColumnValues', resultId, requestId, column, text })),
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
          windows.settle(message.requestId, message.cells);
          return;
        case 'cellValue':
          values.settle(message.requestId, message.value);
          return;
        case 'rowsFiltered':
          filters.settle(message.requestId, message.shownRowCount);
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
      }
    },
    giveUp: () => {
      for (const room of [windows, values, filters, statistics, choices, finds, summaries, charts]) room.giveUp();
    },
  };
}
