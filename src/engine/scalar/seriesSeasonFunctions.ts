import type { DynamicArray, DynamicValue } from './dynamicValue';
import { choosePeriod, decompose, detectPeriods, outlierScores, periodScore, seasonalOf } from './seasons';
import { defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';
import { completeNumbersOf, numbersOf } from './seriesElements';

const SEASONALITY_THRESHOLD = 0.6;
const ANOMALY_THRESHOLD = 1.5;

/** https://learn.microsoft.com/kusto/query/series-periods-detect-function: filled up with zeros. */
const seriesPeriodsDetect = defineScalar({
  name: 'series_periods_detect_tuple',
  parameters: ['dynamic', 'real', 'real', 'long'],
  returns: 'dynamic',
  call(series, least, most, count) {
    const values = completeNumbersOf(series);
    if (values === undefined) return null;
    const found = detectPeriods(values, least, most);
    const asked = Array.from({ length: Number(count) }, (_, index) => found[index] ?? { items: 0, score: 0 });
    return [asked.map(({ items }) => items), asked.map(({ score }) => score)];
  },
});

/** https://learn.microsoft.com/kusto/query/series-periods-validate-function: a score for each period given. */
const seriesPeriodsValidate = defineScalar({
  name: 'series_periods_validate_tuple',
  parameters: ['dynamic', 'real'],
  rest: 'real',
  returns: 'dynamic',
  call(series, ...periods) {
    const values = completeNumbersOf(series);
    return values === undefined ? null : [periods, periods.map((period) => periodScore(values, period))];
  },
});

/** The median of each phase; zeros where the series has no period. https://learn.microsoft.com/kusto/query/series-seasonal-function */
const seriesSeasonal = defineScalar({
  name: 'series_seasonal',
  parameters: ['dynamic'],
  optional: ['real', 'long'],
  returns: 'dynamic',
  call(series, asked = -1, testPoints = 0n) {
    const values = completeNumbersOf(series);
    if (values === undefined) return null;
    const learnt = values.slice(0, Math.max(values.length - Number(testPoints), 1));
    const period = choosePeriod(learnt, asked);
    return period === undefined ? values.map(() => 0) : seasonalOf(learnt, period, values.length);
  },
});

/** https://learn.microsoft.com/kusto/query/series-decompose-function */
const seriesDecompose = defineScalar({
  name: 'series_decompose_tuple',
  parameters: ['dynamic'],
  optional: ['real', 'string', 'long', 'real'],
  returns: 'dynamic',
  call: (series, period = -1, trend = 'avg', testPoints = 0n, threshold = SEASONALITY_THRESHOLD) =>
    takeApart(series, period, trend, Number(testPoints), threshold),
});

/** The last points are told from those before. https://learn.microsoft.com/kusto/query/series-decompose-forecast-function */
const seriesDecomposeForecast = defineScalar({
  name: 'series_decompose_forecast_tuple',
  parameters: ['dynamic', 'long'],
  optional: ['real', 'string', 'real'],
  returns: 'dynamic',
  call: (series, points, period = -1, trend = 'linefit', threshold = SEASONALITY_THRESHOLD) =>
    takeApart(series, period, trend, Number(points), threshold),
});

/** https://learn.microsoft.com/kusto/query/series-decompose-anomalies-function: flags (1, 0, -1), scores, the baseline. */
const seriesDecomposeAnomalies = defineScalar({
  name: 'series_decompose_anomalies_tuple',
  parameters: ['dynamic'],
  optional: ['real', 'real', 'string', 'long', 'string', 'real'],
  returns: 'dynamic',
  call(
    series,
    anomaly = ANOMALY_THRESHOLD,
    period = -1,
    trend = 'avg',
    testPoints = 0n,
    method = 'ctukey',
    threshold = SEASONALITY_THRESHOLD,
  ) {
    const values = completeNumbersOf(series);
    const parts = takeApart(series, period, trend, Number(testPoints), threshold);
    if (values === undefined || parts === null) return null;
    const baseline = completeNumbersOf(parts[0] ?? null) ?? [];
    const scores = scoresOf(
      values.map((value, index) => value - (baseline[index] ?? 0)),
      method,
    );
    const flags = scores.map((score) => (score > anomaly ? 1n : score < -anomaly ? -1n : 0n));
    return [flags, scores, baseline];
  },
});

/** https://learn.microsoft.com/kusto/query/series-outliers-function */
const seriesOutliers = defineScalar({
  name: 'series_outliers',
  parameters: ['dynamic'],
  optional: ['string', 'real', 'real', 'real'],
  returns: 'dynamic',
  call(series, kind = 'ctukey', ignored, least, most) {
    const values = numbersOf(series)?.map((value) => value ?? NaN);
    if (values === undefined) return null;
    const counted = values.map((value) => (value === ignored ? NaN : value));
    return scoresOf(counted, kind, least, most).map((score) => (Number.isNaN(score) ? 0 : score));
  },
});

export const SERIES_SEASON_FUNCTIONS: readonly ScalarFunction[] = [
  seriesPeriodsDetect,
  seriesPeriodsValidate,
  seriesSeasonal,
  seriesDecompose,
  seriesDecomposeForecast,
  seriesDecomposeAnomalies,
  seriesOutliers,
];

/** Baseline, seasonal, trend and residual. */
function takeApart(
  series: DynamicValue,
  asked: number,
  trend: string,
  testPoints: number,
  threshold: number,
): DynamicArray | null {
  const values = numbersOf(series)?.map((value) => value ?? 0);
  if (values === undefined || values.length === 0) return null;
  const period = choosePeriod(values.slice(0, Math.max(values.length - testPoints, 1)), asked, threshold);
  const parts = decompose(values, period, trend, testPoints);
  const baseline = parts.trend.map((level, index) => level + (parts.seasonal[index] ?? 0));
  return [baseline, parts.seasonal, parts.trend, values.map((value, index) => value - (baseline[index] ?? 0))];
}

function scoresOf(values: readonly number[], kind: string, least?: number, most?: number): readonly number[] {
  const scores = outlierScores(values, kind, least, most);
  if (scores === undefined)
    throw new ScalarFunctionError(`"${kind}" is no way to score outliers. Use ctukey or tukey.`);
  return scores;
}
