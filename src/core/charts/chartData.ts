import * as v from 'valibot';
import { chartSpec } from './chartSpec';

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const strings = v.custom<readonly string[]>((data) => isArrayOf(data, (item) => typeof item === 'string'));
const numbers = v.custom<readonly number[]>((data) => isArrayOf(data, Number.isFinite));
const gappedNumbers = v.custom<readonly (number | null)[]>((data) =>
  isArrayOf(data, (item) => item === null || Number.isFinite(item)),
);

/** The points of one series, in the order in which they are drawn: the n-th items of its lists belong together. */
const chartSeries = v.object({
  name: v.string(),
  /** The values that tell it from others, one for each of `spec.series`. */
  labels: strings,
  /** Which of the chart's y columns its values are of, as an index into `spec.y`. */
  y: index,
  /** Places on the x axis: its labels' indexes, milliseconds (of the Unix epoch for times) or numbers. */
  xs: numbers,
  /** Values, milliseconds for timespans; null is a gap. */
  ys: gappedNumbers,
  /** A row of the table that each point stands for. */
  rows: numbers,
  /** The exact values, where a number cannot hold one of them or is no text for people; `''` where it is. */
  xTexts: v.exactOptional(strings),
  yTexts: v.exactOptional(strings),
  /** Places in the lists where anomalies are. */
  anomalies: v.exactOptional(numbers),
});

const drawnChart = v.object({
  type: v.literal('series'),
  /** What was asked, with the columns that were chosen. */
  spec: chartSpec,
  x: v.object({
    name: v.string(),
    type: v.picklist(['category', 'time', 'timespan', 'number']),
    /** The values of a category axis in order. */
    labels: strings,
    /** False where a place stands for an item of an array, to which no filter leads. */
    canFilter: v.boolean(),
    /** The width of the steps that were put together, in the unit of `xs`. */
    step: v.exactOptional(v.number()),
  }),
  /** Of each y column; counted rows are numbers. */
  yTypes: v.pipe(v.array(v.picklist(['number', 'timespan'])), v.readonly()),
  series: v.pipe(v.array(chartSeries), v.readonly()),
  /** What the chart does not show, in sentences. */
  notes: v.pipe(v.array(v.string()), v.readonly()),
});

const cardChart = v.object({
  type: v.literal('card'),
  spec: chartSpec,
  entries: v.pipe(v.array(v.object({ name: v.string(), text: v.string() })), v.readonly()),
  notes: v.pipe(v.array(v.string()), v.readonly()),
});

/** There is nothing to draw, and why. */
const noChart = v.object({ type: v.literal('none'), spec: chartSpec, message: v.string(), hint: v.string() });

/** What is drawn of a result. Names and labels are attackers' text with its invisible characters marked. */
export const chartData = v.variant('type', [drawnChart, cardChart, noChart]);

export type ChartData = v.InferOutput<typeof chartData>;
export type DrawnChart = v.InferOutput<typeof drawnChart>;
export type CardChart = v.InferOutput<typeof cardChart>;
export type ChartSeries = v.InferOutput<typeof chartSeries>;
export type XAxisType = DrawnChart['x']['type'];

function isArrayOf(data: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(data) && data.every(isItem);
}
