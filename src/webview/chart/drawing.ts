import { BarChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  AxisPointerComponent,
  GridComponent,
  LegendScrollComponent,
  TitleComponent,
} from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { DrawnChart } from '../../core/charts/chartData';
import { chartOptions } from './chartOptions';
import { readTheme } from './chartTheme';
import { makeCacheHarmless } from './harmlessCache';

makeCacheHarmless();

use([
  BarChart,
  LineChart,
  PieChart,
  ScatterChart,
  AriaComponent,
  AxisPointerComponent,
  GridComponent,
  LegendScrollComponent,
  TitleComponent,
  CanvasRenderer,
  SVGRenderer,
]);

/** A place on a drawing, in pixels from its left upper corner. */
export interface DrawingPlace {
  readonly x: number;
  readonly y: number;
}

/** @param place where the pointer is */
type ItemListener = (series: number, item: number, place: DrawingPlace) => void;

/** One chart drawn into an element. */
export interface Drawing {
  readonly element: HTMLElement;
  draw(chart: DrawnChart): void;
  /** Draws the same again in the colours of the theme and the size of the element as they are now. */
  redraw(): void;
  /** The values of both axes at a place inside of a panel; undefined outside of all. */
  valuesAt(place: DrawingPlace, panel: number): readonly number[] | undefined;
  placeOf(values: readonly number[], panel: number): DrawingPlace | undefined;
  onHover(callback: (place: DrawingPlace | undefined) => void): void;
  onClick(callback: (place: DrawingPlace) => void): void;
  /** A bar, slice or dot is pressed or pointed at; the library's own numbers of the series and the item. */
  onItem(event: 'click' | 'mouseover' | 'mouseout', callback: ItemListener): void;
  /** The bytes of a picture as Base64. */
  png(): string;
  svg(): string;
  dispose(): void;
}

const PNG_SCALE = 2;

export function createDrawing(): Drawing {
  const element = document.createElement('div');
  element.className = 'chart-drawing';
  emptyWithoutMarkup(element);
  let instance: EChartsType | undefined;
  let shown: DrawnChart | undefined;
  const listeners: ((chart: EChartsType) => void)[] = [];

  const redraw = (): void => {
    if (shown === undefined || element.clientWidth === 0 || element.clientHeight === 0) return;
    if (instance === undefined) {
      instance = init(element, null, { renderer: 'canvas' });
      for (const listen of listeners) listen(instance);
    }
    instance.resize();
    instance.setOption(optionsFor(shown), { notMerge: true });
  };
  const optionsFor = (chart: DrawnChart) =>
    chartOptions(chart, readTheme(element), { width: element.clientWidth, height: element.clientHeight });
  const listen = (attach: (chart: EChartsType) => void): void => {
    listeners.push(attach);
    if (instance !== undefined) attach(instance);
  };
  const resizing = new ResizeObserver(redraw);
  resizing.observe(element);

  return {
    element,
    draw: (chart) => {
      shown = chart;
      redraw();
    },
    redraw,
    valuesAt: ({ x, y }, panel) => {
      if (instance?.containPixel({ gridIndex: panel }, [x, y]) !== true) return undefined;
      return numbersOf(instance.convertFromPixel({ gridIndex: panel }, [x, y]));
    },
    placeOf: (values, panel) => {
      const [x, y] = numbersOf(instance?.convertToPixel({ gridIndex: panel }, [...values])) ?? [];
      return x === undefined || y === undefined ? undefined : { x, y };
    },
    onHover: (callback) =>
      listen((chart) => {
        chart.getZr().on('mousemove', ({ offsetX, offsetY }) => callback({ x: offsetX, y: offsetY }));
        chart.getZr().on('globalout', () => callback(undefined));
      }),
    onClick: (callback) =>
      listen((chart) => chart.getZr().on('click', ({ offsetX, offsetY }) => callback({ x: offsetX, y: offsetY }))),
    onItem: (event, callback) =>
      listen((chart) =>
        chart.on(event, 'series', ({ seriesIndex, dataIndex, event: pointer }) => {
          const { offsetX: x = 0, offsetY: y = 0 } = pointer ?? {};
          if (seriesIndex !== undefined) callback(seriesIndex, dataIndex, { x, y });
        }),
      ),
    png: () => {
      const url = instance?.getDataURL({
        type: 'png',
        pixelRatio: PNG_SCALE,
        backgroundColor: readTheme(element).background,
      });
      return url?.slice(url.indexOf(',') + 1) ?? '';
    },
    svg: () => (shown === undefined ? '' : drawSvg(shown, element)),
    dispose: () => {
      resizing.disconnect();
      instance?.dispose();
    },
  };
}

/** Draws the chart as text, without the page. */
function drawSvg(chart: DrawnChart, element: HTMLElement): string {
  const size = { width: element.clientWidth, height: element.clientHeight };
  const theme = readTheme(element);
  const painter = init(null, null, { renderer: 'svg', ssr: true, ...size });
  painter.setOption({ ...chartOptions(chart, theme, size), backgroundColor: theme.background });
  const text = withoutStyleSheet(painter.renderToSVGString());
  painter.dispose();
  return text;
}

/** The library's one style sheet says what is pointed at, which a picture does not show. */
function withoutStyleSheet(svg: string): string {
  const start = svg.lastIndexOf('<style');
  const end = svg.lastIndexOf('</style>');
  return start < 0 || end < start ? svg : svg.slice(0, start) + svg.slice(end + '</style>'.length);
}

/**
 * The drawing library empties its element by writing no markup into it, which the page's policy refuses as any other
 * markup; for this one element, writing markup does nothing but empty it.
 */
function emptyWithoutMarkup(element: HTMLElement): void {
  Object.defineProperty(element, 'innerHTML', { set: () => element.replaceChildren(), get: () => '' });
}

function numbersOf(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'number') ? value : undefined;
}
