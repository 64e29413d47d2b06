import { compareValues } from '../values/compareValues';
import { displayValue } from '../display/displayCell';
import { distinctCount, NULL_VALUE, numberValues, type DistinctValues } from './distinctValues';
import { addTotals, formatAverage, formatTotal, NO_TOTAL, type Total } from './exactTotal';
import { tableRows, type ResultView, type ViewSelection } from '../resultView';
import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import { isNumeric, type ScalarType } from '../scalarType';
import { isSummable, prepareSums } from './sumColumn';

/** What is in some cells of a view. Sums and bounds are told where all columns hold numbers, timespans or datetimes. */
export interface SelectionSummary {
  readonly cellCount: number;
  readonly nullCount: number;
  /** Values that differ; of several columns together those that differ in text. */
  readonly distinctCount: number;
  readonly sum?: string;
  readonly average?: string;
  readonly least?: string;
  readonly greatest?: string;
}

interface ColumnFigures {
  readonly type: ScalarType;
  readonly cellCount: number;
  readonly nullCount: number;
  readonly values: DistinctValues;
  readonly total: Total | undefined;
  /** Exact texts of the bounds; absent where all are null. */
  readonly bounds: { readonly least: string; readonly greatest: string } | undefined;
}

type Kind = 'number' | 'timespan' | 'datetime' | 'other';

/** Summarizes areas that have no cell in common. */
export function summarizeCells(
  view: ResultView,
  areas: readonly ViewSelection[],
  breathe: Breathe = breathless,
): SelectionSummary {
  const { table } = view;
  const columns: ColumnFigures[] = [];
  const texts = new Set<string>();
  const isOneColumn = areas.length === 1 && areas[0]?.columns.length === 1;
  for (const area of areas) {
    const rows = tableRows(view, area.rows);
    for (const column of area.columns) {
      if (column >= table.columns.length) continue;
      const figures = describeCells(view, column, rows, breathe);
      columns.push(figures);
      if (!isOneColumn) {
        valueRows(figures.values).forEach((row, at) => {
          if (at % ROWS_A_BREATH === 0) breathe();
          texts.add(table.text(row, column));
        });
      }
      breathe();
    }
  }
  const [only] = columns;
  const different = isOneColumn && only !== undefined ? distinctCount(only.values) : texts.size;
  return combine(columns, different);
}

function describeCells(
  { table }: ResultView,
  column: number,
  rows: Uint32Array<ArrayBuffer>,
  breathe: Breathe,
): ColumnFigures {
  const type = table.columns[column]?.type ?? 'string';
  const values = numberValues(table, column, rows, breathe);
  const held = valueRows(values);
  const [least] = held;
  const greatest = held.at(-1);
  return {
    type,
    cellCount: rows.length,
    nullCount: values.counts[NULL_VALUE] ?? 0,
    values,
    total: isSummable(type) ? prepareSums(table, column, rows)(0, rows.length) : undefined,
    bounds:
      least === undefined || greatest === undefined
        ? undefined
        : { least: table.text(least, column), greatest: table.text(greatest, column) },
  };
}

/** One row for each value but null, in the column's order. */
function valueRows({ firstRows }: DistinctValues): Uint32Array {
  return firstRows.subarray(NULL_VALUE + 1);
}

function combine(columns: readonly ColumnFigures[], different: number): SelectionSummary {
  const kinds = new Set(columns.map(({ type }) => kindOf(type)));
  const [kind = 'other'] = kinds;
  const counts = {
    cellCount: columns.reduce((sum, { cellCount }) => sum + cellCount, 0),
    nullCount: columns.reduce((sum, { nullCount }) => sum + nullCount, 0),
    distinctCount: different,
  };
  if (kinds.size !== 1 || kind === 'other') return counts;
  return { ...counts, ...sumOf(columns, kind), ...boundsOf(columns) };
}

function sumOf(columns: readonly ColumnFigures[], kind: Kind): Pick<SelectionSummary, 'sum' | 'average'> {
  let total = NO_TOTAL;
  for (const column of columns) {
    if (column.total === undefined) return {};
    total = addTotals(total, column.total);
  }
  const average = formatAverage(total, kind === 'timespan');
  return average === undefined ? {} : { sum: formatTotal(total, kind === 'timespan'), average };
}

function boundsOf(columns: readonly ColumnFigures[]): Pick<SelectionSummary, 'least' | 'greatest'> {
  const bounds = columns.flatMap(({ type, bounds: own }) => (own === undefined ? [] : [{ type, ...own }]));
  const [first, ...others] = bounds;
  if (first === undefined) return {};
  let { least, greatest } = first;
  for (const other of others) {
    const type = isNumeric(other.type) ? 'decimal' : other.type;
    const toLeast = compareValues(type, other.least, least);
    const toGreatest = compareValues(type, other.greatest, greatest);
    // A text that is no value of its type has no place among those of other columns.
    if (toLeast === undefined || toGreatest === undefined) return {};
    if (toLeast < 0) ({ least } = other);
    if (toGreatest > 0) ({ greatest } = other);
  }
  return { least: displayValue(first.type, least), greatest: displayValue(first.type, greatest) };
}

function kindOf(type: ScalarType): Kind {
  if (isNumeric(type)) return 'number';
  return type === 'timespan' || type === 'datetime' ? type : 'other';
}
