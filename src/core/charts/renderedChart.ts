import { changeChart, kindOfVisualization, STACKINGS, type ChartSpec } from './chartSpec';
import { labelOf } from './labels';
import type { RenderProperties } from './renderProperties';

/** What a query's `render` asks for, as far as it can be drawn. */
export interface RenderedChart {
  /** Absent where the query asks for what is not drawn here, or for a table. */
  readonly spec?: ChartSpec;
  readonly notes: readonly string[];
}

/** Finds the columns that a `render` names and the kind of chart that it means. */
export function chartOfRender(render: RenderProperties, columns: readonly { readonly name: string }[]): RenderedChart {
  const kind = kindOfVisualization(render.visualization);
  if (kind === undefined) return { notes: [] };

  const missing: string[] = [];
  const indexOf = (name: string): readonly number[] => {
    const found = columns.findIndex((column) => column.name === name);
    if (found < 0) missing.push(name);
    return found < 0 ? [] : [found];
  };
  const list = (names: readonly string[] | undefined) => {
    const found = names?.flatMap(indexOf) ?? [];
    return found.length === 0 ? undefined : found;
  };
  const { title, xTitle, yTitle, xAxis, yAxis, yMin, yMax, legend, accumulate, ySplit } = render;
  const spec = changeChart(
    { kind },
    {
      x: list(render.xColumn === undefined ? [] : [render.xColumn])?.[0],
      y: list(render.yColumns),
      series: list(render.series),
      anomalies: list(render.anomalyColumns),
      stacking: stackingOf(render),
      isLegendHidden: legend === 'hidden' ? true : undefined,
      xScale: xAxis,
      yScale: yAxis,
      ...{ title, xTitle, yTitle, yMin, yMax, accumulate, ySplit },
    },
  );
  return {
    spec,
    notes: missing.map((name) => `The result has no column ${labelOf(name)}, which the query's render names.`),
  };
}

function stackingOf({ visualization, kind }: RenderProperties): ChartSpec['stacking'] {
  const asked = STACKINGS.find((stacking) => stacking === kind);
  return asked ?? (visualization === 'stackedareachart' ? 'stacked' : undefined);
}
