import type { GridSelection } from '../../../core/protocol/gridMessages';

/** A cell's place; row -1 is the header. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Both ends belong to it. */
export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

type RowSpan = GridSelection['rows'][number];

/** True for a selection of more than one cell, which is shown as an area. */
export function isArea(range: CellRange): boolean {
  return range.firstRow !== range.lastRow || range.firstColumn !== range.lastColumn;
}

/** Whether a place is within a range. */
export function holdsPlace(range: CellRange, { row, column }: Place): boolean {
  return range.firstRow <= row && row <= range.lastRow && range.firstColumn <= column && column <= range.lastColumn;
}

/**
 * Ranges as rows and columns that cross in every selected cell and in no other, as a spreadsheet copies them: ranges of
 * the same columns become more rows, ranges of the same rows more columns.
 * @returns undefined where the ranges make no such table
 */
export function combineRanges(ranges: readonly CellRange[]): GridSelection | undefined {
  const areas = separateAreas(ranges);
  const [first] = areas;
  if (first === undefined || areas.some(({ rows }) => !isSameRows(rows, first.rows))) return undefined;
  return { rows: first.rows, columns: areas.flatMap(({ columns }) => columns) };
}

/** The same cells as areas that have no cell in common, from left to right. */
export function separateAreas(ranges: readonly CellRange[]): readonly GridSelection[] {
  const edges = new Set(ranges.flatMap(({ firstColumn, lastColumn }) => [firstColumn, lastColumn + 1]));
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.flatMap((left, at) => {
    const right = sorted[at + 1] ?? left;
    const inside = ranges.filter(({ firstColumn, lastColumn }) => firstColumn <= left && left <= lastColumn);
    if (inside.length === 0) return [];
    return [{ rows: mergeRows(inside), columns: Array.from({ length: right - left }, (_, step) => left + step) }];
  });
}

function mergeRows(ranges: readonly CellRange[]): RowSpan[] {
  const spans: RowSpan[] = [];
  for (const { firstRow, lastRow } of [...ranges].sort((a, b) => a.firstRow - b.firstRow)) {
    const before = spans.at(-1);
    if (before === undefined || firstRow > before.first + before.count) {
      spans.push({ first: firstRow, count: lastRow - firstRow + 1 });
    } else {
      const end = Math.max(before.first + before.count, lastRow + 1);
      spans[spans.length - 1] = { first: before.first, count: end - before.first };
    }
  }
  return spans;
}

function isSameRows(a: readonly RowSpan[], b: readonly RowSpan[]): boolean {
  return a.length === b.length && a.every(({ first, count }, at) => first === b[at]?.first && count === b[at].count);
}
