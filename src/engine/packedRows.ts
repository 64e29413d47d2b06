import type { DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';
import type { Column } from '../core/results/resultTable';
import type { ScalarType } from '../core/results/scalarType';
import { readRows, toEngineValue } from './databaseRows';
import type { EngineValue } from './engineAnswer';

/*
 * Each text costs a call into the database, and an answer has up to millions of them. So all texts of a row leave as one:
 * the length of each in bytes of UTF-8 (-1 for null) with a comma behind it, then the texts without anything between.
 * A single text leaves so, too: the client would take a U+FEFF at its beginning for a byte order mark and drop it.
 */

const TEXT_TYPES: ReadonlySet<ScalarType> = new Set<ScalarType>(['string', 'dynamic', 'decimal', 'guid']);

/** A statement with the rows of `sql`, whose columns are `columns`, as `readPackedRows` takes them. */
export function packRows(sql: string, columns: readonly Column[]): string {
  if (!isPacked(columns)) return sql;
  const names = columns.map((_, index) => `a${index}`);
  const texts = names.filter((_, index) => isText(columns[index]));
  const plain = names.filter((_, index) => !isText(columns[index]));
  const lengths = texts.map((name) => `coalesce(strlen(${name}), -1), ','`);
  return `SELECT ${[...plain, `concat(${[...lengths, ...texts].join(', ')})`].join(', ')} FROM (${sql}) t(${names.join(', ')})`;
}

/** The values of a chunk of such a statement, in the order of `columns`. */
export function readPackedRows(chunk: DuckDBDataChunk, columns: readonly Column[]): EngineValue[][] {
  if (!isPacked(columns)) return readRows(chunk, columns.length);
  const textCount = columns.filter(isText).length;
  const plainCount = columns.length - textCount;
  const plain = Array.from({ length: plainCount }, (_, index) => chunk.getColumnVector(index));
  const packed = chunk.getColumnVector(plainCount);
  return Array.from({ length: chunk.rowCount }, (_, row) => {
    const texts = unpackTexts(packed.getItem(row), textCount);
    let nextPlain = 0;
    let nextText = 0;
    return columns.map((column) =>
      isText(column) ? (texts[nextText++] ?? null) : toEngineValue(plain[nextPlain++]?.getItem(row) ?? null),
    );
  });
}

function isPacked(columns: readonly Column[]): boolean {
  return columns.some(isText);
}

function isText(column: Column | undefined): boolean {
  return column !== undefined && TEXT_TYPES.has(column.type);
}

const COMMA = 44;
const MINUS = 45;
const ZERO = 48;

function unpackTexts(packed: DuckDBValue, count: number): readonly (string | null)[] {
  if (typeof packed !== 'string') return [];
  const lengths: number[] = [];
  let from = 0;
  let total = 0;
  while (lengths.length < count) {
    let length = 0;
    let isNull = false;
    for (let code = packed.charCodeAt(from++); code !== COMMA; code = packed.charCodeAt(from++)) {
      if (code === MINUS) isNull = true;
      else length = length * 10 + code - ZERO;
    }
    lengths.push(isNull ? -1 : length);
    if (!isNull) total += length;
  }
  // Only a text of ASCII has as many characters as bytes; in others the bytes are counted.
  if (packed.length - from === total) return cut(lengths, from, (start, end) => packed.slice(start, end));
  const bytes = Buffer.from(packed);
  return cut(lengths, from, (start, end) => bytes.toString('utf8', start, end));
}

function cut(
  lengths: readonly number[],
  from: number,
  read: (start: number, end: number) => string,
): readonly (string | null)[] {
  let start = from;
  return lengths.map((length) => {
    if (length < 0) return null;
    const end = start + length;
    const text = read(start, end);
    start = end;
    return text;
  });
}
