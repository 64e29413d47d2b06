import type { TableSelection } from '../core/formats/rowWriter';
import type { GridController } from '../core/results/gridController';

/** One run's own place on the screen. */
export interface OpenResult {
  /** What ran, such as the file's name without its ending: the start of a saved file's name. */
  readonly title: string;
  readonly grid: GridController;
  /** Aborts when the user closes the result: nobody waits for its rows then. */
  readonly closed: AbortSignal;
  close(): void;
}

/** Saves rows of the result with that title; it asks where. */
export type SaveSelection = (selection: TableSelection, title: string) => void;
