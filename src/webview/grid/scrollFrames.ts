import { createDrawnPlace, LONGEST_HOLD_MS, type ScrollPlace } from './drawnPlace';
import { windowAt, type GridGeometry } from './gridGeometry';
import type { CellSource } from './source/cellSource';
import type { PlaceWindow } from './source/cells';

export interface ScrollFramesOptions {
  readonly source: Pick<CellSource, 'want' | 'has'>;
  /** Undefined as long as there is no screen to draw on. */
  readonly geometry: () => GridGeometry | undefined;
  /** Where the grid is scrolled to. */
  readonly here: () => ScrollPlace;
  readonly draw: (place: ScrollPlace) => void;
  /** What is on the screen waits for cells, or does so no more. */
  readonly onBusy: (isBusy: boolean) => void;
}

/** When a grid that is scrolled is drawn, and at which place: its cells may be on their way, or fly by. */
export interface ScrollFrames {
  /** The place that is on the screen. */
  readonly drawn: ScrollPlace;
  /** Draws with the next frame. */
  readonly schedule: () => void;
  /** Draws the place that it is scrolled to, or, while the cells there are on their way, the last one that has its own. */
  readonly paint: () => void;
  dispose(): void;
}

/** Rows that are asked for beyond the screen, where it is going and where it comes from. */
export const PREFETCHED_ROWS = 64;
const KEPT_ROWS = 16;
/** While it flies by, it is drawn once in so many frames, and not seldomer than after so many milliseconds. */
const FLIGHT_FRAMES = 4;
const LONGEST_FLIGHT_MS = 90;

export function createScrollFrames({
  source,
  geometry: findGeometry,
  here,
  draw,
  onBusy,
}: ScrollFramesOptions): ScrollFrames {
  const drawnPlace = createDrawnPlace();
  let drawn: ScrollPlace = { offset: 0, scrollLeft: 0 };
  let drawnAt = 0;
  let scheduled = 0;
  let holdTimer: number | undefined;
  let skippedFrames = 0;

  return {
    get drawn() {
      return drawn;
    },
    schedule,
    paint,
    dispose: unschedule,
  };

  function schedule(): void {
    if (scheduled === 0) scheduled = requestAnimationFrame(paint);
  }

  function unschedule(): void {
    cancelAnimationFrame(scheduled);
    clearTimeout(holdTimer);
    scheduled = 0;
  }

  function paint(): void {
    unschedule();
    const geometry = findGeometry();
    if (geometry === undefined) return;
    const at = here();
    const now = performance.now();
    // Nobody can read what flies by so fast that nothing of what is drawn is on the screen any more.
    const isFlying = Math.abs(at.offset - drawn.offset) > geometry.bodyHeight;
    if (isFlying && skippedFrames + 1 < FLIGHT_FRAMES && now - drawnAt < LONGEST_FLIGHT_MS) {
      skippedFrames += 1;
      onBusy(true);
      schedule();
      return;
    }
    skippedFrames = 0;
    const seen = windowAt(geometry, at);
    source.want(seen, isFlying ? seen : windowAhead(geometry, at));
    const place = drawnPlace.choose(at, now, (passed) => source.has(windowAt(geometry, passed)));
    if (place === undefined) holdTimer = setTimeout(schedule, LONGEST_HOLD_MS);
    else {
      drawn = place;
      drawnAt = now;
      draw(place);
    }
    onBusy(!source.has(seen));
  }

  /** What will be seen soon: more where it is going, less where it comes from. */
  function windowAhead(geometry: GridGeometry, at: ScrollPlace): PlaceWindow {
    const isUpwards = at.offset < drawn.offset;
    const [above, below] = isUpwards ? [PREFETCHED_ROWS, KEPT_ROWS] : [KEPT_ROWS, PREFETCHED_ROWS];
    return windowAt(geometry, at, above, below);
  }
}
