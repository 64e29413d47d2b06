/** Browsers give up on elements taller than some 16 to 33 million pixels; taller grids are scrolled on a scale. */
export const TALLEST_SPACER = 10_000_000;

/**
 * Maps a scroll bar of bounded length to a grid of any height, both in pixels. Where the grid is taller than the
 * scroll bar can be, small steps (wheel, touch) move it pixel by pixel and jumps (dragging the bar) by the scale, so
 * that no row is ever skipped or out of reach.
 */
export interface ScrollMap {
  /** The height of the element that makes the scroll bar. */
  readonly spacerHeight: number;
  /** How far down the grid is scrolled. */
  readonly offset: number;
  /** The scroll bar was moved. */
  follow(scrollTop: number): void;
  /** Moves the grid. @returns where the scroll bar then belongs */
  moveTo(offset: number): number;
  /** Another size of the grid or of its view. @returns where the scroll bar then belongs */
  resize(contentHeight: number, viewHeight: number): number;
  /** The movement is over: small steps have let the two drift apart. @returns where the scroll bar belongs */
  settle(): number;
}

export function createScrollMap(): ScrollMap {
  let contentHeight = 0;
  let viewHeight = 0;
  let offset = 0;
  let lastScrollTop = 0;

  const spacer = () => Math.max(viewHeight, Math.min(contentHeight, TALLEST_SPACER));
  const furthest = () => Math.max(0, contentHeight - viewHeight);
  const furthestBar = () => Math.max(0, spacer() - viewHeight);
  const scale = () => (furthestBar() === 0 ? 1 : furthest() / furthestBar());
  const clamp = (value: number) => Math.min(Math.max(0, value), furthest());
  const moveTo = (next: number) => {
    offset = clamp(next);
    lastScrollTop = offset / scale();
    return lastScrollTop;
  };

  return {
    get spacerHeight() {
      return spacer();
    },
    get offset() {
      return offset;
    },
    follow: (scrollTop) => {
      const step = scrollTop - lastScrollTop;
      // Browsers round scroll positions that were set: that is no movement.
      if (Math.abs(step) < 1 && scrollTop !== 0) return;
      lastScrollTop = scrollTop;
      const isJump = Math.abs(step) > viewHeight || scrollTop <= 0 || scrollTop >= furthestBar() - 1;
      offset = clamp(scale() === 1 || isJump ? scrollTop * scale() : offset + step);
    },
    moveTo,
    resize: (content, view) => {
      contentHeight = content;
      viewHeight = view;
      return moveTo(offset);
    },
    settle: () => moveTo(offset),
  };
}
