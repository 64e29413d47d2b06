import type { DrawnChart } from '../../core/charts/chartData';
import type { ChartSpec } from '../../core/charts/chartSpec';
import { textOfNumber } from '../../core/charts/pointValues';
import { showInvisibles } from '../../core/visibleText';
import type { ChartTheme } from './chartTheme';
import type { DrawingOptions } from './drawingOptions';
import type { Panels } from './panels';

/** Names and labels that are wider are cut. */
export const LABEL_WIDTH = 180;
const LEAST_LABEL_WIDTH = 30;
const MOST_WHOLE_LABELS = 20;
/** About what the values beside a drawing take of its width. */
const AXIS_WIDTH = 80;

/** Whether a line through the point below the pointer goes across the panels. */
export function isPointedAt({ kind }: ChartSpec): boolean {
  return kind !== 'scatterchart';
}

function lookOf(theme: ChartTheme): DrawingOptions {
  return {
    axisLine: { show: true, lineStyle: { color: theme.dimmed } },
    axisTick: { lineStyle: { color: theme.dimmed } },
    axisLabel: labelLook(theme),
    nameTextStyle: { color: theme.foreground, fontFamily: theme.fontFamily, fontSize: theme.fontSize },
    splitLine: { lineStyle: { color: theme.gridLine } },
  };
}

function labelLook({ foreground, fontFamily, fontSize }: ChartTheme): DrawingOptions {
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
function categoryLook(count: number, theme: ChartTheme, width: number | undefined): DrawingOptions {
  if (width === undefined || count > MOST_WHOLE_LABELS) return labelLook(theme);
  return { ...labelLook(theme), interval: 0, width: Math.max(LEAST_LABEL_WIDTH, (width - AXIS_WIDTH) / count - 8) };
}

/** @param width of the drawing, where the axis lies along it */
export function xAxisOf(
  { x, spec }: DrawnChart,
  theme: ChartTheme,
  panel: number,
  width: number | undefined,
): DrawingOptions {
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

export function yAxisOf(
  { spec, yTypes, series }: DrawnChart,
  theme: ChartTheme,
  panels: Panels,
  panel: number,
  side: number,
): DrawingOptions {
  const isPercent = spec.stacking === 'stacked100';
  const own = series.filter((_, at) => panels.panelOf(at) === panel && panels.axisOf(at) === side);
  const name =
    spec.yTitle ?? (panels.panelCount * panels.axesPerPanel > 1 || own.length === 1 ? (own[0]?.name ?? '') : '');
  const axis: DrawingOptions = {
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

function withTimespans(axis: DrawingOptions, theme: ChartTheme): DrawingOptions {
  return {
    ...axis,
    axisLabel: { ...labelLook(theme), formatter: (value: number) => textOfNumber('timespan', value) },
  };
}
