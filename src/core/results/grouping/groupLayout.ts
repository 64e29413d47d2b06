import { breathless, type Breathe } from '../longWork';
import { radixSort } from '../sorting/radixSort';
import type { KeyLevel } from './groupKeys';

/**
 * The groups of one level that have rows, from first to last: a group's place here is by what others know it. `keys`
 * has the number by which its `KeyLevel` knows it.
 */
export interface GroupsOfLevel {
  readonly keys: Uint32Array;
  /** Where a group's rows begin among all, and how many there are. */
  readonly starts: Uint32Array;
  readonly counts: Uint32Array;
  /** The group of the level before in which it lies. */
  readonly parents: Uint32Array;
  /** Its first group of the next level, and at the end their count; empty at the last level. */
  readonly children: Uint32Array;
}

export interface GroupLayout {
  readonly levels: readonly GroupsOfLevel[];
  /** The table's rows, group by group. */
  readonly rows: Uint32Array<ArrayBuffer>;
}

/** By a level's numbers: how many rows each group has, and the place of the first of them. */
interface CountedGroups {
  readonly counts: Uint32Array;
  readonly firstPlaces: Uint32Array;
}

/** Orders the groups of one level, which come as their first rows do, whatever groups they lie in. */
export type SortLevel = (
  depth: number,
  groups: { readonly keys: Uint32Array; readonly counts: Uint32Array },
) => Uint32Array;

/** Puts rows into their groups, and each level's groups in order within those of the level before. */
export function layOutGroups(
  keyLevels: readonly KeyLevel[],
  rows: Uint32Array,
  sort: SortLevel,
  breathe: Breathe = breathless,
): GroupLayout {
  breathe();
  const counted = countGroups(keyLevels, rows);
  const levels: GroupsOfLevel[] = [];
  let above: Uint32Array | undefined;
  counted.forEach(({ counts, firstPlaces }, depth) => {
    const level = keyLevels[depth];
    if (level === undefined) return;
    breathe();
    const sorted = sort(depth, { keys: keysInOrder(counts, firstPlaces), counts });
    breathe();
    const keys = above === undefined ? sorted : sortByParent(sorted, level.parents, above);
    const placeOfKey = new Uint32Array(level.count);
    keys.forEach((key, place) => (placeOfKey[key] = place));
    const parents = keys.map((key) => above?.[level.parents[key] ?? 0] ?? 0);
    levels.push({ keys, ...stretchesOf(keys, counts), parents, children: new Uint32Array(0) });
    above = placeOfKey;
  });
  breathe();
  return { levels: linkChildren(levels), rows: placeRows(keyLevels.at(-1), levels.at(-1), rows) };
}

function countGroups(keyLevels: readonly KeyLevel[], rows: Uint32Array): readonly CountedGroups[] {
  const counted: CountedGroups[] = [];
  for (let depth = keyLevels.length - 1; depth >= 0; depth--) {
    const [level, below] = [keyLevels[depth], keyLevels[depth + 1]];
    const [belowCounted] = counted;
    if (level === undefined) continue;
    const isLast = below === undefined || belowCounted === undefined;
    counted.unshift(isLast ? countRows(level, rows) : countWithin(level, below, belowCounted));
  }
  return counted;
}

function countRows({ count, groups }: KeyLevel, rows: Uint32Array): CountedGroups {
  const counts = new Uint32Array(count);
  const firstPlaces = new Uint32Array(count);
  for (let place = rows.length - 1; place >= 0; place--) {
    const group = groups[rows[place] ?? 0] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    firstPlaces[group] = place;
  }
  return { counts, firstPlaces };
}

function countWithin({ count }: KeyLevel, { parents }: KeyLevel, below: CountedGroups): CountedGroups {
  const counts = new Uint32Array(count);
  const firstPlaces = new Uint32Array(count);
  for (let group = 0; group < parents.length; group++) {
    const own = below.counts[group] ?? 0;
    if (own === 0) continue;
    const parent = parents[group] ?? 0;
    const place = below.firstPlaces[group] ?? 0;
    firstPlaces[parent] = counts[parent] === 0 ? place : Math.min(firstPlaces[parent] ?? 0, place);
    counts[parent] = (counts[parent] ?? 0) + own;
  }
  return { counts, firstPlaces };
}

/** The groups that have rows, as their first rows come. */
function keysInOrder(counts: Uint32Array, firstPlaces: Uint32Array): Uint32Array {
  const keys = new Uint32Array(counts.length);
  let count = 0;
  for (let key = 0; key < counts.length; key++) {
    if (counts[key] !== 0) keys[count++] = key;
  }
  const present = keys.subarray(0, count);
  const low = present.map((key) => firstPlaces[key] ?? 0);
  // Rows that stand as they came have the groups in the order of their numbers.
  const isInOrder = low.every((place, at) => at === 0 || place > (low[at - 1] ?? 0));
  return isInOrder ? present : radixSort(present, { low, high: new Uint32Array(count) });
}

function sortByParent(keys: Uint32Array, parents: Uint32Array, placeOfParent: Uint32Array): Uint32Array {
  const low = keys.map((key) => placeOfParent[parents[key] ?? 0] ?? 0);
  return radixSort(keys, { low, high: new Uint32Array(keys.length) });
}

function stretchesOf(keys: Uint32Array, countOfKey: Uint32Array): Pick<GroupsOfLevel, 'starts' | 'counts'> {
  const counts = keys.map((key) => countOfKey[key] ?? 0);
  const starts = new Uint32Array(keys.length);
  for (let place = 1; place < starts.length; place++) {
    starts[place] = (starts[place - 1] ?? 0) + (counts[place - 1] ?? 0);
  }
  return { starts, counts };
}

function linkChildren(levels: readonly GroupsOfLevel[]): readonly GroupsOfLevel[] {
  return levels.map((level, depth) => {
    const below = levels[depth + 1];
    if (below === undefined) return level;
    const children = new Uint32Array(level.keys.length + 1).fill(below.keys.length);
    for (let child = below.parents.length - 1; child >= 0; child--) children[below.parents[child] ?? 0] = child;
    return { ...level, children };
  });
}

function placeRows(
  level: KeyLevel | undefined,
  groups: GroupsOfLevel | undefined,
  rows: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const placed = new Uint32Array(rows);
  if (level === undefined || groups === undefined) return placed;
  const next = new Uint32Array(level.count);
  groups.keys.forEach((key, place) => (next[key] = groups.starts[place] ?? 0));
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    const key = level.groups[row] ?? 0;
    const at = next[key] ?? 0;
    placed[at] = row;
    next[key] = at + 1;
  }
  return placed;
}
