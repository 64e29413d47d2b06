import { ResultTableBuilder } from '../columns/columnStore';
import { compareValues } from '../values/compareValues';
import { numberValues } from '../statistics/distinctValues';
import type { TimeZone } from '../display/timeZone';
import type { ColumnCondition, Comparison } from './filterText';
import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import type { SortWords } from '../sorting/radixSort';
import type { Column, ResultTable } from '../resultTable';
import { createSortWords } from '../sorting/sortWords';
import { allRows } from '../sorting/sortRows';
import { foldFor } from '../searching/foldText';
import { createNeedle, type TextNeedle } from '../searching/textNeedle';

/** Which rows a view shows: those that hold a text anywhere and meet every condition. */
export interface RowFilter {
  /** Looked for in every column; none where empty. */
  readonly text: string;
  readonly conditions: readonly { readonly column: number; readonly condition: ColumnCondition }[];
  /** Texts are looked for in datetimes as this zone shows them; as they came where it is left out. */
  readonly zone?: TimeZone;
}

export const NO_FILTER: RowFilter = { text: '', conditions: [] };

/** The rows that a filter lets through, in the order in which they came. */
export function filterRows(
  table: ResultTable,
  { text, conditions, zone }: RowFilter,
  breathe: Breathe = breathless,
): Uint32Array<ArrayBuffer> {
  const marks = conditions
    .filter(({ column }) => column < table.columns.length)
    .map(({ column, condition }) => markRows(table, column, condition, zone, breathe));
  if (text !== '') marks.push(markText(table, createNeedle(text, zone), breathe));
  const rows = allRows(table);
  return marks.reduce((left, marked) => keepMarked(left, marked), rows);
}

function keepMarked(rows: Uint32Array<ArrayBuffer>, marks: Uint8Array): Uint32Array<ArrayBuffer> {
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    if (marks[row] === 1) rows[count++] = row;
  }
  return rows.subarray(0, count);
}

function markText(table: ResultTable, needle: TextNeedle, breathe: Breathe): Uint8Array {
  const marks = new Uint8Array(table.rowCount);
  // Texts stand in dictionaries: they are searched at once, and rows found there are passed over in the other columns.
  const columns = [...table.columns.keys()];
  const inOrder = [true, false].flatMap((isFirst) => columns.filter((own) => isText(table, own) === isFirst));
  for (const column of inOrder) {
    breathe();
    table.markMatches(column, needle, marks, breathe);
  }
  return marks;
}

function isText(table: ResultTable, column: number): boolean {
  const type = table.columns[column]?.type;
  return type === 'string' || type === 'guid' || type === 'dynamic';
}

function markRows(
  table: ResultTable,
  column: number,
  condition: ColumnCondition,
  zone: TimeZone | undefined,
  breathe: Breathe,
): Uint8Array {
  breathe();
  const marks = new Uint8Array(table.rowCount);
  switch (condition.kind) {
    case 'contains':
      table.markMatches(column, createNeedle(condition.text, zone), marks, breathe);
      return condition.isNegated ? inverted(marks, breathe) : marks;
    case 'null':
      return markEach(marks, breathe, (row) => table.isNull(row, column) !== condition.isNegated);
    case 'same':
      return markEach(marks, breathe, (row) => isSameValue(table, column, row, condition.row));
    case 'anyOf': {
      const { numbers } = numberValues(table, column, allRows(table), breathe);
      const wanted = new Set(condition.rows.map((row) => numbers[row]));
      return markEach(marks, breathe, (row) => wanted.has(numbers[row]));
    }
    case 'compares':
      return markCompared(table, column, condition.operator, condition.value, breathe);
    case 'between': {
      const atLeast = markCompared(table, column, '>=', condition.from, breathe);
      const atMost = markCompared(table, column, '<=', condition.to, breathe);
      return markEach(marks, breathe, (row) => atLeast[row] === 1 && atMost[row] === 1);
    }
  }
}

function markCompared(
  table: ResultTable,
  column: number,
  operator: Comparison,
  value: string,
  breathe: Breathe,
): Uint8Array {
  const { type } = table.columns[column] ?? { type: 'string' };
  const orderOf =
    type === 'string' || type === 'guid' || type === 'dynamic' || type === 'bool'
      ? equalityTo(table, column, value)
      : orderTo(table, column, value, breathe);
  const marks = new Uint8Array(table.rowCount);
  return markEach(marks, breathe, (row) => {
    const isValue = !table.isNull(row, column);
    if (operator === '!=') return !isValue || orderOf(row) !== 0;
    const order = isValue ? orderOf(row) : undefined;
    return order !== undefined && holds(operator, order);
  });
}

function isSameValue(table: ResultTable, column: number, rowA: number, rowB: number): boolean {
  return table.isNull(rowA, column) === table.isNull(rowB, column) && table.compare(column, rowA, rowB) === 0;
}

function holds(operator: Comparison, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Texts are equal whatever the case of their letters; they have no order here. */
function equalityTo(table: ResultTable, column: number, value: string): (row: number) => number | undefined {
  const fold = foldFor(value);
  const folded = fold(value);
  return (row) => (fold(table.text(row, column)) === folded ? 0 : undefined);
}

/** How a row's value stands to the given one: by their bits where the column has none of an unusual form. */
function orderTo(
  table: ResultTable,
  column: number,
  value: string,
  breathe: Breathe,
): (row: number) => number | undefined {
  breathe();
  const given = table.columns[column];
  const rows = allRows(table);
  const words = createSortWords(rows.length);
  const wanted = given === undefined ? undefined : wordsOf(given, value);
  if (wanted !== undefined && table.writeSortWords(column, rows, words, breathe)) {
    const [high = 0] = wanted.high;
    const [low = 0] = wanted.low;
    return (row) => (words.high[row] ?? 0) - high || (words.low[row] ?? 0) - low;
  }
  const type = given?.type ?? 'string';
  return (row) => compareValues(type, table.text(row, column), value);
}

/** The words of one value of a column, or undefined where the text is no value of its type. */
function wordsOf({ type }: Column, value: string): SortWords | undefined {
  const builder = new ResultTableBuilder([{ name: '', type }]);
  const bytes = new TextEncoder().encode(value);
  builder.builders[0]?.setString(builder.beginRow(), bytes, 0, bytes.length);
  builder.endRow();
  const table = builder.finish();
  const words = createSortWords(1);
  return !table.isNull(0, 0) && table.writeSortWords(0, Uint32Array.of(0), words) ? words : undefined;
}

function markEach(marks: Uint8Array, breathe: Breathe, isShown: (row: number) => boolean): Uint8Array {
  for (let row = 0; row < marks.length; row++) {
    if (row % ROWS_A_BREATH === 0) breathe();
    marks[row] = Number(isShown(row));
  }
  return marks;
}

function inverted(marks: Uint8Array, breathe: Breathe): Uint8Array {
  return markEach(marks, breathe, (row) => marks[row] === 0);
}
