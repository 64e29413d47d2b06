import type { LineHead } from '../../../core/results/grouping/readLines';

/** So many lines' heads are kept, those that came first going first. */
const MOST_HEADS = 32_768;

/** What the host told of the lines of grouped rows, beside their cells. */
export interface LineHeads {
  head(row: number): LineHead | undefined;
  /** Takes what came with a window. @param epoch when it was asked for: what is of an earlier one is dropped */
  take(epoch: number, firstRow: number, heads: readonly LineHead[] | undefined): void;
  readonly epoch: number;
  /** Other lines stand here now; the old ones stay on show until those have come. */
  replace(): void;
  /** Below a group other lines stand now, because it was opened or closed. */
  replaceBelow(row: number, isOpen: boolean): void;
}

export function createLineHeads(): LineHeads {
  let heads = new Map<number, LineHead>();
  let outdated = new Map<number, LineHead>();
  let epoch = 0;

  return {
    head: (row) => heads.get(row) ?? outdated.get(row),
    get epoch() {
      return epoch;
    },
    take: (askedIn, firstRow, came) => {
      if (askedIn !== epoch || came === undefined) return;
      outdated.clear();
      came.forEach((head, at) => heads.set(firstRow + at, head));
      for (const row of heads.keys()) {
        if (heads.size <= MOST_HEADS) break;
        heads.delete(row);
      }
    },
    replace: () => {
      epoch += 1;
      outdated = heads;
      heads = new Map();
    },
    replaceBelow: (row, isOpen) => {
      epoch += 1;
      outdated = heads;
      heads = new Map([...heads].filter(([other]) => other < row));
      const own = outdated.get(row);
      if (own?.kind === 'group') heads.set(row, { ...own, isOpen });
    },
  };
}
