import { writeColumn } from '../kql/columnReference';
import { writeDynamic, writeLiteral, writeString } from '../kql/valueLiteral';
import type { ResultTable } from '../results/resultTable';
import { selectedColumns, type RowWriter, type SelectedColumn, type TableSelection } from './rowWriter';

/**
 * A KQL `datatable` that holds the rows, to be queried again or tested against. A value that KQL cannot write in its
 * column's type, such as a word among numbers, becomes null and is told of in a comment behind its row.
 */
export function datatableWriter(selection: TableSelection): RowWriter {
  const { table } = selection;
  const columns = selectedColumns(selection);
  const declarations = columns.map(({ name, type }) => `${writeColumn(name)}: ${type}`);
  return {
    head: `datatable (${declarations.join(', ')}) [\n`,
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

function writeCell(table: ResultTable, row: number, column: SelectedColumn): { literal: string; remark?: string } {
  const { index, name, type } = column;
  const nothing = type === 'string' ? '""' : `${type}(null)`;
  if (table.isNull(row, index)) return { literal: nothing };
  const text = table.text(row, index);
  const literal = type === 'dynamic' ? writeDynamic(text) : writeLiteral(type, text);
  if (literal !== undefined) return { literal };
  return { literal: nothing, remark: `${writeColumn(name)} was ${writeString(text)}` };
}
