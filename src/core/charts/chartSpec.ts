import * as v from 'valibot';

/** What can be drawn, by the names of Kusto's visualizations. */
export const CHART_KINDS = [
  'timechart',
  'linechart',
  'areachart',
  'columnchart',
  'barchart',
  'piechart',
  'scatterchart',
  'anomalychart',
  'card',
] as const;

export type ChartKind = (typeof CHART_KINDS)[number];

/** The kind of chart that a visualization of Kusto is drawn as; undefined where it is not drawn. */
export function kindOfVisualization(visualization: string): ChartKind | undefined {
  if (visualization === 'stackedareachart') return 'areachart';
  return CHART_KINDS.find((kind) => kind === visualization);
}

export const STACKINGS = ['unstacked', 'stacked', 'stacked100'] as const;

/** How the rows that share a place and a series become one value. */
export const AGGREGATIONS = ['count', 'sum', 'avg', 'min', 'max', 'dcount'] as const;

export type Aggregation = (typeof AGGREGATIONS)[number];

/** The kinds of picture that a chart is saved as. */
export const CHART_IMAGE_FORMATS = ['png', 'svg'] as const;

export type ChartImageFormat = (typeof CHART_IMAGE_FORMATS)[number];

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const columns = v.pipe(v.array(index), v.readonly());
const scale = v.picklist(['linear', 'log']);

/** A chart of a result: columns by their index in the table. Columns that are absent are chosen by Kusto's rules. */
export const chartSpec = v.object({
  kind: v.picklist(CHART_KINDS),
  stacking: v.exactOptional(v.picklist(STACKINGS)),
  x: v.exactOptional(index),
  y: v.exactOptional(columns),
  series: v.exactOptional(columns),
  /** Columns that say which points are anomalies: not 0 where one is. */
  anomalies: v.exactOptional(columns),
  /** Absent: each row is a point. */
  aggregation: v.exactOptional(v.picklist(AGGREGATIONS)),
  /** How wide the steps of x are that `aggregation` puts together: `1h`, `10`; as fits where it is empty or absent. */
  bin: v.exactOptional(v.string()),
  /** Each value is added to those before it. */
  accumulate: v.exactOptional(v.boolean()),
  title: v.exactOptional(v.string()),
  xTitle: v.exactOptional(v.string()),
  yTitle: v.exactOptional(v.string()),
  xScale: v.exactOptional(scale),
  yScale: v.exactOptional(scale),
  yMin: v.exactOptional(v.number()),
  yMax: v.exactOptional(v.number()),
  isLegendHidden: v.exactOptional(v.boolean()),
  ySplit: v.exactOptional(v.picklist(['none', 'axes', 'panels'])),
});

export type ChartSpec = Readonly<v.InferOutput<typeof chartSpec>>;

/** Properties that get another value; those that are undefined are taken away. */
export type ChartChange = { readonly [Key in keyof ChartSpec]?: ChartSpec[Key] | undefined };

/** A chart with other properties. */
export function changeChart(spec: ChartSpec, change: ChartChange): ChartSpec {
  const changed = Object.entries({ ...spec, ...change }).filter(([, value]) => value !== undefined);
  return v.parse(chartSpec, Object.fromEntries(changed));
}
