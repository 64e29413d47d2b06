import { compareDynamics, dynamicEquals, isArray, type DynamicValue } from './dynamicValue';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import {
  arithmetic,
  combineSeries,
  completeNumbersOf,
  numberOf,
  numbersOf,
  type PairOperation,
} from './seriesElements';

/** https://learn.microsoft.com/kusto/query/series-add-function and its kin: two series, or a series and a number. */
const PAIR_OPERATIONS: Readonly<Record<string, PairOperation>> = {
  series_add: arithmetic(
    (left, right) => left + right,
    (left, right) => left + right,
  ),
  series_subtract: arithmetic(
    (left, right) => left - right,
    (left, right) => left - right,
  ),
  series_multiply: arithmetic(
    (left, right) => left * right,
    (left, right) => left * right,
  ),
  series_divide: arithmetic(undefined, (left, right) => left / right),
  series_pow: arithmetic(undefined, (left, right) => left ** right),
  series_greater: comparison((order) => order > 0),
  series_greater_equals: comparison((order) => order >= 0),
  series_less: comparison((order) => order < 0),
  series_less_equals: comparison((order) => order <= 0),
  series_equals: (left, right) => dynamicEquals(left, right),
  series_not_equals: (left, right) => !dynamicEquals(left, right),
};

const pairFunctions = Object.entries(PAIR_OPERATIONS).map(([name, operation]) =>
  defineScalar({
    name,
    parameters: ['dynamic', 'dynamic'],
    returns: 'dynamic',
    call: (left, right) => combineSeries(left, right, operation),
  }),
);

/** https://learn.microsoft.com/kusto/query/series-sin-function and its kin: each item by itself. */
const ITEM_OPERATIONS: Readonly<Record<string, (value: number) => number>> = {
  series_sin: Math.sin,
  series_cos: Math.cos,
  series_tan: Math.tan,
  series_asin: Math.asin,
  series_acos: Math.acos,
  series_atan: Math.atan,
  series_exp: Math.exp,
  series_log: Math.log,
  series_floor: Math.floor,
  series_ceiling: Math.ceil,
};

const itemFunctions = Object.entries(ITEM_OPERATIONS).map(([name, operation]) =>
  defineScalar({
    name,
    parameters: ['dynamic'],
    returns: 'dynamic',
    call: (series) => numbersOf(series)?.map((number) => (number === undefined ? null : operation(number))) ?? null,
  }),
);

/** https://learn.microsoft.com/kusto/query/series-abs-function: integers stay integers. */
const seriesAbs = defineScalar({
  name: 'series_abs',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call: (series) => mapNumbers(series, (value) => (value < 0n ? -value : value), Math.abs),
});

/** https://learn.microsoft.com/kusto/query/series-sign-function */
const seriesSign = defineScalar({
  name: 'series_sign',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call: (series) => mapNumbers(series, (value) => (value > 0n ? 1n : value < 0n ? -1n : 0n), Math.sign),
});

/** https://learn.microsoft.com/kusto/query/series-sum-function */
const seriesSum = defineScalar({
  name: 'series_sum',
  parameters: ['dynamic'],
  returns: 'real',
  call: (series) => numbersOf(series)?.reduce((sum: number, value) => sum + (value ?? 0), 0) ?? null,
});

/** https://learn.microsoft.com/kusto/query/series-product-function */
const seriesProduct = defineScalar({
  name: 'series_product',
  parameters: ['dynamic'],
  returns: 'real',
  call: (series) => numbersOf(series)?.reduce((product: number, value) => product * (value ?? 1), 1) ?? null,
});

/** https://learn.microsoft.com/kusto/query/series-magnitude-function */
const seriesMagnitude = defineScalar({
  name: 'series_magnitude',
  parameters: ['dynamic'],
  returns: 'real',
  call(series) {
    const numbers = completeNumbersOf(series);
    return numbers === undefined ? null : Math.sqrt(dotProduct(numbers, numbers));
  },
});

/** https://learn.microsoft.com/kusto/query/series-dot-product-function */
const seriesDotProduct = defineScalar({
  name: 'series_dot_product',
  parameters: ['dynamic', 'dynamic'],
  returns: 'real',
  call(left, right) {
    const products = combineSeries(left, right, PAIR_OPERATIONS['series_multiply'] ?? (() => null));
    const numbers = completeNumbersOf(products);
    return numbers?.reduce((sum, value) => sum + value, 0) ?? null;
  },
});

/** Magnitudes known before may be given. https://learn.microsoft.com/kusto/query/series-cosine-similarity-function */
const seriesCosineSimilarity = defineScalar({
  name: 'series_cosine_similarity',
  parameters: ['dynamic', 'dynamic'],
  optional: ['real', 'real'],
  returns: 'real',
  call(left, right, leftMagnitude, rightMagnitude) {
    const a = completeNumbersOf(left);
    const b = completeNumbersOf(right);
    if (a === undefined || b?.length !== a.length) return null;
    const size = (leftMagnitude ?? Math.sqrt(dotProduct(a, a))) * (rightMagnitude ?? Math.sqrt(dotProduct(b, b)));
    return dotProduct(a, b) / size;
  },
});

/** https://learn.microsoft.com/kusto/query/series-pearson-correlation-function */
const seriesPearsonCorrelation = defineScalar({
  name: 'series_pearson_correlation',
  parameters: ['dynamic', 'dynamic'],
  returns: 'real',
  call(left, right) {
    const a = completeNumbersOf(left);
    const b = completeNumbersOf(right);
    if (a === undefined || b?.length !== a.length) return null;
    const fromMeanA = deviations(a);
    const fromMeanB = deviations(b);
    const size = Math.sqrt(dotProduct(fromMeanA, fromMeanA) * dotProduct(fromMeanB, fromMeanB));
    return dotProduct(fromMeanA, fromMeanB) / size;
  },
});

export const SERIES_FUNCTIONS: readonly ScalarFunction[] = [
  ...pairFunctions,
  ...itemFunctions,
  seriesAbs,
  seriesSign,
  seriesSum,
  seriesProduct,
  seriesMagnitude,
  seriesDotProduct,
  seriesCosineSimilarity,
  seriesPearsonCorrelation,
];

function comparison(accepts: (order: number) => boolean): PairOperation {
  return (left, right) => {
    if (numberOf(left) === undefined || numberOf(right) === undefined) return null;
    const order = compareDynamics(left, right);
    return order === undefined ? null : accepts(order);
  };
}

function mapNumbers(
  series: DynamicValue,
  onInteger: (value: bigint) => bigint,
  onReal: (value: number) => number,
): DynamicValue {
  if (!isArray(series)) return null;
  return series.map((item) => {
    if (typeof item === 'bigint') return onInteger(item);
    return typeof item === 'number' ? onReal(item) : null;
  });
}

function dotProduct(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

function deviations(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
