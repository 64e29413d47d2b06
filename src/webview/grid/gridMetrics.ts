import type { GridColumn } from '../../core/protocol/gridMessages';
import { formatCount } from '../../core/formatCount';
import { showInvisibles } from '../../core/visibleText';
import { createElement } from '../createElement';
import { textOfCell } from './lines/cellFace';
import type { CellSource } from './source/cellSource';
import { createSortedHeader } from './header/headerStrip';
import { measureTextOf, type TextMeasure } from './textMeasure';

/** Sizes that follow from the fonts in which a grid is drawn, in pixels. */
export interface GridMetrics {
  readonly rowHeight: number;
  readonly headerHeight: number;
  readonly gutterWidth: number;
  /** What a header needs beside its name. */
  readonly headerPadding: number;
  /** By the table's columns: room for the name and for what is known of the values. */
  readonly firstWidths: readonly number[];
}

const CELL_PADDING = 19;
const WIDEST_FIRST_COLUMN = 420;
const LINE_HEIGHT = 1.7;
const HEADER_LINE_HEIGHT = 2;

/** @param layer of the grid, which is on the page; header and rows have fonts of their own in it */
export function measureGrid(
  layer: HTMLElement,
  body: HTMLElement,
  columns: readonly GridColumn[],
  rowCount: number,
): GridMetrics {
  const cellText = measureWith(createElement('div', { className: 'cell' }), body, measureTextOf);
  const [headerText, headerPadding] = measureWith(createSortedHeader(), layer, (header) => [
    measureTextOf(header),
    header.getBoundingClientRect().width,
  ]);
  const characterWidth = cellText.width('0');
  const firstWidth = ({ name, characters }: GridColumn) =>
    Math.min(
      WIDEST_FIRST_COLUMN,
      Math.max(nameWidth(headerText, name) + headerPadding, characters * characterWidth + CELL_PADDING),
    );
  return {
    rowHeight: Math.round(cellText.fontSize * LINE_HEIGHT),
    headerHeight: Math.round(headerText.fontSize * HEADER_LINE_HEIGHT),
    gutterWidth: gutterWidth(cellText, rowCount),
    headerPadding,
    firstWidths: columns.map(firstWidth),
  };
}

/** The room that the numbers of so many rows take. */
export function measureGutter(body: HTMLElement, rowCount: number): number {
  return gutterWidth(measureWith(createElement('div', { className: 'cell' }), body, measureTextOf), rowCount);
}

function gutterWidth(cellText: TextMeasure, rowCount: number): number {
  return Math.ceil(cellText.width(formatCount(Math.max(rowCount, 100)))) + CELL_PADDING;
}

/** Measures an element where its like are drawn: cells have the editor's font, headers the interface's. */
function measureWith<const Measure>(
  probe: HTMLElement,
  parent: HTMLElement,
  measure: (probe: HTMLElement) => Measure,
): Measure {
  parent.append(probe);
  const measured = measure(probe);
  probe.remove();
  return measured;
}

/** A little more than the name takes: part of a pixel too little cuts off its end. */
function nameWidth(text: TextMeasure, name: string): number {
  return Math.ceil(text.width(showInvisibles(name))) + 1;
}

/**
 * The width at which a column's name and its cells in some rows are whole.
 * @param elements a cell and the header of the column, or what has their fonts
 * @param headerPadding what the header needs beside its name
 * @returns undefined where none of the cells has come yet
 */
export function measureColumn(
  elements: { readonly cell: HTMLElement; readonly header: HTMLElement },
  name: string,
  headerPadding: number,
  source: CellSource,
  { place, first, last }: { readonly place: number; readonly first: number; readonly last: number },
): number | undefined {
  const cellText = measureTextOf(elements.cell);
  let width = nameWidth(measureTextOf(elements.header), name) + headerPadding;
  let isKnown = false;
  for (let row = first; row < last; row += 1) {
    const cell = source.cell(row, place);
    if (cell === undefined) continue;
    isKnown = true;
    width = Math.max(width, cellText.width(textOfCell(cell)) + CELL_PADDING);
  }
  return isKnown ? width : undefined;
}
