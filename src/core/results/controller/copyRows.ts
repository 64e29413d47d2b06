import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import { fail, succeed, type Outcome } from '../../errors';
import { countOf } from '../../formatCount';
import { createWriter, type Format } from '../../formats/format';
import { DEFAULT_WRITE_OPTIONS, selectedColumns, type TableSelection } from '../../formats/rowWriter';
import { writeValueList } from '../../kql/whereClause';
import { noSuchValue, severalColumns, tooMuchToCopy } from '../errors';
import { allRows } from '../sorting/sortRows';

/** More than this many characters do not go to the clipboard: programs that paste them would hang. */
const LARGEST_COPY = 20_000_000;

/** The forms in which rows are copied: those of files, and one column's values as KQL writes them after `in`. */
export type CopyFormat = Format | 'list';

/** Text for the clipboard, and a sentence that says what it is. */
export interface CopiedRows {
  readonly text: string;
  readonly summary: string;
}

/**
 * Rows for the clipboard. One single cell as TSV is its exact text, unquoted; where there are more, text that a
 * spreadsheet would run as a formula is guarded as in a saved file.
 * @param withHeader for CSV and TSV; the other forms name their columns anyhow
 */
export function copyRows(
  selection: TableSelection,
  format: CopyFormat,
  withHeader: boolean,
  breathe: Breathe = breathless,
): Outcome<CopiedRows> {
  const { table } = selection;
  const rows = Array.from(selection.rows ?? allRows(table));
  const columns = selectedColumns(selection);
  const [only] = columns;
  if (format === 'list') return copyList(selection, rows, breathe);
  if (format === 'tsv' && rows.length === 1 && columns.length === 1 && only !== undefined && !withHeader) {
    return succeed({ text: table.text(rows[0] ?? 0, only.index), summary: 'Copied 1 cell.' });
  }
  const text = writeText(selection, rows, format, withHeader, breathe);
  return text === undefined
    ? fail(tooMuchToCopy())
    : succeed({ text, summary: `Copied ${countOf(rows.length, 'row')} × ${countOf(columns.length, 'column')}.` });
}

function writeText(
  selection: TableSelection,
  rows: readonly number[],
  format: Format,
  withHeader: boolean,
  breathe: Breathe,
): string | undefined {
  const writer = createWriter(format, selection, DEFAULT_WRITE_OPTIONS);
  const isDelimited = format === 'csv' || format === 'tsv';
  let text = withHeader || !isDelimited ? writer.head : '';
  for (const [at, row] of rows.entries()) {
    if (at % ROWS_A_BREATH === 0) breathe();
    if (at > 0) text += writer.separator;
    text += writer.writeRow(row);
    if (text.length > LARGEST_COPY) return undefined;
  }
  return (text + writer.foot).replace(/\r?\n$/, '');
}

function copyList(selection: TableSelection, rows: readonly number[], breathe: Breathe): Outcome<CopiedRows> {
  const { table } = selection;
  const [column, ...others] = selectedColumns(selection);
  if (column === undefined || others.length > 0) return fail(severalColumns());
  const values = new Set<string | null>();
  rows.forEach((row, at) => {
    if (at % ROWS_A_BREATH === 0) breathe();
    values.add(table.isNull(row, column.index) ? null : table.text(row, column.index));
  });
  const text = writeValueList(column.type, [...values]);
  if (text === undefined) return fail(noSuchValue());
  if (text.length > LARGEST_COPY) return fail(tooMuchToCopy());
  return succeed({ text, summary: `Copied ${countOf(values.size, 'value')}.` });
}
