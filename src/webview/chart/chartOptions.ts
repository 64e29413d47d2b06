import type { EChartsCoreOption } from 'echarts/core';
import type { ChartSeries, DrawnChart } from '../../core/charts/chartData';
import type { ChartSpec } from '../../core/charts/chartSpec';
import { textOfNumber } from '../../core/charts/pointValues';
import { showInvisibles } from '../../core/visibleText';
import type { ChartTheme } from './chartTheme';
import { drawnValues, isStacked } from './drawnValues';
import { panelsOf, type Panels } from './panels';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Options are checked by the library when it draws: its types tell the two axes of a kind apart, which swap here. */
type Options = Readonly<Record<string, unknown>>;

const DASHES = ['solid', 'dashed', 'dotted'] as const;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];
/** Lines with no more points than this show each of them. */
const MOST_SYMBOLS = 80;
const LEGEND_HEIGHT = 26;
const TITLE_HEIGHT = 28;
const LABEL_WIDTH = 180;
const LEAST_LABEL_WIDTH = 30;
const MOST_WHOLE_LABELS = 20;
/** About what the values beside a drawing take of its width. */
const AXIS_WIDTH = 80;

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
    ...(hasLegend ? { legend: legendOf(names, theme, text) } : {}),
    ...(spec.kind === 'piechart'
      ? pieOf(chart, theme, text, { top, bottom })
      : axesOf(chart, theme, { ...size, top, bottom })),
  };
}

function legendOf(names: readonly string[], theme: ChartTheme, text: Options): Options {
  return {
    type: 'scroll',
    bottom: 2,
    data: names.map((_, at) => String(at)),
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
  text: Options,
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

function isPointedAt({ kind }: ChartSpec): boolean {
  return kind !== 'scatterchart';
}

function lookOf(theme: ChartTheme): Options {
  return {
    axisLine: { show: true, lineStyle: { color: theme.dimmed } },
    axisTick: { lineStyle: { color: theme.dimmed } },
    axisLabel: labelLook(theme),
    nameTextStyle: { color: theme.foreground, fontFamily: theme.fontFamily, fontSize: theme.fontSize },
    splitLine: { lineStyle: { color: theme.gridLine } },
  };
}

function labelLook({ foreground, fontFamily, fontSize }: ChartTheme): Options {
  return {
    color: foreground,
    fontFamily,
    fontSize: fontSize - 1,
    hideOverlap: true,
    width: LABEL_WIDTH,
    overflow: 'truncate',
  };
}

/** A few categories all have their label, cut to the room of a bar where they stand side by side. */
function categoryLook(count: number, theme: ChartTheme, width: number | undefined): Options {
  if (width === undefined || count > MOST_WHOLE_LABELS) return labelLook(theme);
  return { ...labelLook(theme), interval: 0, width: Math.max(LEAST_LABEL_WIDTH, (width - AXIS_WIDTH) / count - 8) };
}

/** @param width of the drawing, where the axis lies along it */
function xAxisOf({ x, spec }: DrawnChart, theme: ChartTheme, panel: number, width: number | undefined): Options {
  const common = {
    ...lookOf(theme),
    gridIndex: panel,
    name: showInvisibles(spec.xTitle ?? x.name),
    nameLocation: 'middle' as const,
    // Else the library lays the name over the labels of names.
    ...(width === undefined ? {} : { nameGap: 2 * theme.fontSize }),
    splitLine: { show: false },
    axisPointer: { show: isPointedAt(spec) },
  };
  switch (x.type) {
    case 'category':
      return {
        ...common,
        type: 'category',
        data: [...x.labels],
        axisLabel: categoryLook(x.labels.length, theme, width),
      };
    case 'time':
      return { ...common, type: 'time' };
    case 'timespan':
      return withTimespans({ ...common, type: 'value', scale: true }, theme);
    case 'number':
      return { ...common, type: spec.xScale === 'log' ? 'log' : 'value', scale: true };
  }
}

function yAxisOf(
  { spec, yTypes, series }: DrawnChart,
  theme: ChartTheme,
  panels: Panels,
  panel: number,
  side: number,
): Options {
  const isPercent = spec.stacking === 'stacked100';
  const own = series.filter((_, at) => panels.panelOf(at) === panel && panels.axisOf(at) === side);
  const name =
    spec.yTitle ?? (panels.panelCount * panels.axesPerPanel > 1 || own.length === 1 ? (own[0]?.name ?? '') : '');
  const axis: Options = {
    ...lookOf(theme),
    type: spec.yScale === 'log' ? 'log' : 'value',
    gridIndex: panel,
    name: showInvisibles(name),
    nameLocation: 'middle',
    position: side % 2 === 0 ? 'left' : 'right',
    offset: Math.floor(side / 2) * 60,
    ...(spec.yMin === undefined ? {} : { min: spec.yMin }),
    ...(spec.yMax === undefined ? {} : { max: spec.yMax }),
    ...(isPercent ? { max: spec.yMax ?? 100, axisLabel: { ...labelLook(theme), formatter: '{value} %' } } : {}),
    splitLine: { show: side === 0, lineStyle: { color: theme.gridLine } },
    axisPointer: { show: false },
  };
  const isTimespan = (own[0] === undefined ? yTypes[0] : yTypes[own[0].y]) === 'timespan';
  return isTimespan && !isPercent ? withTimespans(axis, theme) : axis;
}

function withTimespans(axis: Options, theme: ChartTheme): Options {
  return {
    ...axis,
    axisLabel: { ...labelLook(theme), formatter: (value: number) => textOfNumber('timespan', value) },
  };
}

function seriesOf(
  chart: DrawnChart,
  series: ChartSeries,
  at: number,
  theme: ChartTheme,
  panels: Panels,
): readonly Options[] {
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
): Options {
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
