import type { ResultTable } from '../../../../src/core/results/resultTable';

/** A table whose rows come again and again, as many as there are to be; for scrolling, not for sorting. */
export function repeatRows(table: ResultTable, rowCount: number): ResultTable {
  const { rowCount: period } = table;
  return {
    ...table,
    rowCount,
    isNull: (row, column) => table.isNull(row % period, column),
    text: (row, column) => table.text(row % period, column),
    json: (row, column) => table.json(row % period, column),
  };
}
