import type { Column } from '../results/resultTable';
import { csvWriter } from './csv';
import { datatableWriter } from './datatable';
import { distinctNames } from './distinctNames';
import { jsonWriter } from './json';
import { markdownWriter } from './markdown';
import { ndjsonWriter } from './ndjson';
import { DEFAULT_WRITE_OPTIONS, type RowWriter, type TableSelection, type WriteOptions } from './rowWriter';
import { tsvWriter } from './tsv';

/** The formats in which results are saved. */
export const FORMATS = ['csv', 'tsv', 'json', 'ndjson', 'markdown', 'datatable'] as const;
export type Format = (typeof FORMATS)[number];

/** How a format is called and by which file name ending, without the dot, it is known. */
export interface FormatInfo {
  readonly label: string;
  readonly extension: string;
}

export const FORMAT_INFO: Readonly<Record<Format, FormatInfo>> = {
  csv: { label: 'CSV', extension: 'csv' },
  tsv: { label: 'TSV', extension: 'tsv' },
  json: { label: 'JSON', extension: 'json' },
  ndjson: { label: 'NDJSON', extension: 'ndjson' },
  markdown: { label: 'Markdown', extension: 'md' },
  datatable: { label: 'KQL datatable', extension: 'kql' },
};

/** The format that a file name's ending asks for, in any case; undefined where it says nothing. */
export function formatOfFile(path: string): Format | undefined {
  const lower = path.toLowerCase();
  return FORMATS.find((format) => lower.endsWith(`.${FORMAT_INFO[format].extension}`));
}

/** A piece of a file, and how many rows are written once it is. */
export interface WrittenChunk {
  readonly text: string;
  readonly rowsWritten: number;
}

/** Characters after which a piece is handed over: large enough for a quick disk, small enough to stop at once. */
const CHUNK_LENGTH = 64 * 1024;

/** Writes a selection piece by piece; the caller decides between pieces whether to go on. */
export function writeTable(
  format: Format,
  selection: TableSelection,
  options: WriteOptions = DEFAULT_WRITE_OPTIONS,
): Generator<WrittenChunk, void> {
  return writeRows(createWriter(format, selection, options), selection);
}

/** Writes a selection piece by piece with a writer of its own. */
export function* writeRows(writer: RowWriter, { rows, table }: TableSelection): Generator<WrittenChunk, void> {
  const rowCount = rows?.length ?? table.rowCount;
  let text = writer.head;
  for (let at = 0; at < rowCount; at++) {
    if (at > 0) text += writer.separator;
    text += writer.writeRow(rows?.[at] ?? at);
    if (text.length < CHUNK_LENGTH) continue;
    yield { text, rowsWritten: at + 1 };
    text = '';
  }
  yield { text: text + writer.foot, rowsWritten: rowCount };
}

/** What the file will hold otherwise than the result, in sentences for the user. */
export function describeChanges(format: Format, columns: readonly Column[]): string[] {
  if (format !== 'json' && format !== 'ndjson') return [];
  const names = columns.map(({ name }) => name);
  return distinctNames(names).flatMap((key, at) =>
    key === names[at] ? [] : [`Column ${at + 1} is written as "${key}", because its name was already taken.`],
  );
}

/** The writer of a format. */
export function createWriter(format: Format, selection: TableSelection, options: WriteOptions): RowWriter {
  switch (format) {
    case 'csv':
      return csvWriter(selection, options);
    case 'tsv':
      return tsvWriter(selection, options);
    case 'json':
      return jsonWriter(selection, options);
    case 'ndjson':
      return ndjsonWriter(selection);
    case 'markdown':
      return markdownWriter(selection, options);
    case 'datatable':
      return datatableWriter(selection, options);
  }
}
