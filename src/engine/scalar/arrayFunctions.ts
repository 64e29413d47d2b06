import { compareDynamics, dynamicEquals, isArray, type DynamicArray, type DynamicValue } from './dynamicValue';
import { checkedLength, RANGE_FUNCTIONS } from './rangeFunctions';
import { aliasScalar, defineNullAware, defineScalar, type ScalarFunction } from './scalarFunction';

/** Nulls are left out; anything else that is no array makes the result null. https://learn.microsoft.com/kusto/query/array-concat-function */
const arrayConcat = defineScalar({
  name: 'array_concat',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  call(...values) {
    const given = values.filter((value) => value !== null);
    return given.length > 0 && given.every(isArray) ? given.flat() : null;
  },
});

/** Both ends belong to the slice, negative ones count from the end. https://learn.microsoft.com/kusto/query/array-slice-function */
const arraySlice = defineScalar({
  name: 'array_slice',
  parameters: ['dynamic', 'long', 'long'],
  returns: 'dynamic',
  call(array, start, end) {
    if (!isArray(array)) return null;
    const last = end < 0n ? array.length + Number(end) : Number(end);
    return array.slice(start < 0n ? Math.max(array.length + Number(start), 0) : Number(start), Math.max(last + 1, 0));
  },
});

/** https://learn.microsoft.com/kusto/query/array-split-function: at one index or at several. */
const arraySplit = defineScalar({
  name: 'array_split',
  parameters: ['dynamic', 'dynamic'],
  returns: 'dynamic',
  call(array, indexes) {
    if (!isArray(array)) return null;
    const parts: DynamicArray[] = [];
    let from = 0;
    for (const index of isArray(indexes) ? indexes : [indexes]) {
      const asked = Number(index) < 0 ? array.length + Number(index) : Number(index);
      const to = Math.min(Math.max(asked, from), array.length);
      parts.push(array.slice(from, to));
      from = to;
    }
    return [...parts, array.slice(from)];
  },
});

/** https://learn.microsoft.com/kusto/query/array-index-of-function */
const arrayIndexOf = defineScalar({
  name: 'array_index_of',
  parameters: ['dynamic', 'dynamic'],
  optional: ['long', 'long', 'long'],
  returns: 'long',
  call(array, wanted, start = 0n, length = -1n, occurrence = 1n) {
    if (!isArray(array)) return null;
    if (length < -1n || occurrence < 1n) return null;
    const first = start < 0n ? Math.max(array.length + Number(start), 0) : Number(start);
    const end = length < 0n ? array.length : Math.min(array.length, first + Number(length));
    let left = occurrence;
    for (let index = first; index < end; index++) {
      if (dynamicEquals(array[index] ?? null, wanted) && --left === 0n) return BigInt(index);
    }
    return -1n;
  },
});

/** https://learn.microsoft.com/kusto/query/array-reverse-function */
const arrayReverse = defineScalar({
  name: 'array_reverse',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call: (array) => (isArray(array) ? array.toReversed() : null),
});

/** Numbers only; null for an array without any. https://learn.microsoft.com/kusto/query/array-sum-function */
const arraySum = defineScalar({
  name: 'array_sum',
  parameters: ['dynamic'],
  returns: 'real',
  call(array) {
    if (!isArray(array) || array.length === 0) return null;
    return array.reduce(
      (sum: number, item) => sum + (typeof item === 'number' || typeof item === 'bigint' ? Number(item) : 0),
      0,
    );
  },
});

/** https://learn.microsoft.com/kusto/query/array-length-function */
const arrayLength = defineScalar({
  name: 'array_length',
  parameters: ['dynamic'],
  returns: 'long',
  call: (array) => (isArray(array) ? BigInt(array.length) : null),
});

/** https://learn.microsoft.com/kusto/query/array-rotate-left-function and -right: negative counts turn the other way. */
const rotateFunctions = [1n, -1n].map((direction) =>
  defineScalar({
    name: direction > 0n ? 'array_rotate_left' : 'array_rotate_right',
    parameters: ['dynamic', 'long'],
    returns: 'dynamic',
    call(array, count) {
      if (!isArray(array)) return null;
      if (array.length === 0) return array;
      const size = BigInt(array.length);
      const turn = Number((((count * direction) % size) + size) % size);
      return [...array.slice(turn), ...array.slice(0, turn)];
    },
  }),
);

/** https://learn.microsoft.com/kusto/query/array-shift-left-function and -right: what comes in is null or the given value. */
const shiftFunctions = [1n, -1n].map((direction) =>
  defineScalar({
    name: direction > 0n ? 'array_shift_left' : 'array_shift_right',
    parameters: ['dynamic', 'long'],
    optional: ['dynamic'],
    returns: 'dynamic',
    call(array, count, filler = null) {
      if (!isArray(array)) return null;
      const shift = Number(count * direction);
      return array.map((_, index) => {
        const from = index + shift;
        return from >= 0 && from < array.length ? (array[from] ?? null) : filler;
      });
    },
  }),
);

/** https://learn.microsoft.com/kusto/query/array-iff-function: numbers are true unless zero, other conditions give null. */
const arrayIff = defineScalar({
  name: 'array_iff',
  parameters: ['dynamic', 'dynamic', 'dynamic'],
  returns: 'dynamic',
  call(conditions, whenTrue, whenFalse) {
    if (!isArray(conditions)) return null;
    return conditions.map((condition, index) => {
      const isTrue = truthOf(condition);
      if (isTrue === undefined) return null;
      const chosen = isTrue ? whenTrue : whenFalse;
      return isArray(chosen) ? (chosen[index] ?? null) : chosen;
    });
  },
});

/**
 * Sorts the first array; `_tuple` gives all of them, ordered as the first is, in one array.
 * https://learn.microsoft.com/kusto/query/array-sort-asc-function and -desc
 */
const sortFunctions = [1, -1].flatMap((direction) => {
  const name = direction > 0 ? 'array_sort_asc' : 'array_sort_desc';
  return [
    defineScalar({
      name,
      parameters: ['dynamic'],
      rest: 'dynamic',
      returns: 'dynamic',
      call: (...values) => sortTogether(values, direction)[0] ?? null,
    }),
    defineScalar({
      name: `${name}_tuple`,
      parameters: ['dynamic'],
      rest: 'dynamic',
      returns: 'dynamic',
      call: (...values) => sortTogether(values, direction),
    }),
  ];
});

/** Row i holds the i-th items of all arrays. https://learn.microsoft.com/kusto/query/zip-function */
const zip = defineScalar({
  name: 'zip',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  call(...values) {
    const arrays = values.filter(isArray);
    if (arrays.length < values.length) return null;
    const length = Math.max(...arrays.map((array) => array.length));
    return Array.from({ length }, (_, index) => arrays.map((array) => array[index] ?? null));
  },
});

/** https://learn.microsoft.com/kusto/query/repeat-function */
const repeat = defineScalar({
  name: 'repeat',
  parameters: ['dynamic', 'long'],
  returns: 'dynamic',
  call: (value, count) =>
    count < 0n ? null : Array.from({ length: checkedLength('repeat', Number(count)) }, () => value),
});

/** https://learn.microsoft.com/kusto/query/pack-array-function */
const packArray = defineNullAware({
  name: 'pack_array',
  parameters: [],
  rest: 'dynamic',
  returns: 'dynamic',
  call: (...values) => values,
});

export const ARRAY_FUNCTIONS: readonly ScalarFunction[] = [
  arrayConcat,
  arraySlice,
  arraySplit,
  arrayIndexOf,
  arrayReverse,
  arraySum,
  arrayLength,
  ...rotateFunctions,
  ...shiftFunctions,
  arrayIff,
  aliasScalar('array_iif', arrayIff),
  ...sortFunctions,
  zip,
  repeat,
  ...RANGE_FUNCTIONS,
  packArray,
];

function truthOf(condition: DynamicValue): boolean | undefined {
  if (typeof condition === 'boolean') return condition;
  return typeof condition === 'number' || typeof condition === 'bigint' ? Number(condition) !== 0 : undefined;
}

/** Sorts arrays by the first one; a boolean at the end says whether nulls go last. */
function sortTogether(values: readonly DynamicValue[], direction: number): readonly DynamicValue[] {
  const last = values.at(-1);
  const areNullsLast = typeof last === 'boolean' ? last : true;
  const arrays = typeof last === 'boolean' ? values.slice(0, -1) : values;
  const [keys = null] = arrays;
  if (!isArray(keys)) return arrays.map(() => null);
  const order = keys.map((_, index) => index);
  order.sort(
    (left, right) => compareItems(keys[left] ?? null, keys[right] ?? null, direction, areNullsLast) || left - right,
  );
  return arrays.map((array) =>
    isArray(array) && array.length === keys.length ? order.map((index) => array[index] ?? null) : null,
  );
}

const TYPE_ORDER = ['number', 'bigint', 'string', 'boolean', 'object'];

function compareItems(left: DynamicValue, right: DynamicValue, direction: number, areNullsLast: boolean): number {
  if (left === null || right === null) {
    const nulls = Number(left === null) - Number(right === null);
    return areNullsLast ? nulls : -nulls;
  }
  const order = compareDynamics(left, right) ?? TYPE_ORDER.indexOf(typeof left) - TYPE_ORDER.indexOf(typeof right);
  return order * direction;
}
