import { objectWriter } from './json';
import type { RowWriter, TableSelection } from './rowWriter';

/** Newline-delimited JSON: one row a line, with the keys and values of the JSON format and no schema. */
export function ndjsonWriter(selection: TableSelection): RowWriter {
  const writeObject = objectWriter(selection);
  return { head: '', separator: '', foot: '', writeRow: (row) => `${writeObject(row)}\n` };
}
