import type { ChartKind } from './chartSpec';

const KIND_NAMES: Readonly<Record<ChartKind, string>> = {
  timechart: 'Time chart',
  linechart: 'Line chart',
  areachart: 'Area chart',
  columnchart: 'Column chart',
  barchart: 'Bar chart',
  piechart: 'Pie chart',
  scatterchart: 'Scatter chart',
  anomalychart: 'Anomaly chart',
  card: 'Card',
};

/** What a kind of chart is called. */
export function kindName(kind: ChartKind): string {
  return KIND_NAMES[kind];
}
