import type { RowWriter, TableSelection } from '../core/formats/rowWriter';
import { selectedColumns } from '../core/formats/rowWriter';
import { isNumeric } from '../core/results/scalarType';
import { showInvisibles } from '../core/visibleText';
import { cutToWidth, displayWidth, padToWidth } from './terminalText';

const GAP = '  ';
/** A column that has to give way keeps at least this many places. */
const NARROWEST = 8;
/** Without a terminal's width values are never cut, but longer ones do not widen the other rows. */
const WIDEST_PADDING = 80;
const NULL = 'null';

/** A table for the eye, and how many columns did not fit beside the others. */
export interface TerminalTable {
  readonly writer: RowWriter;
  readonly hiddenColumns: number;
}

/**
 * Lays a table out in aligned columns: numbers to the right, invisible and control characters as their codes, so that
 * no value can command the terminal.
 * @param terminalWidth columns of the terminal, to which values are cut; undefined where the reader is no terminal
 */
export function layOutTable(selection: TableSelection, terminalWidth: number | undefined): TerminalTable {
  const { table, rows } = selection;
  const columns = selectedColumns(selection);
  const longest = terminalWidth ?? Number.POSITIVE_INFINITY;

  const cellText = (row: number, column: number): string =>
    table.isNull(row, column) ? NULL : showCell(table.text(row, column), longest);

  const names = columns.map(({ name }) => showCell(name, longest));
  const natural = columns.map(({ index }, at) => {
    let widest = displayWidth(names[at] ?? '');
    for (let line = 0; line < (rows?.length ?? table.rowCount); line++) {
      widest = Math.max(widest, displayWidth(cellText(rows?.[line] ?? line, index)));
    }
    return widest;
  });
  const widths =
    terminalWidth === undefined
      ? natural.map((width) => Math.min(width, WIDEST_PADDING))
      : fitWidths(natural, terminalWidth);

  const writeLine = (cells: readonly string[]): string => {
    const padded = widths.map((width, at) => {
      const cell = cells[at] ?? '';
      const cut = terminalWidth === undefined ? cell : cutToWidth(cell, width);
      return padToWidth(cut, width, isNumeric(columns[at]?.type ?? 'string') ? 'left' : 'right');
    });
    return `${padded.join(GAP).trimEnd()}\n`;
  };

  return {
    writer: {
      head: columns.length === 0 ? '' : writeLine(names) + writeLine(widths.map((width) => '-'.repeat(width))),
      separator: '',
      foot: '',
      writeRow: (row) => writeLine(columns.map(({ index }) => cellText(row, index))),
    },
    hiddenColumns: columns.length - widths.length,
  };
}

/** Text for the terminal; of a value far longer than its cell only the beginning is looked at. */
function showCell(text: string, longest: number): string {
  return showInvisibles(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** Widths that fit side by side: the widest columns give way first; columns for which no place is left are dropped. */
function fitWidths(natural: readonly number[], available: number): number[] {
  const shown = [...natural];
  const smallest = (widths: readonly number[]): number =>
    widths.reduce((sum, width) => sum + Math.min(width, NARROWEST), GAP.length * (widths.length - 1));
  while (shown.length > 1 && smallest(shown) > available) shown.pop();
  let cap = Math.max(...shown, NARROWEST);
  const total = (): number => shown.reduce((sum, width) => sum + Math.min(width, cap), GAP.length * (shown.length - 1));
  while (cap > 1 && total() > available) cap--;
  return shown.map((width) => Math.min(width, cap));
}
