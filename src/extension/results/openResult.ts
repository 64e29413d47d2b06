import { env, Uri } from 'vscode';
import type { ChartImage } from '../../core/charts/chartImage';
import type { RemoteRows } from '../../resultWorker/remoteRows';
import { ResultGrid } from '../../resultWorker/resultGrid';
import type { HuntedQuery } from '../queries/huntedQuery';

/** One run's own place on the screen. */
export interface OpenResult {
  /** What ran, such as the file's name without its ending: the start of a saved file's name. */
  readonly title: string;
  /** Counts the results of a window from 1; it names the table that queries can read. */
  readonly number: number;
  /** True where the rows came from other results and not from a connection. */
  readonly readsResults: boolean;
  readonly grid: ResultGrid;
  /** Aborts when the user closes the result: nobody waits for its rows then. */
  readonly closed: AbortSignal;
  close(): void;
}

/** What a user does with a result beyond looking at it. */
export interface ResultActions {
  /** Saves rows of the result with that title; it asks where. */
  readonly save: (rows: RemoteRows, title: string) => void;
  /** Writes an operator behind the query that the result came from. */
  readonly append: (query: HuntedQuery, operator: string) => void;
  /** Opens a query in a new document; it is not run. */
  readonly openQuery: (query: string) => void;
  /** Saves the picture of a chart of the result with that title; it asks where. */
  readonly saveChart: (image: ChartImage, title: string) => void;
  /** Takes what the log should know of a fault. */
  readonly reportFault: (report: string) => void;
}

/** What is opened for one run. */
export interface ResultSource {
  readonly title: string;
  readonly query: HuntedQuery;
  readonly readsResults: boolean;
}

/** A result's source with the number that it is given when it is opened. */
export interface NumberedSource extends ResultSource {
  readonly number: number;
}

/** The grid of a run's result, to be disposed with it. @param post sends a message to the page */
export function createResultGrid(
  extensionUri: Uri,
  { title, query }: ResultSource,
  actions: ResultActions,
  post: (message: unknown) => void,
): ResultGrid {
  return new ResultGrid({
    workerFile: Uri.joinPath(extensionUri, 'dist/results.js').fsPath,
    post,
    actions: {
      writeClipboard: (text) => env.clipboard.writeText(text),
      save: (rows) => actions.save(rows, title),
      append: (operator) => actions.append(query, operator),
      openQuery: actions.openQuery,
      saveChart: (image) => actions.saveChart(image, title),
      reportFault: actions.reportFault,
    },
  });
}
