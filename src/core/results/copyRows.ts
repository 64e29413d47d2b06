import { fail, succeed, type Outcome } from '../errors';
import { DEFAULT_WRITE_OPTIONS, selectedColumns, type TableSelection } from '../formats/rowWriter';
import { tsvWriter } from '../formats/tsv';
import { allRows } from './sortRows';

/** More than this many characters do not go to the clipboard: programs that paste them would hang. */
const LARGEST_COPY = 20_000_000;

/** Text for the clipboard, and a sentence that says what it is. */
export interface CopiedRows {
  readonly text: string;
  readonly summary: string;
}

/**
 * Rows as tab-separated values for the clipboard. One single cell is its exact text, unquoted; where there are more,
 * text that a spreadsheet would run as a formula is guarded as in a saved file.
 */
export function copyAsTsv(selection: TableSelection, withHeader: boolean): Outcome<CopiedRows> {
  const { table } = selection;
  const rows = Array.from(selection.rows ?? allRows(table));
  const columns = selectedColumns(selection);
  const [only] = columns;
  if (rows.length === 1 && columns.length === 1 && only !== undefined && !withHeader) {
    return succeed({ text: table.text(rows[0] ?? 0, only.index), summary: 'Copied 1 cell.' });
  }
  const writer = tsvWriter(selection, DEFAULT_WRITE_OPTIONS);
  let text = withHeader ? writer.head : '';
  for (const row of rows) {
    text += writer.writeRow(row);
    if (text.length > LARGEST_COPY) return fail(tooMuchToCopy());
  }
  const rowsLabel = rows.length === 1 ? '1 row' : `${rows.length.toLocaleString('en-US')} rows`;
  const columnsLabel = columns.length === 1 ? '1 column' : `${columns.length.toLocaleString('en-US')} columns`;
  return succeed({ text: text.replace(/\r\n$/, ''), summary: `Copied ${rowsLabel} × ${columnsLabel}.` });
}

function tooMuchToCopy() {
  return {
    code: 'TooMuchToCopy',
    message: 'The selection is too large for the clipboard.',
    hint: 'Save it to a file with Save Results As, or select less.',
  };
}
