import type { ChartImage } from '../core/charts/chartImage';
import type { TableSelection } from '../core/formats/rowWriter';
import type { GridController } from '../core/results/gridController';
import type { HuntedQuery } from './huntedQuery';

/** One run's own place on the screen. */
export interface OpenResult {
  /** What ran, such as the file's name without its ending: the start of a saved file's name. */
  readonly title: string;
  readonly grid: GridController;
  /** Aborts when the user closes the result: nobody waits for its rows then. */
  readonly closed: AbortSignal;
  close(): void;
}

/** What a user does with a result beyond looking at it. */
export interface ResultActions {
  /** Saves rows of the result with that title; it asks where. */
  readonly save: (selection: TableSelection, title: string) => void;
  /** Writes an operator behind the query that the result came from. */
  readonly append: (query: HuntedQuery, operator: string) => void;
  /** Opens a query in a new document; it is not run. */
  readonly openQuery: (query: string) => void;
  /** Saves the picture of a chart of the result with that title; it asks where. */
  readonly saveChart: (image: ChartImage, title: string) => void;
}

/** What is opened for one run. */
export interface ResultSource {
  readonly title: string;
  readonly query: HuntedQuery;
}
