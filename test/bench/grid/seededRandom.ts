/** Numbers and texts that look random and are the same in each run. */
export interface SeededRandom {
  /** A whole number of at least 0 and less than `limit`. */
  below(limit: number): number;
  isLikely(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** So many hexadecimal digits. */
  hex(length: number): string;
  guid(): string;
}

/** The generator is SplitMix32. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (length: number): string => {
    let text = '';
    while (text.length < length)
      text += below(2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return text.slice(0, length);
  };
  return {
    below,
    isLikely: (share) => next() < share,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('There is nothing to pick from.');
      return item;
    },
    hex,
    guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}
