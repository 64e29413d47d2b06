import { randomUUID } from 'node:crypto';
import type { ScalarType } from '../../../core/results/scalarType';
import { SCALAR_TYPES } from '../../../core/results/scalarType';
import { dynamicText } from '../../scalar/dynamicJson';
import { isArray } from '../../scalar/dynamicValue';
import { defineNullAware, defineScalar, type ScalarFunction } from '../../scalar/scalarFunction';
import type { EvaluatedValue } from '../expression';
import { asDynamic, asText } from '../valueTypes';
import { compareValues } from './comparison';

/** Functions over values of any type. */
export const GENERAL: readonly ScalarFunction[] = [
  ...SCALAR_TYPES.flatMap((type) => [
    ...named(['isempty'], (value) => isEmpty(type, value), type),
    ...named(['isnotempty', 'notempty'], (value) => !isEmpty(type, value), type),
    ...named(['isnull'], (value) => value === null, type),
    ...named(['isnotnull', 'notnull'], (value) => value !== null, type),
    coalesceOf(type),
    extremeOf('max_of', type, 1),
    extremeOf('min_of', type, -1),
  ]),
  ...['array_length', 'arraylength'].map((name) =>
    defineScalar({
      name,
      parameters: ['dynamic'],
      returns: 'long',
      call: (array) => (isArray(array) ? BigInt(array.length) : null),
    }),
  ),
  defineNullAware({
    name: 'not',
    parameters: ['bool'],
    returns: 'bool',
    call: (value) => (value === null ? null : !value),
  }),
  defineScalar({ name: 'new_guid', parameters: [], returns: 'guid', call: () => randomUUID() }),
  defineScalar({ name: 'rand', parameters: [], returns: 'real', call: () => Math.random() }),
  defineScalar({
    name: 'rand',
    parameters: ['real'],
    returns: 'real',
    call: (limit) => Math.floor(Math.random() * limit),
  }),
];

function named(
  names: readonly string[],
  test: (value: EvaluatedValue) => boolean,
  type: ScalarType,
): readonly ScalarFunction[] {
  return names.map((name) =>
    defineNullAware({ name, parameters: [type], returns: 'bool', call: (value) => test(value) }),
  );
}

/** Empty is what has no text. */
function isEmpty(type: ScalarType, value: EvaluatedValue): boolean {
  if (type === 'dynamic') return dynamicText(asDynamic(value)) === '';
  return value === null || value === '';
}

/** The first value that is not null; among strings the first that is not empty. */
function coalesceOf(type: ScalarType): ScalarFunction {
  return defineNullAware({
    name: 'coalesce',
    parameters: [type],
    rest: type,
    returns: type,
    call: (...values: readonly (EvaluatedValue | undefined)[]) =>
      values.find((value) => value !== null && value !== undefined && !(type === 'string' && value === '')) ?? null,
  });
}

/** The greatest or the least value; nulls do not count, and NaN is what it is compared with, too. */
function extremeOf(name: string, type: ScalarType, sign: 1 | -1): ScalarFunction {
  return defineNullAware({
    name,
    parameters: [type],
    rest: type,
    returns: type,
    call: (...values: readonly (EvaluatedValue | undefined)[]) =>
      values.reduce<EvaluatedValue>((best, value = null) => {
        if (best === null || value === null) return best ?? value;
        if (Number.isNaN(best) || Number.isNaN(value)) return NaN;
        const order = type === 'dynamic' ? compareValues(asText(best), asText(value)) : compareValues(value, best);
        return (order ?? 0) * sign > 0 ? value : best;
      }, null),
  });
}
