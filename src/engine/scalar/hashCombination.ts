import { dynamicText } from './dynamicJson';
import type { DynamicValue } from './dynamicValue';
import { defineNullAware, defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';
import { xxHash64 } from './xxhash64';

const GOLDEN_RATIO = 0x9e3779b97f4a7c15n;

/**
 * One hash of several. How the service mixes them is not published: these are as good, but other numbers.
 * https://learn.microsoft.com/kusto/query/hash-combine-function
 */
const hashCombine = defineScalar({
  name: 'hash_combine',
  parameters: ['long'],
  rest: 'long',
  returns: 'long',
  call: (...hashes) => BigInt.asIntN(64, hashes.reduce(mix)),
});

/** https://learn.microsoft.com/kusto/query/hash-many-function: the combined `hash()` of each value. */
const hashMany = defineNullAware({
  name: 'hash_many',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'long',
  call: (...values) => BigInt.asIntN(64, values.map(hashOf).reduce(mix)),
});

/** Fails the query where a condition is not true. https://learn.microsoft.com/kusto/query/assert-function */
const assertFunction = defineNullAware({
  name: 'Assert',
  parameters: ['bool', 'string'],
  returns: 'bool',
  call(predicate, message) {
    if (predicate !== true) throw new ScalarFunctionError(`assert() has failed with message: '${message ?? ''}'`);
    return true;
  },
});

export const HASH_COMBINATION_FUNCTIONS: readonly ScalarFunction[] = [hashCombine, hashMany, assertFunction];

function hashOf(value: DynamicValue): bigint {
  return xxHash64(Buffer.from(dynamicText(value)));
}

function mix(left: bigint, right: bigint): bigint {
  const seed = BigInt.asUintN(64, left);
  return BigInt.asUintN(64, seed ^ (BigInt.asUintN(64, right) + GOLDEN_RATIO + (seed << 6n) + (seed >> 2n)));
}
