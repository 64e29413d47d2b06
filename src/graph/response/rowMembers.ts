import type { Column } from '../../core/results/resultTable';
import { readQuoted } from './jsonStrings';

/** A name met in the rows, and where its values go. */
export interface RowMember {
  /** The name as it stands in the rows, with its quotes. */
  readonly quotedName: Uint8Array;
  /** The same, eight bytes a word; the last word may overlap the one before it. None where the name is shorter. */
  readonly nameWords: Float64Array;
  readonly nameLength: number;
  /** The column that it feeds, where that is the only one of exactly this name; else -1. */
  readonly onlyColumn: number;
  /** True where that column takes strings as they are: in a dynamic one they may wrap JSON. */
  readonly isText: boolean;
  /** The columns it feeds, one for each time it stands in a row; none for a name that is left out. */
  readonly columns: readonly number[];
  /** True where the name is a column's own and not only equal but for case. */
  readonly isExact: boolean;
  /** True for `X@odata.type` and other annotations, which nobody misses. */
  readonly isAnnotation: boolean;
  /** The name that followed the last time: rows mostly repeat each other's order. */
  next: RowMember | undefined;
}

const BYTES_A_WORD = 8;
const NO_COLUMN = -1;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Finds the columns that a row's names belong to. A name matches a column exactly, or else but for case where only one
 * column does: `LogonId` and `LogonID` exist side by side.
 */
export class RowMembers {
  private readonly known = new Map<string, RowMember>();
  private readonly exact: ReadonlyMap<string, number[]>;
  private readonly folded: ReadonlyMap<string, number[]>;

  constructor(private readonly columns: readonly Column[]) {
    this.exact = indexesBy(columns, ({ name }) => name);
    this.folded = indexesBy(columns, ({ name }) => name.toLowerCase());
  }

  /** @param start at the opening quote @param end behind the closing one */
  find(bytes: Uint8Array, start: number, end: number): RowMember {
    const quoted = decoder.decode(bytes.subarray(start, end));
    const known = this.known.get(quoted);
    if (known !== undefined) return known;
    const name = quoted.includes('\\') ? readQuoted(quoted) : quoted.slice(1, -1);
    const columns = this.exact.get(name) ?? this.foldedColumn(name);
    const onlyColumn = this.exact.has(name) && columns.length === 1 ? (columns[0] ?? NO_COLUMN) : NO_COLUMN;
    const member: RowMember = {
      quotedName: bytes.slice(start, end),
      nameWords: readWords(bytes, start, end),
      nameLength: end - start,
      onlyColumn,
      isText: onlyColumn !== NO_COLUMN && this.columns[onlyColumn]?.type !== 'dynamic',
      columns,
      isExact: this.exact.has(name),
      isAnnotation: name.includes('@odata.'),
      next: undefined,
    };
    this.known.set(quoted, member);
    return member;
  }

  private foldedColumn(name: string): readonly number[] {
    const columns = this.folded.get(name.toLowerCase()) ?? [];
    return columns.length === 1 ? columns : [];
  }
}

function readWords(bytes: Uint8Array, start: number, end: number): Float64Array {
  const words = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  const lastWord = words.byteLength - BYTES_A_WORD;
  if (lastWord < 0) return new Float64Array(0);
  const count = Math.ceil(words.byteLength / BYTES_A_WORD);
  return Float64Array.from({ length: count }, (_, index) =>
    words.getFloat64(Math.min(BYTES_A_WORD * index, lastWord), true),
  );
}

function indexesBy(columns: readonly Column[], keyOf: (column: Column) => string): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  columns.forEach((column, index) => {
    const key = keyOf(column);
    const sameKey = indexes.get(key);
    if (sameKey === undefined) indexes.set(key, [index]);
    else sameKey.push(index);
  });
  return indexes;
}
