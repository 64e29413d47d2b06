import * as v from 'valibot';

const names = v.pipe(v.array(v.string()), v.readonly());
const scale = v.picklist(['linear', 'log']);

/**
 * What a query's `render` says: the visualization and its properties, columns by their names; what it does not say is
 * left to who draws. Source: https://learn.microsoft.com/kusto/query/render-operator
 */
export const renderProperties = v.object({
  /** As written, such as `timechart`; it may be one that nobody draws. */
  visualization: v.string(),
  kind: v.exactOptional(v.string()),
  title: v.exactOptional(v.string()),
  xTitle: v.exactOptional(v.string()),
  yTitle: v.exactOptional(v.string()),
  xColumn: v.exactOptional(v.string()),
  yColumns: v.exactOptional(names),
  series: v.exactOptional(names),
  anomalyColumns: v.exactOptional(names),
  xAxis: v.exactOptional(scale),
  yAxis: v.exactOptional(scale),
  yMin: v.exactOptional(v.number()),
  yMax: v.exactOptional(v.number()),
  legend: v.exactOptional(v.picklist(['visible', 'hidden'])),
  accumulate: v.exactOptional(v.boolean()),
  ySplit: v.exactOptional(v.picklist(['none', 'axes', 'panels'])),
});

export type RenderProperties = Readonly<v.InferOutput<typeof renderProperties>>;
