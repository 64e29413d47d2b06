import { delimitedWriter } from './delimitedText';
import type { RowWriter, TableSelection, WriteOptions } from './rowWriter';

/** Comma-separated values by RFC 4180. */
export function csvWriter(selection: TableSelection, options: WriteOptions): RowWriter {
  return delimitedWriter(',', selection, options);
}
