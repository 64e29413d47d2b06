import type { ChartSeries, DrawnChart } from '../../core/charts/chartData';
import type { ChartTheme } from './chartTheme';
import type { DrawingOptions } from './drawingOptions';
import { drawnValues, isStacked } from './drawnValues';
import type { Panels } from './panels';

const DASHES = ['solid', 'dashed', 'dotted'] as const;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];
/** Lines with no more points than this show each of them. */
const MOST_SYMBOLS = 80;

/** A series as it is drawn: itself and, where it has them, its anomalies above it. @param at its number */
export function seriesOf(
  chart: DrawnChart,
  series: ChartSeries,
  at: number,
  theme: ChartTheme,
  panels: Panels,
): readonly DrawingOptions[] {
  const { spec } = chart;
  const color = theme.palette[at % theme.palette.length] ?? theme.foreground;
  const axisIndex = panels.panelOf(at) * panels.axesPerPanel + panels.axisOf(at);
  const isHorizontal = spec.kind === 'barchart';
  const common = {
    id: String(at),
    name: String(at),
    xAxisIndex: isHorizontal ? axisIndex : panels.panelOf(at),
    yAxisIndex: isHorizontal ? panels.panelOf(at) : axisIndex,
    data: drawnValues(chart, at),
    color,
    ...(isStacked(spec) ? { stack: `stack ${panels.panelOf(at)}` } : {}),
  };
  switch (spec.kind) {
    case 'columnchart':
    case 'barchart':
      return [{ ...common, type: 'bar', barMaxWidth: 60, large: false }];
    case 'scatterchart':
      return [{ ...common, type: 'scatter', symbol: SYMBOLS[at % SYMBOLS.length] ?? 'circle', symbolSize: 7 }];
    default: {
      const isArea = spec.kind === 'areachart' || isStacked(spec);
      const line = {
        ...common,
        type: 'line',
        showSymbol: series.xs.length <= MOST_SYMBOLS,
        symbol: theme.isHighContrast ? (SYMBOLS[at % SYMBOLS.length] ?? 'circle') : 'circle',
        symbolSize: 5,
        triggerLineEvent: false,
        lineStyle: { width: 2, type: dashOf(at, theme) },
        ...(isArea ? { areaStyle: { opacity: theme.isHighContrast ? 0.6 : 0.35 } } : {}),
      };
      return series.anomalies === undefined ? [line] : [line, anomaliesOf(series, common, theme)];
    }
  }
}

/** The second and third round of colours is dashed; where contrast is high, each series has a dash of its own. */
function dashOf(at: number, theme: ChartTheme): (typeof DASHES)[number] {
  const round = theme.isHighContrast ? at : Math.floor(at / 6);
  return DASHES[round % DASHES.length] ?? 'solid';
}

function anomaliesOf(
  { xs, ys, anomalies = [] }: ChartSeries,
  common: { readonly xAxisIndex: number; readonly yAxisIndex: number; readonly name: string },
  theme: ChartTheme,
): DrawingOptions {
  return {
    type: 'scatter',
    name: common.name,
    xAxisIndex: common.xAxisIndex,
    yAxisIndex: common.yAxisIndex,
    symbol: 'diamond',
    symbolSize: 12,
    z: 5,
    itemStyle: { color: theme.anomaly, borderColor: theme.background, borderWidth: 1 },
    data: anomalies.map((point) => [xs[point] ?? 0, ys[point] ?? null]),
  };
}
