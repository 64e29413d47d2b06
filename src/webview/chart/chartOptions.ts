import type { EChartsCoreOption } from 'echarts/core';
import type { DrawnChart } from '../../core/charts/chartData';
import type { ChartSpec } from '../../core/charts/chartSpec';
import { showInvisibles } from '../../core/visibleText';
import { isPointedAt, LABEL_WIDTH, xAxisOf, yAxisOf } from './chartAxes';
import { seriesOf } from './chartSeries';
import type { ChartTheme } from './chartTheme';
import type { DrawingOptions } from './drawingOptions';
import { panelsOf } from './panels';

interface Size {
  readonly width: number;
  readonly height: number;
}

const LEGEND_HEIGHT = 26;
const TITLE_HEIGHT = 28;

/**
 * A chart as the drawing library takes it. Names of series and slices are their numbers, so that no value is ever a
 * key; what people read comes from functions, which the library draws as plain text.
 */
export function chartOptions(chart: DrawnChart, theme: ChartTheme, size: Size): EChartsCoreOption {
  const { spec, series } = chart;
  const hasLegend = spec.isLegendHidden !== true && (series.length > 1 || spec.kind === 'piechart');
  const top = spec.title === undefined ? 8 : TITLE_HEIGHT;
  const bottom = hasLegend ? LEGEND_HEIGHT + 4 : 6;
  const text = { color: theme.foreground, fontFamily: theme.fontFamily, fontSize: theme.fontSize };
  const names = spec.kind === 'piechart' ? chart.x.labels : series.map(({ name }) => name);
  return {
    animation: false,
    // A drawing that is taken away is not painted on.
    progressive: 0,
    useUTC: true,
    color: [...theme.palette],
    textStyle: text,
    aria: { enabled: true, label: { enabled: false }, decal: { show: theme.isHighContrast } },
    ...(spec.title === undefined
      ? {}
      : {
          title: {
            text: showInvisibles(spec.title),
            left: 'center',
            top: 4,
            textStyle: { ...text, fontWeight: 'bold' },
          },
        }),
    ...(hasLegend ? { legend: legendOf(spec, names, theme, text) } : {}),
    ...(spec.kind === 'piechart'
      ? pieOf(chart, theme, text, { top, bottom })
      : axesOf(chart, theme, { ...size, top, bottom })),
  };
}

function legendOf(spec: ChartSpec, names: readonly string[], theme: ChartTheme, text: DrawingOptions): DrawingOptions {
  return {
    type: 'scroll',
    bottom: 2,
    data: names.map((_, at) => String(at)),
    ...(spec.kind === 'scatterchart' ? { itemWidth: 12, itemHeight: 12 } : {}),
    formatter: (at: string) => names[Number(at)] ?? '',
    textStyle: { ...text, width: LABEL_WIDTH, overflow: 'truncate' },
    inactiveColor: theme.dimmed,
    pageTextStyle: text,
    pageIconColor: theme.foreground,
    pageIconInactiveColor: theme.gridLine,
  };
}

function pieOf(
  { series, x }: DrawnChart,
  theme: ChartTheme,
  text: DrawingOptions,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): EChartsCoreOption {
  const [pie] = series;
  return {
    series: [
      {
        type: 'pie',
        radius: '72%',
        top: top + 4,
        bottom: bottom + 8,
        itemStyle: { borderColor: theme.background, borderWidth: theme.isHighContrast ? 2 : 1 },
        label: {
          ...text,
          width: LABEL_WIDTH,
          overflow: 'truncate',
          formatter: ({ name, percent }: { readonly name: string; readonly percent: number }) =>
            `${x.labels[Number(name)] ?? ''} ${percent}%`,
        },
        labelLine: { lineStyle: { color: theme.dimmed } },
        data: (pie?.xs ?? []).map((place, at) => ({ name: String(place), value: pie?.ys[at] ?? 0 })),
      },
    ],
  };
}

function axesOf(
  chart: DrawnChart,
  theme: ChartTheme,
  area: Size & { readonly top: number; readonly bottom: number },
): EChartsCoreOption {
  const panels = panelsOf(chart);
  const isHorizontal = chart.spec.kind === 'barchart';
  const place = Array.from({ length: panels.panelCount }, (_, at) => at);
  const height = (area.height - area.top - area.bottom) / panels.panelCount;
  const xAxes = place.map((panel) => xAxisOf(chart, theme, panel, isHorizontal ? undefined : area.width));
  const yAxes = place.flatMap((panel) =>
    Array.from({ length: panels.axesPerPanel }, (_, side) => yAxisOf(chart, theme, panels, panel, side)),
  );
  return {
    grid: place.map((panel) => ({
      left: 12,
      right: 18,
      top: area.top + panel * height + 8,
      height: height - 20,
      outerBoundsMode: 'same',
      outerBoundsContain: 'all',
    })),
    xAxis: isHorizontal ? yAxes : xAxes,
    yAxis: isHorizontal ? xAxes.map((axis) => ({ ...axis, inverse: axis['type'] === 'category' })) : yAxes,
    axisPointer: { show: isPointedAt(chart.spec), link: [{ xAxisIndex: 'all' }], label: { show: false } },
    series: chart.series.flatMap((series, at) => seriesOf(chart, series, at, theme, panels)),
  };
}
