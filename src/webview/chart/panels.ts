import type { DrawnChart } from '../../core/charts/chartData';

/** How a chart's series are shared out over panels below one another, and over axes of a panel. */
export interface Panels {
  readonly panelCount: number;
  readonly axesPerPanel: number;
  panelOf(series: number): number;
  axisOf(series: number): number;
}

const MOST_PANELS = 5;
const MOST_AXES = 4;

/** By `ysplit`: one panel or axis for each y column, or for each series where there is one y column. */
export function panelsOf({ spec, series }: DrawnChart): Panels {
  const hasSeveralColumns = (spec.y?.length ?? 0) > 1;
  const partOf = (at: number) => (hasSeveralColumns ? (series[at]?.y ?? 0) : at);
  const parts = Math.max(1, ...series.map((_, at) => partOf(at) + 1));
  const panelCount = spec.ySplit === 'panels' ? Math.min(parts, MOST_PANELS) : 1;
  const axesPerPanel = spec.ySplit === 'axes' ? Math.min(parts, MOST_AXES) : 1;
  return {
    panelCount,
    axesPerPanel,
    panelOf: (at) => partOf(at) % panelCount,
    axisOf: (at) => partOf(at) % axesPerPanel,
  };
}
