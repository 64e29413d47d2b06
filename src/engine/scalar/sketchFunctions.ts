import { compareDynamics, isArray, isBag, type DynamicArray, type DynamicValue } from './dynamicValue';
import { dynamicText } from './dynamicJson';
import { aliasScalar, defineScalar, type ScalarFunction } from './scalarFunction';
import { numberOf } from './seriesElements';

/*
 * States of aggregates. Kusto's are approximations in a form of its own; these hold what was seen, exactly:
 * a digest is `[[7],[values, ascending],[weights]]` (times are ticks), a sketch `[[1024,14],[hashes of the values]]`.
 */

interface Digest {
  readonly values: DynamicArray;
  readonly weights: readonly number[];
}

const DIGEST_MARK: DynamicArray = [7n];
const SKETCH_MARK: DynamicArray = [1024n, 14n];

/** Makes a digest of a list of values or of pairs of value and weight; a step of `tdigest`. */
const digestOf = defineScalar({
  name: 'DigestOf',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call: (items) => (isArray(items) ? writeDigest(items.map(weigh)) : null),
});

/** https://learn.microsoft.com/kusto/query/tdigest-merge-aggregation-function, over a list of digests. */
const mergeDigests = defineScalar({
  name: 'MergeDigests',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call: (digests) => (isArray(digests) ? mergeAll(digests) : null),
});

/** https://learn.microsoft.com/kusto/query/tdigest-merge-function */
const tdigestMerge = defineScalar({
  name: 'tdigest_merge',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  call: (...digests) => mergeAll(digests),
});

/** https://learn.microsoft.com/kusto/query/percentile-tdigest-function: the nearest rank, in the digest's own unit. */
const percentileTdigest = defineScalar({
  name: 'percentile_tdigest',
  parameters: ['dynamic', 'real'],
  optional: ['string'],
  returns: 'dynamic',
  call: (state, percent) => valueAtPercent(readDigest(state), percent),
});

/** https://learn.microsoft.com/kusto/query/percentiles-array-tdigest-function */
const percentilesArrayTdigest = defineScalar({
  name: 'percentiles_array_tdigest',
  parameters: ['dynamic', 'dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  call(state, ...percents) {
    const digest = readDigest(state);
    if (digest === undefined) return null;
    return percents.flat().map((percent) => valueAtPercent(digest, numberOf(percent) ?? NaN));
  },
});

/** How many values do not exceed this one. https://learn.microsoft.com/kusto/query/rank-tdigest-function */
const rankFunctions = (['dynamic', 'datetime', 'timespan'] as const).map((type) =>
  defineScalar({
    name: 'rank_tdigest',
    parameters: ['dynamic', type],
    returns: 'real',
    call: (state, value) => rankOf(readDigest(state), value) ?? null,
  }),
);

/** The rank as a percentage. https://learn.microsoft.com/kusto/query/percentrank-tdigest-function */
const percentRankFunctions = (['dynamic', 'datetime', 'timespan'] as const).map((type) =>
  defineScalar({
    name: 'percentrank_tdigest',
    parameters: ['dynamic', type],
    returns: 'real',
    call(state, value) {
      const digest = readDigest(state);
      const rank = rankOf(digest, value);
      return rank === undefined || digest === undefined ? null : (rank * 100) / totalWeight(digest);
    },
  }),
);

const tdigestIsValid = defineScalar({
  name: 'tdigest_isvalid',
  parameters: ['dynamic'],
  optional: ['dynamic'],
  returns: 'bool',
  call: (state) => readDigest(state) !== undefined,
});

/** Makes a sketch of a list of hashes; a step of `hll`. */
const sketchOf = defineScalar({
  name: 'SketchOf',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call: (hashes) => (isArray(hashes) ? writeSketch(hashes) : null),
});

/** https://learn.microsoft.com/kusto/query/hll-merge-aggregation-function, over a list of sketches. */
const mergeSketches = defineScalar({
  name: 'MergeSketches',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call: (sketches) => (isArray(sketches) ? unite(sketches) : null),
});

/** https://learn.microsoft.com/kusto/query/hll-merge-function */
const hllMerge = defineScalar({
  name: 'hll_merge',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  call: (...sketches) => unite(sketches),
});

/** https://learn.microsoft.com/kusto/query/dcount-hll-function */
const dcountHll = defineScalar({
  name: 'dcount_hll',
  parameters: ['dynamic'],
  returns: 'long',
  call(state) {
    const hashes = readSketch(state);
    return hashes === undefined ? null : BigInt(hashes.length);
  },
});

const hllIsValid = defineScalar({
  name: 'hll_isvalid',
  parameters: ['dynamic'],
  optional: ['dynamic'],
  returns: 'bool',
  call: (state) => readSketch(state) !== undefined,
});

/** How many values two sketches share; a step of `evaluate dcount_intersect`. */
const sharedCount = defineScalar({
  name: 'SharedCount',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'long',
  call(first, ...others) {
    const known = others.map((other) => new Set((readSketch(other) ?? []).map(dynamicText)));
    const hashes = readSketch(first) ?? [];
    return BigInt(hashes.filter((hash) => known.every((set) => set.has(dynamicText(hash)))).length);
  },
});

/** One bag of the keys of a list of bags, of equal keys the first; a step of `make_bag`. */
const mergeBags = defineScalar({
  name: 'MergeBags',
  parameters: ['dynamic', 'long'],
  returns: 'dynamic',
  call(bags, limit) {
    const merged = new Map<string, DynamicValue>();
    for (const bag of isArray(bags) ? bags : []) {
      for (const [key, value] of isBag(bag) ? bag : []) {
        if (BigInt(merged.size) < limit && !merged.has(key)) merged.set(key, value);
      }
    }
    return merged;
  },
});

export const SKETCH_FUNCTIONS: readonly ScalarFunction[] = [
  digestOf,
  mergeDigests,
  tdigestMerge,
  aliasScalar('merge_tdigest', tdigestMerge),
  percentileTdigest,
  percentilesArrayTdigest,
  ...rankFunctions,
  ...percentRankFunctions,
  tdigestIsValid,
  sketchOf,
  mergeSketches,
  hllMerge,
  dcountHll,
  hllIsValid,
  sharedCount,
  mergeBags,
];

type Weighted = readonly [value: DynamicValue, weight: number];

function weigh(item: DynamicValue): Weighted {
  return isArray(item) ? [item[0] ?? null, numberOf(item[1]) ?? 1] : [item, 1];
}

function writeDigest(items: readonly Weighted[]): DynamicArray {
  const sorted = items.filter(([, weight]) => weight > 0).toSorted(([a], [b]) => compareDynamics(a, b) ?? 0);
  const values: DynamicValue[] = [];
  const weights: number[] = [];
  for (const [value, weight] of sorted) {
    if (values.length > 0 && compareDynamics(values.at(-1) ?? null, value) === 0) {
      weights.push((weights.pop() ?? 0) + weight);
    } else {
      values.push(value);
      weights.push(weight);
    }
  }
  return [DIGEST_MARK, values, weights.map((weight) => (Number.isInteger(weight) ? BigInt(weight) : weight))];
}

function readDigest(state: DynamicValue): Digest | undefined {
  if (!isArray(state)) return undefined;
  const [mark, values, weights] = state;
  if (!isArray(mark ?? null) || !isArray(values ?? null) || values === undefined || !isArray(values)) return undefined;
  if (weights === undefined || !isArray(weights) || weights.length !== values.length) return undefined;
  return { values, weights: weights.map((weight) => numberOf(weight) ?? 0) };
}

function mergeAll(states: readonly DynamicValue[]): DynamicArray | null {
  const digests = states.map(readDigest).filter((digest) => digest !== undefined);
  if (digests.length === 0) return null;
  return writeDigest(
    digests.flatMap(({ values, weights }) => values.map((value, index): Weighted => [value, weights[index] ?? 0])),
  );
}

function totalWeight(digest: Digest): number {
  return digest.weights.reduce((sum, weight) => sum + weight, 0);
}

function valueAtPercent(digest: Digest | undefined, percent: number): DynamicValue {
  if (digest === undefined || Number.isNaN(percent)) return null;
  const wanted = Math.max((totalWeight(digest) * percent) / 100, 0);
  let passed = 0;
  const index = digest.weights.findIndex((weight) => {
    passed += weight;
    return passed > 0 && passed >= wanted;
  });
  return (index < 0 ? digest.values.at(-1) : digest.values[index]) ?? null;
}

function rankOf(digest: Digest | undefined, value: DynamicValue): number | undefined {
  return digest?.values.reduce<number>((rank, item, index) => {
    const order = compareDynamics(item, value);
    return order !== undefined && order <= 0 ? rank + (digest.weights[index] ?? 0) : rank;
  }, 0);
}

function writeSketch(hashes: DynamicArray): DynamicArray {
  const distinct = new Map(hashes.map((hash) => [dynamicText(hash), hash]));
  return [SKETCH_MARK, [...distinct.values()].sort((a, b) => compareDynamics(a, b) ?? 0)];
}

function readSketch(state: DynamicValue): DynamicArray | undefined {
  if (!isArray(state)) return undefined;
  const [mark, hashes] = state;
  return mark !== undefined && isArray(mark) && hashes !== undefined && isArray(hashes) ? hashes : undefined;
}

function unite(states: readonly DynamicValue[]): DynamicArray | null {
  const sketches = states.map(readSketch).filter((sketch) => sketch !== undefined);
  return sketches.length === 0 ? null : writeSketch(sketches.flat());
}
