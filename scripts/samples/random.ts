import { createHash } from 'node:crypto';

/** A source of chance that gives the same values for the same seed, on every machine. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks by weight. */
  pickWeighted<T extends { readonly weight: number }>(items: readonly T[]): T;
  hex(length: number): string;
  guid(): string;
}

/** A generator of its own for each part of the data, so that one part's change leaves the others as they were. */
export function createRandom(seed: string): Random {
  let [a, b, c, d] = seedWords(seed);
  // sfc32, a small fast counting generator.
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const hex = (length: number): string => Array.from({ length }, () => integer(0, 15).toString(16)).join('');
  return {
    next,
    integer,
    hex,
    chance: (probability) => next() < probability,
    pick: (items) => elementAt(items, integer(0, items.length - 1)),
    pickWeighted: (items) => {
      let left = next() * items.reduce((sum, item) => sum + item.weight, 0);
      return items.find((item) => (left -= item.weight) < 0) ?? elementAt(items, items.length - 1);
    },
    guid: () => [hex(8), hex(4), `4${hex(3)}`, `a${hex(3)}`, hex(12)].join('-'),
  };
}

/** An element that must be there. */
export function elementAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no element ${index} of ${items.length}`);
  return item;
}

function seedWords(seed: string): [number, number, number, number] {
  const digest = createHash('sha256').update(seed).digest();
  return [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), digest.readInt32LE(12)];
}
