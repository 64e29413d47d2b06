import { BoolColumn } from './boolColumn';
import type { CellBatch } from './cellBatch';
import { DateTimeColumn } from './dateTimeColumn';
import { DecimalColumn } from './decimalColumn';
import { IntegerColumn } from './integerColumn';
import { breathless } from '../longWork';
import { RealColumn } from './realColumn';
import type { CellTexts, Column, ResultTable } from '../resultTable';
import type { ColumnBuilder } from './storedColumn';
import { DynamicColumn, TextColumn } from './textColumn';
import { TimespanColumn } from './timespanColumn';

const FIRST_CAPACITY = 256;
/** How much larger full columns get: what is not filled in the end was memory held for nothing. */
const GROWTH = 1.5;

/**
 * Gathers rows into typed columns, append-only. Begin a row, set the cells that are not null through `builders`, and so
 * on; `finish` gives the table, after which the builder is not used again.
 */
export class ResultTableBuilder {
  readonly builders: readonly ColumnBuilder[];
  private capacity = 0;
  private rows = 0;

  constructor(readonly columns: readonly Column[]) {
    this.builders = columns.map(createColumn);
  }

  get rowCount(): number {
    return this.rows;
  }

  /** @returns the index of the row to set cells of; it counts once `endRow` is called. */
  beginRow(): number {
    this.reserve(this.rows + 1);
    return this.rows;
  }

  endRow(): void {
    this.rows++;
  }

  /** Adds the rows of a batch. */
  addRows(batch: CellBatch): void {
    this.reserve(this.rows + batch.rowCount);
    this.builders.forEach((builder, column) => builder.setCells(this.rows, batch, column));
    this.rows += batch.rowCount;
  }

  /** The rows added so far, to be read while more are added; what orders or groups rows needs the finished table. */
  rowsSoFar(): CellTexts {
    return textsOf(this.columns, this.builders, this.rows);
  }

  finish(): ResultTable {
    for (const builder of this.builders) builder.finish(this.rows);
    return storedTable(this.columns, this.builders, this.rows);
  }

  private reserve(rows: number): void {
    if (rows <= this.capacity) return;
    this.capacity = Math.max(FIRST_CAPACITY, rows, Math.floor(this.capacity * GROWTH));
    for (const builder of this.builders) builder.reserve(this.capacity);
  }
}

function createColumn({ type }: Column): ColumnBuilder {
  switch (type) {
    case 'bool':
      return new BoolColumn();
    case 'datetime':
      return new DateTimeColumn();
    case 'decimal':
      return new DecimalColumn();
    case 'dynamic':
      return new DynamicColumn();
    case 'int':
    case 'long':
      return new IntegerColumn();
    case 'real':
      return new RealColumn();
    case 'timespan':
      return new TimespanColumn();
    case 'guid':
    case 'string':
      return new TextColumn();
  }
}

function storedTable(columns: readonly Column[], stored: readonly ColumnBuilder[], rowCount: number): ResultTable {
  return {
    ...textsOf(columns, stored, rowCount),
    json: (row, column) => columnAt(stored, column).json(row),
    compare: (column, rowA, rowB) => columnAt(stored, column).compare(rowA, rowB),
    heldRows: (column, rows) => columnAt(stored, column).heldRows(rows),
    writeSortWords: (column, rows, words, breathe = breathless) =>
      columnAt(stored, column).writeSortWords(rows, words, breathe),
    groupValues: (column, rows, groups, breathe = breathless) =>
      columnAt(stored, column).groupValues(rows, groups, breathe),
    markMatches: (column, needle, marks, breathe = breathless) =>
      columnAt(stored, column).markMatches(needle, marks, breathe),
  };
}

function textsOf(columns: readonly Column[], stored: readonly ColumnBuilder[], rowCount: number): CellTexts {
  return {
    columns,
    rowCount,
    isNull: (row, column) => columnAt(stored, column).isNull(row),
    text: (row, column) => columnAt(stored, column).text(row),
  };
}

function columnAt(stored: readonly ColumnBuilder[], column: number): ColumnBuilder {
  const found = stored[column];
  if (found === undefined) throw new RangeError(`The table has no column ${column}.`);
  return found;
}
