import type { DisplayCell } from '../../../core/results/display/displayCell';
import type { Cells, PlaceWindow } from './cells';

/** Small blocks, so that a screen asks for little more than it shows. */
export const BLOCK_ROWS = 16;
export const BLOCK_COLUMNS = 8;
/** About 260,000 cells. */
const MOST_BLOCKS = 2048;
/** While these are under way, further wishes wait, and only the newest is sent: fast scrolling asks for what it ends on. */
const MOST_REQUESTS = 2;
/** No request is higher than this, however tall the window. */
const MOST_BLOCK_ROWS_A_REQUEST = 16;

/** Cells that live elsewhere: what has come is given at once, what is wanted is asked for. */
export interface CellSource {
  /** The cell, or undefined while it has not come. */
  cell(row: number, column: number): DisplayCell | undefined;
  /** Whether all cells of a window have come. */
  has(window: PlaceWindow): boolean;
  /**
   * Says what is on the screen now, and what may be there soon. Missing blocks are asked for, those on the screen
   * first; earlier wishes not yet sent are forgotten.
   */
  want(window: PlaceWindow, soon?: PlaceWindow): void;
  /** Other rows stand here now, or the same in another order: all is asked for anew, old cells stay on show until then. */
  replaceRows(rowCount: number): void;
  /** More rows stand behind those that are there. */
  addRows(rowCount: number): void;
  /** No answer is taken any more. */
  dispose(): void;
}

export interface CellSourceOptions {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Of the first rows the first columns, which have come already. */
  readonly firstCells?: Cells | undefined;
  readonly fetch: (window: PlaceWindow) => Promise<Cells | undefined>;
  /** Called when cells have come. */
  readonly onArrive: () => void;
}

interface BlockRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

const NOTHING: BlockRange = { firstRow: 0, lastRow: -1, firstColumn: 0, lastColumn: -1 };

/** A cache of blocks of cells over an asynchronous `fetch`; the least recently wanted blocks go first. */
export function createCellSource(options: CellSourceOptions): CellSource {
  const { columnCount, fetch, onArrive } = options;
  let { rowCount } = options;
  const blocksAcross = Math.max(1, Math.ceil(columnCount / BLOCK_COLUMNS));
  let blocks = new Map<number, Cells>();
  let outdated = new Map<number, Cells>();
  let underWay = new Set<number>();
  let requests = 0;
  let wanted = NOTHING;
  let wantedSoon = NOTHING;
  /** Counts orders of rows: answers for an earlier one are dropped. */
  let epoch = 0;

  const keyOf = (blockRow: number, blockColumn: number) => blockRow * blocksAcross + blockColumn;

  const forEachBlock = (range: BlockRange, visit: (blockRow: number, blockColumn: number, key: number) => void) => {
    for (let row = range.firstRow; row <= range.lastRow; row += 1) {
      for (let column = range.firstColumn; column <= range.lastColumn; column += 1)
        visit(row, column, keyOf(row, column));
    }
  };

  const missingIn = (range: BlockRange): BlockRange | undefined => {
    let missing: BlockRange | undefined;
    forEachBlock(range, (row, column, key) => {
      if (blocks.has(key) || underWay.has(key)) return;
      if (missing !== undefined && row - missing.firstRow >= MOST_BLOCK_ROWS_A_REQUEST) return;
      missing = include(missing, row, column);
    });
    return missing;
  };

  const store = (range: BlockRange, cells: Cells) => {
    forEachBlock(range, (row, column, key) => {
      const left = (column - range.firstColumn) * BLOCK_COLUMNS;
      const top = (row - range.firstRow) * BLOCK_ROWS;
      const lines = cells.slice(top, top + BLOCK_ROWS).map((line) => line.slice(left, left + BLOCK_COLUMNS));
      // Rows may have been added since it was asked for.
      const isWhole = lines.length >= Math.min(BLOCK_ROWS, rowCount - row * BLOCK_ROWS);
      (isWhole ? blocks : outdated).set(key, lines);
    });
    for (const key of blocks.keys()) {
      if (blocks.size <= MOST_BLOCKS) break;
      blocks.delete(key);
    }
  };

  const send = async (range: BlockRange): Promise<void> => {
    const sentIn = epoch;
    const keys: number[] = [];
    forEachBlock(range, (_row, _column, key) => keys.push(key));
    for (const key of keys) underWay.add(key);
    requests += 1;
    const cells = await fetch(windowOf(range, rowCount, columnCount));
    if (sentIn !== epoch) return;
    requests -= 1;
    for (const key of keys) underWay.delete(key);
    if (cells === undefined) return;
    outdated.clear();
    store(range, cells);
    onArrive();
    sendNext();
  };

  const sendNext = () => {
    if (requests >= MOST_REQUESTS) return;
    const missing = missingIn(wanted) ?? missingIn(wantedSoon);
    if (missing !== undefined) void send(missing);
  };

  const forgetRequests = () => {
    epoch += 1;
    requests = 0;
    underWay = new Set();
  };

  if (options.firstCells !== undefined)
    store(wholeBlocks(options.firstCells, rowCount, columnCount), options.firstCells);

  return {
    cell: (row, column) => {
      const key = keyOf(Math.floor(row / BLOCK_ROWS), Math.floor(column / BLOCK_COLUMNS));
      const block = blocks.get(key) ?? outdated.get(key);
      return block?.[row % BLOCK_ROWS]?.[column % BLOCK_COLUMNS];
    },
    has: (window) => {
      const { firstRow, lastRow, firstColumn, lastColumn } = blocksOf(window);
      for (let row = firstRow; row <= lastRow; row += 1) {
        for (let column = firstColumn; column <= lastColumn; column += 1)
          if (!blocks.has(keyOf(row, column))) return false;
      }
      return true;
    },
    want: (window, soon = window) => {
      wanted = blocksOf(window);
      wantedSoon = blocksOf(soon);
      forEachBlock(wanted, (_row, _column, key) => {
        const block = blocks.get(key);
        if (block === undefined) return;
        blocks.delete(key);
        blocks.set(key, block);
      });
      sendNext();
    },
    replaceRows: (count) => {
      rowCount = count;
      forgetRequests();
      outdated = blocks;
      blocks = new Map();
    },
    addRows: (count) => {
      rowCount = count;
      for (const [key, lines] of blocks) {
        if (lines.length === BLOCK_ROWS) continue;
        blocks.delete(key);
        outdated.set(key, lines);
      }
    },
    dispose: () => {
      forgetRequests();
      wanted = NOTHING;
      wantedSoon = NOTHING;
    },
  };
}

function blocksOf(window: PlaceWindow): BlockRange {
  if (window.rowCount <= 0 || window.columnCount <= 0) return NOTHING;
  return {
    firstRow: Math.floor(window.firstRow / BLOCK_ROWS),
    lastRow: Math.floor((window.firstRow + window.rowCount - 1) / BLOCK_ROWS),
    firstColumn: Math.floor(window.firstColumn / BLOCK_COLUMNS),
    lastColumn: Math.floor((window.firstColumn + window.columnCount - 1) / BLOCK_COLUMNS),
  };
}

/** The blocks that some cells from the first row and column on fill, or fill up to where the grid ends. */
function wholeBlocks(cells: Cells, rowCount: number, columnCount: number): BlockRange {
  const across = cells[0]?.length ?? 0;
  return {
    firstRow: 0,
    lastRow: (cells.length < rowCount ? Math.floor : Math.ceil)(cells.length / BLOCK_ROWS) - 1,
    firstColumn: 0,
    lastColumn: (across < columnCount ? Math.floor : Math.ceil)(across / BLOCK_COLUMNS) - 1,
  };
}

function windowOf(range: BlockRange, rowCount: number, columnCount: number): PlaceWindow {
  const firstRow = range.firstRow * BLOCK_ROWS;
  const firstColumn = range.firstColumn * BLOCK_COLUMNS;
  return {
    firstRow,
    rowCount: Math.min(rowCount, (range.lastRow + 1) * BLOCK_ROWS) - firstRow,
    firstColumn,
    columnCount: Math.min(columnCount, (range.lastColumn + 1) * BLOCK_COLUMNS) - firstColumn,
  };
}

function include(range: BlockRange | undefined, row: number, column: number): BlockRange {
  return {
    firstRow: Math.min(range?.firstRow ?? row, row),
    lastRow: Math.max(range?.lastRow ?? row, row),
    firstColumn: Math.min(range?.firstColumn ?? column, column),
    lastColumn: Math.max(range?.lastColumn ?? column, column),
  };
}
