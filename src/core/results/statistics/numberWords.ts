import type { SortWords } from '../sorting/radixSort';

/** Slots looked at before numbering is given up: bounds the time that values chosen to collide can cost. */
const MAX_PROBES = 64;

/**
 * Numbers values that are given as words, in the order in which they first come.
 * @param numbers gets the number of each
 * @returns how many there are, or undefined where too many share a hash
 */
export function numberWords({ low, high }: SortWords, numbers: Uint32Array): number | undefined {
  const mask = 2 ** Math.ceil(Math.log2(2 * low.length + 1)) - 1;
  // The place of a value's first word + 1, or 0 for a free slot.
  const slots = new Uint32Array(mask + 1);
  let count = 0;
  for (let place = 0; place < low.length; place++) {
    const [lowWord, highWord] = [low[place] ?? 0, high[place] ?? 0];
    let slot = hashOf(lowWord, highWord) & mask;
    let isFound = false;
    for (let probe = 0; !isFound; probe++) {
      if (probe === MAX_PROBES) return undefined;
      const first = (slots[slot] ?? 0) - 1;
      isFound = first < 0 || (low[first] === lowWord && high[first] === highWord);
      if (first < 0) slots[slot] = place + 1;
      if (isFound) numbers[place] = first < 0 ? count++ : (numbers[first] ?? 0);
      slot = (slot + 1) & mask;
    }
  }
  return count;
}

function hashOf(low: number, high: number): number {
  let hash = Math.imul(low ^ (low >>> 15), 0x2c1b3c6d) ^ Math.imul(high, 0x297a2d39);
  hash = Math.imul(hash ^ (hash >>> 13), 0x85ebca6b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
