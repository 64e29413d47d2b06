import { fail, succeed, type Outcome } from '../errors';
import type { ChartKind, ChartSpec } from './chartSpec';
import { isContinuous, isMeasure, isName, isTime, type ColumnRole } from './columnRole';
import { kindName } from './kindName';
import { noXColumn, noYColumn } from './errors';

/** A chart whose columns are all chosen; without y columns, rows are counted. */
export interface ChosenColumns {
  readonly x: number;
  readonly y: readonly number[];
  readonly series: readonly number[];
  readonly anomalies: readonly number[];
  /** Columns that would tell series apart, but are left out because one does. */
  readonly leftOut: readonly number[];
}

/** Kinds whose x is a name or a step, one bar or slice each. */
export function isBarLike(kind: ChartKind): boolean {
  return kind === 'columnchart' || kind === 'barchart' || kind === 'piechart';
}

/**
 * Chooses the columns that a chart does not name, as Kusto documents it: x is the first column of a type that the kind
 * can have there, y are all other columns of numbers, and the first text column tells the series apart.
 * Source: https://learn.microsoft.com/kusto/query/render-operator and the pages of its visualizations
 */
export function chooseColumns(roles: readonly ColumnRole[], spec: ChartSpec): Outcome<ChosenColumns> {
  const exists = (column: number) => column < roles.length;
  const anomalies = (spec.anomalies ?? []).filter(exists);
  const named = new Set([...(spec.y ?? []), ...(spec.series ?? []), ...anomalies]);
  const x = spec.x !== undefined && exists(spec.x) ? spec.x : chooseX(roles, spec.kind, named);
  if (x === undefined) return fail(noXColumn(kindName(spec.kind).toLowerCase()));

  const series = (spec.series?.filter(exists) ?? firstName(roles, spec, x)).filter((column) => column !== x);
  const isFree = (column: number) => column !== x && !series.includes(column) && !anomalies.includes(column);
  const isCounted = spec.aggregation === 'count';
  const y = isCounted ? [] : (spec.y?.filter(exists) ?? chooseY(roles, isFree));
  if (y.length === 0 && !isCounted) return fail(noYColumn());
  const leftOut = roles.flatMap((role, column) =>
    spec.series === undefined && isName(role) && isFree(column) && !y.includes(column) ? [column] : [],
  );
  return succeed({ x, y: spec.kind === 'piechart' ? y.slice(0, 1) : y, series, anomalies, leftOut });
}

function chooseX(roles: readonly ColumnRole[], kind: ChartKind, named: ReadonlySet<number>): number | undefined {
  const first = (isWanted: (role: ColumnRole) => boolean): number | undefined => {
    const found = roles.findIndex((role, column) => !named.has(column) && isWanted(role));
    return found < 0 ? undefined : found;
  };
  if (isBarLike(kind)) return first(leavesMeasure) ?? first(() => true);
  const firstTime = first(isTime);
  if (kind === 'timechart' || kind === 'anomalychart') return firstTime ?? first(isOrdinaryMeasure);
  const firstColumn = first(() => true);
  if (firstColumn !== undefined && isContinuous(roles[firstColumn] ?? NOTHING)) return firstColumn;
  return firstTime ?? (kind === 'scatterchart' ? first(isOrdinaryMeasure) : firstColumn);

  /** The first column is x, unless it is the only one that could be y. */
  function leavesMeasure(role: ColumnRole): boolean {
    const measures = roles.filter(isOrdinaryMeasure).length;
    return !isMeasure(role) || measures > Number(isOrdinaryMeasure(role));
  }
}

const NOTHING: ColumnRole = { type: 'dynamic', isArray: false };

function isOrdinaryMeasure(role: ColumnRole): boolean {
  return isMeasure(role) && role.type !== 'bool';
}

/** Columns of numbers; where there are none, of timespans, then of bools. */
function chooseY(roles: readonly ColumnRole[], isFree: (column: number) => boolean): readonly number[] {
  const ofType = (isWanted: (role: ColumnRole) => boolean) =>
    roles.flatMap((role, column) => (isFree(column) && isWanted(role) ? [column] : []));
  const numbers = ofType((role) => isOrdinaryMeasure(role) && role.type !== 'timespan');
  if (numbers.length > 0) return numbers;
  const timespans = ofType(({ type }) => type === 'timespan');
  return timespans.length > 0 ? timespans : ofType(({ type }) => type === 'bool');
}

function firstName(roles: readonly ColumnRole[], { kind, y = [] }: ChartSpec, x: number): readonly number[] {
  if (kind === 'piechart') return [];
  // A bool is what is drawn where nothing else can be.
  const hasMeasure = roles.some((role, column) => column !== x && isOrdinaryMeasure(role));
  const found = roles.findIndex(
    (role, column) => column !== x && !y.includes(column) && isName(role) && (hasMeasure || role.type !== 'bool'),
  );
  return found < 0 ? [] : [found];
}
