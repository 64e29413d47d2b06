import type { Column, ResultTable } from '../../../../src/core/results/resultTable';
import { markTexts } from '../../../../src/core/results/searching/textNeedle';

/** A cell by its exact text and its JSON; null for a null. A bare string is a text cell. */
export type TextCell = string | null | { readonly text: string; readonly json: string };

/** A table of cells that are given as they are, so that a writer's output can be told from a parser's. */
export function textTable(columns: readonly Column[], rows: readonly (readonly TextCell[])[]): ResultTable {
  const cellAt = (row: number, column: number): TextCell => rows[row]?.[column] ?? null;
  const textOf = (cell: TextCell): string => (typeof cell === 'string' ? cell : (cell?.text ?? ''));
  return {
    columns,
    rowCount: rows.length,
    isNull: (row, column) => cellAt(row, column) === null,
    text: (row, column) => textOf(cellAt(row, column)),
    json: (row, column) => {
      const cell = cellAt(row, column);
      return cell === null || typeof cell === 'string' ? JSON.stringify(cell) : cell.json;
    },
    compare: (column, rowA, rowB) => (textOf(cellAt(rowA, column)) < textOf(cellAt(rowB, column)) ? -1 : 1),
    heldRows: (column, all) => all.filter((row) => cellAt(row, column) !== null),
    writeSortWords: () => false,
    groupValues: () => undefined,
    markMatches: (column, needle, marks) => markTexts((row) => textOf(cellAt(row, column)), needle, marks),
  };
}

/** A raw JSON value that is shown as its own text, such as a number or a dynamic. */
export function raw(text: string): TextCell {
  return { text, json: text };
}
