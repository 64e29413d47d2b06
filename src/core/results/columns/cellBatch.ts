/** What was found for a cell: nothing, because its row does not name the column; or null, which ends as the same. */
export const MISSING = 0;
export const NULL = 1;
/** A JSON string's characters as UTF-8, escapes resolved. */
export const STRING = 2;
/** Any other JSON value: a number, `true`, `false`, or a compact object or array. */
export const JSON_VALUE = 3;
/** A string that UTF-8 cannot hold, because it has half a surrogate pair. `starts` has its place in `illFormed`. */
export const ILL_FORMED = 4;
/** Added to a kind whose bytes do not stand in the answer as they are meant, but in `rewritten`. */
export const REWRITTEN = 8;

/** Cells taken over at once: enough that each column's own loop pays, few enough to stay in the processor's cache. */
const BATCH_CELLS = 16_384;
const LEAST_ROWS = 16;
const MOST_ROWS = 256;

const NO_BYTES = new Uint8Array(0);
const NO_WORDS: DataView = new DataView(NO_BYTES.buffer);

/**
 * Rows as they were found in an answer's bytes: for each cell what it is and where it stands. Columns take them over one
 * after another, each in a loop of its own over its cells: a row's cells in turn would go through the setters of all
 * types of columns at one place in the code, which costs more than the values.
 */
export class CellBatch {
  /** By cell; the cell of a row's column is `row × columnCount + column`. */
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly illFormed: string[] = [];
  bytes: Uint8Array = NO_BYTES;
  words = NO_WORDS;
  rewritten: Uint8Array = NO_BYTES;
  rewrittenWords = NO_WORDS;
  rowCount = 0;

  private readonly mostRows: number;

  constructor(readonly columnCount: number) {
    this.mostRows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.floor(BATCH_CELLS / columnCount)));
    const cellCount = this.mostRows * columnCount;
    this.kinds = new Uint8Array(cellCount);
    this.starts = new Int32Array(cellCount);
    this.ends = new Int32Array(cellCount);
  }

  get isFull(): boolean {
    return this.rowCount === this.mostRows;
  }

  /** Sets the bytes that further rows stand in. */
  open(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.words = viewOf(bytes);
  }

  /** Sets the bytes that rewritten values stand in, as they are before the rows are taken over. */
  openRewritten(bytes: Uint8Array): void {
    if (bytes === this.rewritten) return;
    this.rewritten = bytes;
    this.rewrittenWords = viewOf(bytes);
  }

  /** Forgets the rows and lets go of their bytes. */
  clear(): void {
    this.rowCount = 0;
    this.illFormed.length = 0;
    this.bytes = NO_BYTES;
    this.words = NO_WORDS;
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
