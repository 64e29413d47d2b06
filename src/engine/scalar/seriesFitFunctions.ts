import type { DynamicArray, DynamicValue } from './dynamicValue';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import { completeNumbersOf } from './seriesElements';

/** Parts of a fit of two lines, in the order of Kusto's columns. */
const TWO_LINES_PARTS = [
  ...['rsquare', 'split_idx', 'variance', 'rvariance', 'line_fit'],
  ...['right_rsquare', 'right_slope', 'right_interception', 'right_variance', 'right_rvariance'],
  ...['left_rsquare', 'left_slope', 'left_interception', 'left_variance', 'left_rvariance'],
];

/** https://learn.microsoft.com/kusto/query/series-fit-2lines-function: the split with the least residual. */
const seriesFit2Lines = defineScalar({
  name: 'series_fit_2lines_tuple',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call: (series) => fitTwoLines(series),
});

/** https://learn.microsoft.com/kusto/query/series-fit-2lines-dynamic-function: the same parts as a bag. */
const seriesFit2LinesDynamic = defineScalar({
  name: 'series_fit_2lines_dynamic',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call(series) {
    const parts = fitTwoLines(series);
    return parts === null ? null : bagOf(parts);
  },
});

/** https://learn.microsoft.com/kusto/query/series-fit-poly-function: coefficients from the highest power down. */
const seriesFitPoly = defineScalar({
  name: 'series_fit_poly_tuple',
  parameters: ['dynamic'],
  optional: ['dynamic', 'long'],
  returns: 'dynamic',
  call(series, positions, degree = 1n) {
    const y = completeNumbersOf(series);
    const x =
      positions === undefined || positions === null ? y?.map((_, index) => index + 1) : completeNumbersOf(positions);
    if (y === undefined || x?.length !== y.length || degree < 1n || degree > 5n || BigInt(y.length) <= degree)
      return null;
    const coefficients = fitPolynomial(x, y, Number(degree));
    const fit = x.map((place) => coefficients.reduceRight((sum, coefficient) => sum * place + coefficient, 0));
    const [variance, residual] = [varianceOf(y), varianceOf(y.map((value, index) => value - (fit[index] ?? 0)))];
    return [explained(variance, residual), coefficients.toReversed(), variance, residual, fit];
  },
});

export const SERIES_FIT_FUNCTIONS: readonly ScalarFunction[] = [seriesFit2Lines, seriesFit2LinesDynamic, seriesFitPoly];

interface FittedLine {
  readonly slope: number;
  readonly interception: number;
  readonly variance: number;
  readonly residual: number;
  readonly items: readonly number[];
}

function fitTwoLines(series: DynamicValue): DynamicArray | null {
  const values = completeNumbersOf(series);
  if (values === undefined || values.length < 4) return null;
  let best:
    | { readonly split: number; readonly left: FittedLine; readonly right: FittedLine; readonly error: number }
    | undefined;
  for (let split = 2; split <= values.length - 2; split++) {
    const [left, right] = [fitLine(values.slice(0, split)), fitLine(values.slice(split))];
    const error = left.residual * (split - 1) + right.residual * (values.length - split - 1);
    if (best === undefined || error < best.error) best = { split, left, right, error };
  }
  if (best === undefined) return null;
  const { split, left, right } = best;
  const fit = [...left.items, ...right.items];
  const [variance, residual] = [
    varianceOf(values),
    varianceOf(values.map((value, index) => value - (fit[index] ?? 0))),
  ];
  return [
    ...[explained(variance, residual), BigInt(split), variance, residual, fit],
    ...partsOf(right),
    ...partsOf(left),
  ];
}

function bagOf(parts: DynamicArray): DynamicValue {
  const at = (name: string): DynamicValue => parts[TWO_LINES_PARTS.indexOf(name)] ?? null;
  const side = (name: 'left' | 'right'): DynamicValue =>
    new Map(['rsquare', 'slope', 'interception', 'variance', 'rvariance'].map((part) => [part, at(`${name}_${part}`)]));
  return new Map<string, DynamicValue>([
    ...TWO_LINES_PARTS.slice(0, 5).map((part): [string, DynamicValue] => [part, at(part)]),
    ['right', side('right')],
    ['left', side('left')],
  ]);
}

function partsOf({ slope, interception, variance, residual }: FittedLine): DynamicArray {
  return [explained(variance, residual), slope, interception, variance, residual];
}

function fitLine(values: readonly number[]): FittedLine {
  const x = values.map((_, index) => index);
  const [interception = 0, slope = 0] = fitPolynomial(x, values, 1);
  const items = x.map((place) => interception + slope * place);
  const residual = varianceOf(values.map((value, index) => value - (items[index] ?? 0)));
  return { slope, interception, variance: varianceOf(values), residual, items };
}

/** Coefficients by least squares, the constant one first. */
function fitPolynomial(x: readonly number[], y: readonly number[], degree: number): readonly number[] {
  const size = degree + 1;
  const rows = Array.from({ length: size }, (_, row) => [
    ...Array.from({ length: size }, (_power, column) => x.reduce((sum, place) => sum + place ** (row + column), 0)),
    x.reduce((sum, place, index) => sum + place ** row * (y[index] ?? 0), 0),
  ]);
  return solve(rows);
}

/** Gauss's elimination with pivots; the last item of each row is its right side. */
function solve(equations: readonly (readonly number[])[]): readonly number[] {
  const rows = equations.map((row) => [...row]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows.slice(column).toSorted((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0))[0] ?? [];
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const [index, row] of rows.entries()) {
      if (index === column) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      rows[index] = row.map((value, position) => value - factor * (pivot[position] ?? 0));
    }
  }
  return rows.map((row, index) => (row.at(-1) ?? 0) / (row[index] ?? 1));
}

function explained(variance: number, residual: number): number {
  return variance === 0 ? 1 : 1 - residual / variance;
}

/** The sample variance. */
function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
