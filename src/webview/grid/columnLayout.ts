import { partitionPoint } from '../../core/partitionPoint';

export const NARROWEST_COLUMN = 40;
export const WIDEST_COLUMN = 1600;
const ROOM_BESIDE_PINS = 80;

/** Where each column stands, in pixels from the first column's left edge. */
export interface ColumnLayout {
  readonly widths: readonly number[];
  /** One more than there are columns: the last is the width of them all. */
  readonly edges: readonly number[];
}

/** Half open: `last` is not part of it. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

export function layOutColumns(widths: readonly number[]): ColumnLayout {
  const clamped = widths.map(clampWidth);
  const edges = [0];
  let right = 0;
  for (const width of clamped) {
    right += width;
    edges.push(right);
  }
  return { widths: clamped, edges };
}

export function clampWidth(width: number): number {
  return Math.min(Math.max(NARROWEST_COLUMN, Math.round(width)), WIDEST_COLUMN);
}

export function totalWidth(layout: ColumnLayout): number {
  return layout.edges.at(-1) ?? 0;
}

/** The column under a place, the nearest one beside the columns. */
export function columnAt(layout: ColumnLayout, left: number): number {
  return partitionPoint(layout.widths.length - 1, (at) => (layout.edges[at + 1] ?? 0) <= left);
}

/** So many of the columns that are to be pinned as leave room for others beside them. */
export function fittingPins({ edges }: ColumnLayout, pinnedCount: number, viewWidth: number): number {
  let pins = pinnedCount;
  while (pins > 0 && (edges[pins] ?? 0) > viewWidth - ROOM_BESIDE_PINS) pins -= 1;
  return pins;
}

/** The columns that are at least partly seen between two places. */
export function columnsBetween(layout: ColumnLayout, left: number, right: number): Span {
  if (layout.widths.length === 0) return { first: 0, last: 0 };
  return { first: columnAt(layout, left), last: columnAt(layout, Math.max(left, right - 1)) + 1 };
}
