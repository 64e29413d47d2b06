import { dynamicText } from './dynamicJson';
import { dynamicEquals, identityText, isArray, isBag, type DynamicArray, type DynamicValue } from './dynamicValue';
import { parseJsonPath, valueAt, withoutPath } from './jsonPath';
import { aliasScalar, defineNullAware, defineScalar, type ScalarFunction } from './scalarFunction';

/** https://learn.microsoft.com/kusto/query/bag-keys-function */
const bagKeys = defineScalar({
  name: 'bag_keys',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call: (bag) => (isBag(bag) ? [...bag.keys()] : null),
});

/** https://learn.microsoft.com/kusto/query/bag-has-key-function: a key that starts with $ is a path. */
const bagHasKey = defineScalar({
  name: 'bag_has_key',
  parameters: ['dynamic', 'string'],
  returns: 'bool',
  call(bag, key) {
    if (!isBag(bag)) return null;
    const path = key.startsWith('$') ? parseJsonPath(key) : [key];
    return path !== undefined && valueAt(bag, path) !== undefined;
  },
});

/** Of equal keys the first bag's stays. https://learn.microsoft.com/kusto/query/bag-merge-function */
const bagMerge = defineScalar({
  name: 'bag_merge',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  call(...values) {
    const bags = values.filter(isBag);
    const merged = new Map<string, DynamicValue>();
    for (const [key, value] of bags.flatMap((bag) => [...bag])) {
      if (!merged.has(key)) merged.set(key, value);
    }
    return bags.length === 0 ? null : merged;
  },
});

/** https://learn.microsoft.com/kusto/query/bag-remove-keys-function: keys that start with $ are paths. */
const bagRemoveKeys = defineScalar({
  name: 'bag_remove_keys',
  parameters: ['dynamic', 'dynamic'],
  returns: 'dynamic',
  call(bag, keys) {
    if (!isBag(bag) || !isArray(keys)) return null;
    return keys.map(dynamicText).reduce((rest: DynamicValue, key) => {
      const path = key.startsWith('$') ? parseJsonPath(key) : [key];
      return path === undefined || path.length === 0 ? rest : withoutPath(rest, path);
    }, bag);
  },
});

/** https://learn.microsoft.com/kusto/query/bag-set-key-function: a key that starts with $ is a path of keys. */
const bagSetKey = defineScalar({
  name: 'bag_set_key',
  parameters: ['dynamic', 'string', 'dynamic'],
  returns: 'dynamic',
  call(bag, key, value) {
    if (!isBag(bag)) return null;
    const path = key.startsWith('$') ? parseJsonPath(key) : [key];
    return path === undefined ? bag : withKey(bag, path, value);
  },
});

/** https://learn.microsoft.com/kusto/query/bag-zip-function */
const bagZip = defineScalar({
  name: 'bag_zip',
  parameters: ['dynamic', 'dynamic'],
  returns: 'dynamic',
  call(keys, values) {
    if (!isArray(keys) || !isArray(values)) return null;
    return new Map(
      keys.flatMap((key, index): [string, DynamicValue][] =>
        typeof key === 'string' ? [[key, values[index] ?? null]] : [],
      ),
    );
  },
});

/** Keys and values in turn; of equal keys the first stays. https://learn.microsoft.com/kusto/query/pack-function */
const bagPack = defineNullAware({
  name: 'bag_pack',
  parameters: [],
  rest: 'dynamic',
  returns: 'dynamic',
  call(...values) {
    const bag = new Map<string, DynamicValue>();
    for (let index = 0; index + 1 < values.length; index += 2) {
      const key = dynamicText(values[index] ?? null);
      if (!bag.has(key)) bag.set(key, values[index + 1] ?? null);
    }
    return bag;
  },
});

/** The same without what is null or empty; `pack_all(true)`. */
const packNotEmpty = defineNullAware({
  name: 'PackNotEmpty',
  parameters: [],
  rest: 'dynamic',
  returns: 'dynamic',
  call(...values) {
    const bag = new Map<string, DynamicValue>();
    for (let index = 0; index + 1 < values.length; index += 2) {
      const item = values[index + 1] ?? null;
      if (item !== null && item !== '') bag.set(dynamicText(values[index] ?? null), item);
    }
    return bag;
  },
});

/** https://learn.microsoft.com/kusto/query/treepath-function */
const treePath = defineScalar({
  name: 'treepath',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call(value) {
    if (!isBag(value) && !isArray(value)) return null;
    const paths = new Set<string>();
    collectPaths(value, '', paths);
    return [...paths];
  },
});

/** https://learn.microsoft.com/kusto/query/set-union-function */
const setUnion = defineScalar({
  name: 'set_union',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  call: (...values) => (values.every(isArray) ? distinct(values.flat()) : null),
});

/** https://learn.microsoft.com/kusto/query/set-intersect-function */
const setIntersect = defineScalar({
  name: 'set_intersect',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  call: (...values) => intersect(values),
});

/** https://learn.microsoft.com/kusto/query/set-difference-function */
const setDifference = defineScalar({
  name: 'set_difference',
  parameters: ['dynamic'],
  rest: 'dynamic',
  returns: 'dynamic',
  call(first, ...others) {
    if (!isArray(first) || !others.every(isArray)) return null;
    const removed = new Set(others.flat().map(identityText));
    return distinct(first).filter((item) => !removed.has(identityText(item)));
  },
});

/** https://learn.microsoft.com/kusto/query/set-equals-function */
const setEquals = defineScalar({
  name: 'set_equals',
  parameters: ['dynamic', 'dynamic'],
  returns: 'bool',
  call(left, right) {
    if (!isArray(left) || !isArray(right)) return null;
    const leftItems = new Set(left.map(identityText));
    const rightItems = new Set(right.map(identityText));
    return leftItems.size === rightItems.size && [...leftItems].every((item) => rightItems.has(item));
  },
});

/** https://learn.microsoft.com/kusto/query/set-has-element-function */
const setHasElement = defineScalar({
  name: 'set_has_element',
  parameters: ['dynamic', 'dynamic'],
  returns: 'bool',
  call: (set, wanted) => (isArray(set) ? set.some((item) => dynamicEquals(item, wanted)) : null),
});

/** NaN for two empty sets. https://learn.microsoft.com/kusto/query/jaccard-index-function */
const jaccardIndex = defineScalar({
  name: 'jaccard_index',
  parameters: ['dynamic', 'dynamic'],
  returns: 'real',
  call(left, right) {
    if (!isArray(left) || !isArray(right)) return null;
    return (intersect([left, right])?.length ?? 0) / distinct([...left, ...right]).length;
  },
});

export const BAG_FUNCTIONS: readonly ScalarFunction[] = [
  bagKeys,
  bagHasKey,
  bagMerge,
  bagRemoveKeys,
  bagSetKey,
  bagZip,
  bagPack,
  aliasScalar('pack', bagPack),
  aliasScalar('pack_dictionary', bagPack),
  packNotEmpty,
  treePath,
  setUnion,
  setIntersect,
  setDifference,
  setEquals,
  setHasElement,
  jaccardIndex,
];

function distinct(items: DynamicArray): DynamicArray {
  const seen = new Map<string, DynamicValue>();
  for (const item of items) {
    const identity = identityText(item);
    if (!seen.has(identity)) seen.set(identity, item);
  }
  return [...seen.values()];
}

function intersect(sets: readonly DynamicValue[]): DynamicArray | null {
  if (!sets.every(isArray)) return null;
  const [first = [], ...others] = sets;
  const identities = others.map((set) => new Set(set.map(identityText)));
  return distinct(first).filter((item) => identities.every((set) => set.has(identityText(item))));
}

function withKey(value: DynamicValue, [step, ...rest]: readonly (string | number)[], item: DynamicValue): DynamicValue {
  if (step === undefined) return item;
  const bag = new Map(isBag(value) ? value : []);
  const key = String(step);
  bag.set(key, withKey(bag.get(key) ?? null, rest, item));
  return bag;
}

/** Every key and one `[0]` for each array; what lies inside arrays shares its paths. */
function collectPaths(value: DynamicValue, path: string, paths: Set<string>): void {
  if (isBag(value)) {
    for (const [key, item] of value) {
      const inner = `${path}['${key}']`;
      paths.add(inner);
      collectPaths(item, inner, paths);
    }
  } else if (isArray(value)) {
    paths.add(`${path}[0]`);
    for (const item of value) collectPaths(item, `${path}[0]`, paths);
  }
}
