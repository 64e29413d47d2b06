/** Where a grid is scrolled to, in pixels from its first row and column. */
export interface ScrollPlace {
  readonly offset: number;
  readonly scrollLeft: number;
}

/**
 * Decides which place of a grid is drawn while it is scrolled and its cells come later: the newest whose cells are
 * there. What stands on the screen stays meanwhile, for a moment: stale rows for some milliseconds are a smooth ride,
 * blank ones flicker.
 */
export interface DrawnPlace {
  /**
   * @param here where the grid is scrolled to; its cells are asked for by now
   * @param now in milliseconds
   * @param has whether all cells of the screen at a place are there
   * @returns the place to draw; undefined to leave what is drawn
   */
  choose(here: ScrollPlace, now: number, has: (place: ScrollPlace) => boolean): ScrollPlace | undefined;
}

/** A place whose cells have not come after so long is drawn without them, in milliseconds. */
export const LONGEST_HOLD_MS = 80;
/** Of places that were scrolled past, so many are still waited for. */
const MOST_PASSED = 4;

export function createDrawnPlace(): DrawnPlace {
  let passed: readonly ScrollPlace[] = [];
  let heldSince: number | undefined;

  const draw = (place: ScrollPlace, newer: readonly ScrollPlace[]): ScrollPlace => {
    passed = newer;
    heldSince = undefined;
    return place;
  };

  return {
    choose: (here, now, has) => {
      if (has(here)) return draw(here, []);
      const at = passed.findLastIndex(has);
      const arrived = passed[at];
      const newer = [...passed.slice(at + 1), here].slice(-MOST_PASSED);
      if (arrived !== undefined) return draw(arrived, newer);
      passed = newer;
      heldSince ??= now;
      return now - heldSince < LONGEST_HOLD_MS ? undefined : draw(here, []);
    },
  };
}
