import type { Column } from '../../core/results/resultTable';
import { readQuoted } from './jsonStrings';

/** A name met in the rows, and where its values go. */
export interface RowMember {
  /** The name as it stands in the rows, with its quotes. */
  readonly quotedName: Uint8Array;
  /** The same, four bytes a word; bytes that fill no word are left out. */
  readonly nameWords: Int32Array;
  /** The columns it feeds, one for each time it stands in a row; none for a name that is left out. */
  readonly columns: readonly number[];
  /** True where the name is a column's own and not only equal but for case. */
  readonly isExact: boolean;
  /** True for `X@odata.type` and other annotations, which nobody misses. */
  readonly isAnnotation: boolean;
  /** The name that followed the last time: rows mostly repeat each other's order. */
  next: RowMember | undefined;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Finds the columns that a row's names belong to. A name matches a column exactly, or else but for case where only one
 * column does: `LogonId` and `LogonID` exist side by side.
 */
export class RowMembers {
  private readonly known = new Map<string, RowMember>();
  private readonly exact: ReadonlyMap<string, number[]>;
  private readonly folded: ReadonlyMap<string, number[]>;

  constructor(columns: readonly Column[]) {
    this.exact = indexesBy(columns, ({ name }) => name);
    this.folded = indexesBy(columns, ({ name }) => name.toLowerCase());
  }

  /** @param start at the opening quote @param end behind the closing one */
  find(bytes: Uint8Array, start: number, end: number): RowMember {
    const quoted = decoder.decode(bytes.subarray(start, end));
    const known = this.known.get(quoted);
    if (known !== undefined) return known;
    const name = quoted.includes('\\') ? readQuoted(quoted) : quoted.slice(1, -1);
    const member: RowMember = {
      quotedName: bytes.slice(start, end),
      nameWords: readWords(bytes, start, end),
      columns: this.exact.get(name) ?? this.foldedColumn(name),
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

function readWords(bytes: Uint8Array, start: number, end: number): Int32Array {
  const words = new DataView(bytes.buffer, bytes.byteOffset + start);
  return Int32Array.from({ length: (end - start) >> 2 }, (_, index) => words.getInt32(4 * index, true));
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
