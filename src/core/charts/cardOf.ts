import { shownRowCount, tableRow, type ResultView } from '../results/resultView';
import type { CardChart } from './chartData';
import type { ChartSpec } from './chartSpec';
import { labelOf } from './labels';

const MOST_ENTRIES = 50;

/** The first row that a view shows as a card: each value large, below its column's name. */
export function cardOf(view: ResultView, spec: ChartSpec): CardChart {
  const { table } = view;
  const row = tableRow(view, 0);
  const shown = spec.y ?? table.columns.map((_, column) => column);
  const entries = shown.slice(0, MOST_ENTRIES).flatMap((column) => {
    const found = table.columns[column];
    if (found === undefined) return [];
    const text = table.isNull(row, column) ? undefined : table.text(row, column);
    return [{ name: labelOf(found.name), text: labelOf(text, found.type) }];
  });
  const rows = shownRowCount(view);
  const notes = [
    ...(rows > 1 ? ['A card shows the first row only.'] : []),
    ...(shown.length > MOST_ENTRIES ? [`Only the first ${MOST_ENTRIES} values are shown.`] : []),
  ];
  return { type: 'card', spec, entries, notes };
}
