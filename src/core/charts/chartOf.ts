import { fail, succeed, type Outcome } from '../errors';
import { countOf } from '../formatCount';
import { breathless, type Breathe } from '../results/longWork';
import { shownRowCount, type ResultView } from '../results/resultView';
import type { ResultTable } from '../results/resultTable';
import type { ScalarType } from '../results/scalarType';
import { cardOf } from './cardOf';
import type { ChartData, ChartSeries } from './chartData';
import type { ChartSpec } from './chartSpec';
import { chooseColumns, type ChosenColumns } from './chooseColumns';
import { rolesOf } from './columnRole';
import { noPoints, noRowsReturned, noRowsToDraw } from './errors';
import { gatherSeries } from './gatherPoints';
import { labelOf, seriesLabels, seriesName } from './labels';
import { limitChart } from './limitChart';
import { placeSeries, type PlacedChart, type PlacedSeries } from './placeSeries';
import { exactText } from './pointValues';
import { createXAxis, type XAxis } from './xAxis';

/**
 * What is drawn of the rows that a view shows, in its order: never more than some thousand points, and what is left out
 * is said in notes. Where there is nothing to draw, it says why.
 */
export function chartOf(view: ResultView, spec: ChartSpec, breathe: Breathe = breathless): ChartData {
  const drawn = draw(view, spec, breathe);
  if (drawn.ok) return drawn.value;
  const { message, hint } = drawn.error;
  return { type: 'none', spec, message, hint };
}

function draw(view: ResultView, asked: ChartSpec, breathe: Breathe): Outcome<ChartData> {
  const { table } = view;
  if (table.rowCount === 0) return fail(noRowsReturned());
  if (shownRowCount(view) === 0) return fail(noRowsToDraw());
  if (asked.kind === 'card') return succeed(cardOf(view, asked));
  const roles = rolesOf(table);
  const chosen = chooseColumns(roles, asked);
  if (!chosen.ok) return chosen;
  const { leftOut, ...columns } = chosen.value;
  const spec: ChartSpec = { ...asked, ...columns };

  const raw = gatherSeries(view, roles, chosen.value, breathe);
  const axis = createXAxis(spec, roles[columns.x] ?? { type: 'string', isArray: false }, raw, breathe);
  if (!axis.ok) return axis;
  const placed = placeSeries(
    spec,
    axis.value,
    raw,
    columns.y.map((column) => roles[column]?.type ?? 'real'),
    breathe,
  );
  breathe();
  const withPoints = placed.series.filter(({ points }) => points.some(({ y }) => y !== null));
  if (withPoints.length === 0) return fail(noPoints());
  const limited = limitChart(spec, withPoints, axis.value.labels.length);
  const xType = roles[columns.x]?.type ?? 'string';
  return succeed({
    type: 'series',
    spec,
    x: {
      ...describeAxis(table, columns.x, xType, axis.value, limited.places),
      canFilter: roles[columns.x]?.isArray !== true,
    },
    yTypes: placed.yTypes.map((type) => (type === 'timespan' ? 'timespan' : 'number')),
    series: limited.series.map((series) =>
      describeSeries(series, table, chosen.value, spec, { axis: axis.value, xType, yTypes: placed.yTypes }),
    ),
    notes: [...notesOn(table, leftOut, placed), ...limited.notes],
  });
}

function describeAxis(
  table: ResultTable,
  column: number,
  type: ScalarType,
  { type: axisType, labels, step }: XAxis,
  places: readonly number[] | undefined,
) {
  const shown = places === undefined ? labels : places.map((place) => labels[place]);
  return {
    name: labelOf(table.columns[column]?.name),
    type: axisType,
    labels: shown.map((label) => labelOf(label, type)),
    ...(step === undefined ? {} : { step }),
  };
}

interface PointTypes {
  readonly axis: XAxis;
  readonly xType: ScalarType;
  readonly yTypes: readonly ScalarType[];
}

function describeSeries(
  series: PlacedSeries,
  table: ResultTable,
  chosen: ChosenColumns,
  { aggregation }: ChartSpec,
  { axis, xType, yTypes }: PointTypes,
): ChartSeries {
  const { points, yIndex } = series;
  const yType = yTypes[yIndex] ?? 'real';
  const isCategory = axis.type === 'category';
  const xTexts = points.map(({ x, xText }) => (xText === undefined || isCategory ? '' : exactText(xType, xText, x)));
  const yTexts = points.map(({ y, yText }) => (yText === undefined || y === null ? '' : exactText(yType, yText, y)));
  const anomalies = points.flatMap(({ isAnomaly }, at) => (isAnomaly ? [at] : []));
  return {
    name: seriesName(series, table.columns, chosen, aggregation),
    labels: seriesLabels(series, table.columns, chosen),
    y: yIndex,
    xs: points.map(({ x }) => x),
    ys: points.map(({ y }) => y),
    rows: points.map(({ row }) => row),
    ...(xTexts.some(isText) ? { xTexts } : {}),
    ...(yTexts.some(isText) ? { yTexts } : {}),
    ...(anomalies.length > 0 ? { anomalies } : {}),
  };
}

function isText(text: string): boolean {
  return text !== '';
}

function notesOn(
  { columns }: ResultTable,
  leftOut: readonly number[],
  { unplaced, merged }: PlacedChart,
): readonly string[] {
  const names = leftOut.map((column) => labelOf(columns[column]?.name));
  return [
    ...(names.length > 0 ? [`Not drawn: ${names.join(', ')}. Choose them as series to see them.`] : []),
    ...(unplaced > 0 ? [`Left out: ${countOf(unplaced, 'point')} without a value on the x axis.`] : []),
    ...(merged > 0 ? ['Several rows share a bar or slice: their values are added up.'] : []),
  ];
}
