import { isArray, type DynamicArray, type DynamicValue } from './dynamicValue';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import { completeNumbersOf, numberOf } from './seriesElements';

const LINE_PARTS = ['rsquare', 'slope', 'variance', 'rvariance', 'interception', 'line_fit'] as const;
const STATISTICS = ['min', 'min_idx', 'max', 'max_idx', 'avg', 'stdev', 'variance'] as const;

/**
 * The least squares line through a series. The function itself gives the fit's first part, `_tuple` all parts in an array,
 * `_dynamic` a bag. https://learn.microsoft.com/kusto/query/series-fit-line-function
 */
const fitLineFunctions = [
  defineScalar({
    name: 'series_fit_line',
    parameters: ['dynamic'],
    returns: 'real',
    call: (series) => numberOf(fitLine(series)?.get('rsquare')) ?? null,
  }),
  defineScalar({
    name: 'series_fit_line_tuple',
    parameters: ['dynamic'],
    returns: 'dynamic',
    call: (series) => pick(fitLine(series), LINE_PARTS),
  }),
  defineScalar({
    name: 'series_fit_line_dynamic',
    parameters: ['dynamic'],
    returns: 'dynamic',
    call: (series) => fitLine(series) ?? null,
  }),
];

/** https://learn.microsoft.com/kusto/query/series-stats-function; the forms as of `series_fit_line`. */
const statisticsFunctions = [
  defineScalar({
    name: 'series_stats',
    parameters: ['dynamic'],
    optional: ['bool'],
    returns: 'real',
    call: (series, ignoresNonFinite) => numberOf(describeSeries(series, ignoresNonFinite)?.get('min')) ?? null,
  }),
  defineScalar({
    name: 'series_stats_tuple',
    parameters: ['dynamic'],
    optional: ['bool'],
    returns: 'dynamic',
    call: (series, ignoresNonFinite) => pick(describeSeries(series, ignoresNonFinite), STATISTICS),
  }),
  defineScalar({
    name: 'series_stats_dynamic',
    parameters: ['dynamic'],
    optional: ['bool'],
    returns: 'dynamic',
    call: (series, ignoresNonFinite) => describeSeries(series, ignoresNonFinite) ?? null,
  }),
];

/** A finite impulse response filter. https://learn.microsoft.com/kusto/query/series-fir-function */
const seriesFir = defineScalar({
  name: 'series_fir',
  parameters: ['dynamic', 'dynamic'],
  optional: ['bool', 'bool'],
  returns: 'dynamic',
  call(series, filter, normalize, isCentered = false) {
    const coefficients = completeNumbersOf(filter);
    if (!isArray(series) || coefficients === undefined || !isArray(filter)) return null;
    const hasNegative = coefficients.some((coefficient) => coefficient < 0);
    const isNormalized = normalize ?? !hasNegative;
    if (isNormalized && hasNegative) return null;
    const divisor = isNormalized ? coefficients.reduce((sum, coefficient) => sum + coefficient, 0) : 1;
    const ahead = isCentered ? Math.floor(coefficients.length / 2) : 0;
    const filtered = series.map((_, index) =>
      coefficients.reduce(
        (sum, coefficient, lag) => sum + coefficient * (numberOf(series[index - lag + ahead]) ?? 0),
        0,
      ),
    );
    const areIntegers = !isNormalized && [...series, ...filter].every((item) => typeof item === 'bigint');
    return filtered.map((value) => (areIntegers && Number.isSafeInteger(value) ? BigInt(value) : value / divisor));
  },
});

/** An infinite impulse response filter. https://learn.microsoft.com/kusto/query/series-iir-function */
const seriesIir = defineScalar({
  name: 'series_iir',
  parameters: ['dynamic', 'dynamic', 'dynamic'],
  returns: 'dynamic',
  call(series, numerators, denominators) {
    const inputs = completeNumbersOf(series);
    const forward = completeNumbersOf(numerators);
    const back = completeNumbersOf(denominators);
    if (inputs === undefined || forward === undefined || back === undefined) return null;
    const outputs: number[] = [];
    for (const index of inputs.keys()) {
      const fed = forward.reduce((sum, weight, lag) => sum + weight * (inputs[index - lag] ?? 0), 0);
      const returned = back.slice(1).reduce((sum, weight, lag) => sum + weight * (outputs[index - lag - 1] ?? 0), 0);
      outputs.push((fed - returned) / (back[0] ?? 1));
    }
    return outputs;
  },
});

export const SERIES_MODEL_FUNCTIONS: readonly ScalarFunction[] = [
  ...fitLineFunctions,
  ...statisticsFunctions,
  seriesFir,
  seriesIir,
];

type Parts = Map<string, DynamicValue>;

function fitLine(series: DynamicValue): Parts | undefined {
  const values = completeNumbersOf(series);
  if (values === undefined || values.length < 2) return undefined;
  const middle = (values.length - 1) / 2;
  const mean = meanOf(values);
  const spread = values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const slope = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0) / spread;
  // Kusto counts the items from 1.
  const interception = mean - slope * (middle + 1);
  const line = values.map((_, index) => interception + slope * (index + 1));
  const variance = varianceOf(values);
  const residual = varianceOf(values.map((value, index) => value - (line[index] ?? 0)));
  return new Map<string, DynamicValue>([
    ['rsquare', variance === 0 ? 1 : 1 - residual / variance],
    ['slope', slope],
    ['variance', variance],
    ['rvariance', residual],
    ['interception', interception],
    ['line_fit', line],
  ]);
}

function describeSeries(series: DynamicValue, ignoresNonFinite = false): Parts | undefined {
  if (!isArray(series) || series.length === 0) return undefined;
  const indexed = series.map((item, index) => ({ value: numberOf(item) ?? NaN, index }));
  const counted = ignoresNonFinite ? indexed.filter(({ value }) => Number.isFinite(value)) : indexed;
  const [first] = counted;
  if (first === undefined) return undefined;
  const values = counted.map(({ value }) => value);
  const least = counted.reduce((best, item) => (item.value < best.value ? item : best), first);
  const most = counted.reduce((best, item) => (item.value > best.value ? item : best), first);
  const variance = values.length > 1 ? varianceOf(values) : 0;
  return new Map<string, DynamicValue>([
    ['min', least.value],
    ['min_idx', BigInt(least.index)],
    ['max', most.value],
    ['max_idx', BigInt(most.index)],
    ['avg', meanOf(values)],
    ['stdev', Math.sqrt(variance)],
    ['variance', variance],
    ['sum', values.reduce((sum, value) => sum + value, 0)],
    ['len', BigInt(values.length)],
  ]);
}

function pick(parts: Parts | undefined, names: readonly string[]): DynamicArray | null {
  return parts === undefined ? null : names.map((name) => parts.get(name) ?? null);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The sample variance. */
function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
