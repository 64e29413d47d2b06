import { writeTable, type Format } from '../../../../src/core/formats/format';
import { DEFAULT_WRITE_OPTIONS, type TableSelection, type WriteOptions } from '../../../../src/core/formats/rowWriter';

/** The whole file, as one text. */
export function writtenText(format: Format, selection: TableSelection, options: Partial<WriteOptions> = {}): string {
  let text = '';
  for (const chunk of writeTable(format, selection, { ...DEFAULT_WRITE_OPTIONS, ...options })) text += chunk.text;
  return text;
}
