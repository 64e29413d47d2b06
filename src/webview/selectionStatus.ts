import type { GridSelection } from '../core/protocol/gridMessages';
import { countOf, formatCount } from '../core/formatCount';
import type { SelectionSummary } from '../core/results/statistics/summarizeCells';
import { createElement } from './createElement';
import { isArea, separateAreas, type CellRange } from './grid/selection/cellRange';

/** A selection is summarized when it rests for so long. */
const REST_MS = 150;

export interface SelectionStatusOptions {
  readonly requestSummary: (areas: readonly GridSelection[]) => Promise<SelectionSummary | undefined>;
  /** Tells the columns of an area as the host counts them. */
  readonly toHost: (area: GridSelection) => GridSelection;
}

/** Tells how large the selection is and, once it rests, what is in it. */
export interface SelectionStatus {
  /** The figures, beside the status line; a screen reader hears them when they come. */
  readonly element: HTMLElement;
  /** @returns how much is selected, in words; undefined where it is one cell or nothing */
  tell(ranges: readonly CellRange[], noun: 'row' | 'line'): string | undefined;
  dispose(): void;
}

export function createSelectionStatus({ requestSummary, toHost }: SelectionStatusOptions): SelectionStatus {
  const element = createElement('div', {
    className: 'selection-summary',
    attributes: { role: 'status', 'aria-label': 'Summary of the selection' },
  });
  let timer: number | undefined;
  let asked = 0;

  const summarize = async (ranges: readonly CellRange[]): Promise<void> => {
    asked += 1;
    const own = asked;
    const summary = await requestSummary(separateAreas(ranges).map(toHost));
    if (summary !== undefined && own === asked) element.textContent = describeSummary(summary);
  };

  return {
    element,
    tell: (ranges, noun) => {
      clearTimeout(timer);
      asked += 1;
      const [first, ...others] = ranges;
      const isMany = others.length > 0 || (first !== undefined && isArea(first));
      if (!isMany) {
        element.textContent = '';
        return undefined;
      }
      timer = setTimeout(() => void summarize(ranges), REST_MS);
      return others.length > 0 ? `${countOf(ranges.length, 'range')} selected` : describeRange(first, noun);
    },
    dispose: () => clearTimeout(timer),
  };
}

function describeRange(range: CellRange | undefined, noun: string): string | undefined {
  if (range === undefined) return undefined;
  const rows = countOf(range.lastRow - range.firstRow + 1, noun);
  return `${rows} × ${countOf(range.lastColumn - range.firstColumn + 1, 'column')} selected`;
}

function describeSummary(summary: SelectionSummary): string {
  const { cellCount, nullCount, distinctCount, sum, average, least, greatest } = summary;
  const figures: readonly (readonly [string, string | undefined])[] = [
    ['Count', formatCount(cellCount)],
    ['Distinct', formatCount(distinctCount)],
    ['Null', formatCount(nullCount)],
    ['Sum', sum],
    ['Average', average],
    ['Min', least],
    ['Max', greatest],
  ];
  return figures.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`])).join(' · ');
}
