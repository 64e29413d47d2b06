import { writeColumn } from '../kql/columnReference';
import { writeDynamic, writeLiteral, writeString } from '../kql/valueLiteral';
import type { ResultTable } from '../results/resultTable';
import { showInvisibles } from '../visibleText';
import {
  selectedColumns,
  type RowWriter,
  type SelectedColumn,
  type TableSelection,
  type WriteOptions,
} from './rowWriter';

/**
 * A KQL `datatable` that holds the rows, to be queried again or tested against. A value that KQL cannot write in its
 * column's type, such as a word among numbers, becomes null and is told of in a comment behind its row. Notes are
 * comments above it.
 */
export function datatableWriter(selection: TableSelection, { notes = [] }: WriteOptions): RowWriter {
  const { table } = selection;
  const columns = selectedColumns(selection);
  const declarations = columns.map(({ name, type }) => `${writeColumn(name)}: ${type}`);
  return {
    head: `${notes.map(writeComment).join('')}datatable (${declarations.join(', ')}) [\n`,
    separator: '',
    foot: ']\n',
    writeRow: (row) => {
      const cells = columns.map((column) => writeCell(table, row, column));
      const remarks = cells.flatMap(({ remark }) => remark ?? []);
      const comment = remarks.length === 0 ? '' : ` // ${remarks.join(', ')}`;
      return `  ${cells.map(({ literal }) => `${literal},`).join(' ')}${comment}\n`;
    },
  };
}

/** A comment on a line of its own. */
export function writeComment(sentence: string): string {
  return `// ${showInvisibles(sentence)}\n`;
}

function writeCell(table: ResultTable, row: number, column: SelectedColumn): { literal: string; remark?: string } {
  const { index, name, type } = column;
  const nothing = type === 'string' ? '""' : `${type}(null)`;
  if (table.isNull(row, index)) return { literal: nothing };
  const text = table.text(row, index);
  const literal = type === 'dynamic' ? writeDynamic(text) : writeLiteral(type, text);
  if (literal !== undefined) return { literal };
  return { literal: nothing, remark: `${writeColumn(name)} was ${writeString(text)}` };
}
