import { dynamicEquals, isArray, type DynamicArray, type DynamicValue } from './dynamicValue';
import { defineNullAware, type ScalarFunction } from './scalarFunction';
import { numberOf } from './seriesElements';

/** https://learn.microsoft.com/kusto/query/series-fill-forward-function */
const fillForward = defineNullAware({
  name: 'series_fill_forward',
  parameters: ['dynamic'],
  optional: ['dynamic'],
  returns: 'dynamic',
  call: (series, placeholder = null) => (isArray(series) ? carryForward(series, placeholder) : null),
});

/** https://learn.microsoft.com/kusto/query/series-fill-backward-function */
const fillBackward = defineNullAware({
  name: 'series_fill_backward',
  parameters: ['dynamic'],
  optional: ['dynamic'],
  returns: 'dynamic',
  call: (series, placeholder = null) =>
    isArray(series) ? carryForward(series.toReversed(), placeholder).toReversed() : null,
});

/** https://learn.microsoft.com/kusto/query/series-fill-const-function: zero where no constant is given. */
const fillConst = defineNullAware({
  name: 'series_fill_const',
  parameters: ['dynamic'],
  optional: ['dynamic', 'dynamic'],
  returns: 'dynamic',
  call: (series, constant = 0n, placeholder = null) =>
    isArray(series) ? series.map((item) => (isMissing(item, placeholder) ? constant : item)) : null,
});

/** Between integers the line is cut to integers. https://learn.microsoft.com/kusto/query/series-fill-linear-function */
const fillLinear = defineNullAware({
  name: 'series_fill_linear',
  parameters: ['dynamic'],
  optional: ['dynamic', 'bool', 'dynamic'],
  returns: 'dynamic',
  call(series, placeholder = null, fillsEdges = true, constant = 0) {
    if (!isArray(series)) return null;
    const known = series.flatMap((item, index) => (isMissing(item, placeholder) ? [] : [index]));
    const first = known[0];
    const last = known.at(-1);
    if (first === undefined || last === undefined) return series.map(() => constant);
    let before = first;
    return series.map((item, index) => {
      if (!isMissing(item, placeholder)) {
        before = index;
        return item;
      }
      if (index < first) return fillsEdges ? (series[first] ?? null) : item;
      if (index > last) return fillsEdges ? (series[last] ?? null) : item;
      const after = known.find((candidate) => candidate > index) ?? last;
      return interpolate(series, before, index, after);
    });
  },
});

export const SERIES_FILL_FUNCTIONS: readonly ScalarFunction[] = [fillForward, fillBackward, fillConst, fillLinear];

/** Nulls are missing, and so is whatever equals the placeholder. */
function isMissing(item: DynamicValue, placeholder: DynamicValue): boolean {
  return item === null || (placeholder !== null && dynamicEquals(item, placeholder));
}

function carryForward(series: DynamicArray, placeholder: DynamicValue): DynamicArray {
  let carried: DynamicValue | undefined;
  return series.map((item) => {
    if (!isMissing(item, placeholder)) carried = item;
    return carried ?? item;
  });
}

function interpolate(series: DynamicArray, before: number, index: number, after: number): DynamicValue {
  const from = numberOf(series[before]);
  const to = numberOf(series[after]);
  if (from === undefined || to === undefined) return null;
  const value = from + ((to - from) * (index - before)) / (after - before);
  return typeof series[before] === 'bigint' && typeof series[after] === 'bigint' ? BigInt(Math.trunc(value)) : value;
}
