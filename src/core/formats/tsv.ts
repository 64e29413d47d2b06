import { delimitedWriter } from './delimitedText';
import type { RowWriter, TableSelection, WriteOptions } from './rowWriter';

/** Tab-separated values, quoted as in CSV, which is what spreadsheets paste: tabs and line breaks in values survive. */
export function tsvWriter(selection: TableSelection, options: WriteOptions): RowWriter {
  return delimitedWriter('\t', selection, options);
}
