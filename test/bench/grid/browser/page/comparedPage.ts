import { nextPaint } from './frames.ts';
import { goHome, ride } from './ride.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What a grid of another library is given: the same rows, widths and font as ours. */
export interface ComparedData {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly width: number }[];
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  readonly font: string;
}

/** A grid of another library behind calls that all have; those of `operations` that it cannot do are left out. */
export interface ComparedGrid {
  mount(place: HTMLElement, data: ComparedData): void | Promise<void>;
  scroller(place: HTMLElement): Element;
  /** How many rows are shown. */
  rowCount(): number;
  readonly operations: {
    readonly sort?: (column: string, direction: 'ascending' | 'descending') => unknown;
    /** Rows whose column holds a text, whatever its case; all rows for an empty text. */
    readonly filter?: (column: string, text: string) => unknown;
    /** Rows that hold a text in any column; all rows for an empty text. */
    readonly search?: (text: string) => unknown;
    /** Groups by a column, with the number of rows; no groups for an empty name. */
    readonly group?: (column: string) => unknown;
    /** Average, sum, least and greatest of a column. */
    readonly summarize?: (column: string) => unknown;
  };
}

interface Layout extends Pick<ComparedData, 'rowHeight' | 'font'> {
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
}

interface Answer {
  readonly schema: readonly { readonly name: string; readonly type: string }[];
  readonly results: readonly Row[];
}

/** Gives the benchmark what it calls in the page of a compared grid. */
export function offer(grid: ComparedGrid): void {
  const place = document.createElement('div');
  Object.assign(window, {
    bench: {
      load: async ({ width, height, widths, rowHeight, font }: Layout) => {
        const response = await fetch('/response.json');
        const { schema, results } = (await response.json()) as Answer;
        place.style.cssText = `position: absolute; inset: 0 auto auto 0; width: ${width}px; height: ${height}px;`;
        document.body.append(place);
        const columns = schema.map(({ name, type }, at) => ({ name, type, width: widths[at] ?? 100 }));
        const begin = performance.now();
        await grid.mount(place, { columns, rows: results, rowHeight, font });
        await nextPaint();
        return performance.now() - begin;
      },
      ride: (milliseconds: number) => ride(grid.scroller(place), milliseconds, () => undefined),
      goHome: () => goHome(grid.scroller(place)),
      /** The time until the result of an operation is on the screen; undefined where the library has no such. */
      time: async (operation: keyof ComparedGrid['operations'], ...words: readonly string[]) => {
        // What the benchmark calls it with fits: both are written side by side.
        const run = grid.operations[operation] as ((...words: readonly string[]) => unknown) | undefined;
        if (run === undefined) return undefined;
        const begin = performance.now();
        await run(...words);
        await nextPaint();
        return { milliseconds: performance.now() - begin, rowCount: grid.rowCount() };
      },
    },
  });
}
