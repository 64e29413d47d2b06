import { createDrawnPlace, LONGEST_HOLD_MS, type ScrollPlace } from './drawnPlace';
import type { Span } from './columnLayout';
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
  /** Gives some lines of the screen the rows of another place, which is some times `flightStep` away from the drawn. */
  readonly drawLines: (place: ScrollPlace, lines: Span) => void;
  /** In pixels; at least the height of the screen, 0 before anything is drawn. */
  readonly flightStep: () => number;
  /** The browser's `requestAnimationFrame` and `cancelAnimationFrame`. */
  readonly requestFrame: (draw: () => void) => number;
  readonly cancelFrame: (frame: number) => void;
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
/**
 * Rows that fly by are drawn a part of the screen in every other frame: all of them take longer than a frame has, and a
 * frame that draws anything costs the browser some more, however little it is.
 */
const FLIGHT_PARTS = 3;
/** Where nothing was drawn for so many milliseconds, it was at rest: it jumps, and does not fly. */
const REST_MS = 90;

/** A place that is drawn while the grid flies by it. */
interface Flight {
  readonly place: ScrollPlace;
  /** The lines of the screen above this one show its rows. */
  readonly nextLine: number;
  /** The next frame draws; it does not where the one before it did. */
  readonly isDue: boolean;
}

export function createScrollFrames({
  source,
  geometry: findGeometry,
  here,
  draw,
  drawLines,
  flightStep,
  requestFrame,
  cancelFrame,
  onBusy,
}: ScrollFramesOptions): ScrollFrames {
  let drawnPlace = createDrawnPlace();
  let drawn: ScrollPlace = { offset: 0, scrollLeft: 0 };
  let drawnAt = 0;
  let lastOffset = 0;
  let flight: Flight | undefined;
  let scheduled = 0;
  let holdTimer: ReturnType<typeof setTimeout> | undefined;

  return {
    get drawn() {
      return drawn;
    },
    schedule,
    paint,
    dispose: unschedule,
  };

  function schedule(): void {
    if (scheduled === 0) scheduled = requestFrame(paint);
  }

  function unschedule(): void {
    cancelFrame(scheduled);
    clearTimeout(holdTimer);
    scheduled = 0;
  }

  function paint(): void {
    unschedule();
    const geometry = findGeometry();
    if (geometry === undefined) return;
    const at = here();
    const now = performance.now();
    flight = isFlying(geometry, at, now) ? (flight ?? takeOff(geometry, at)) : undefined;
    lastOffset = at.offset;
    if (flight === undefined) drawHere(geometry, at, now);
    else fly(geometry, flight, at, now);
  }

  /** Nobody can read what flies by so fast that nothing of what is drawn is on the screen any more. */
  function isFlying({ bodyHeight }: GridGeometry, { offset, scrollLeft }: ScrollPlace, now: number): boolean {
    const isMoving = offset !== lastOffset && scrollLeft === drawn.scrollLeft;
    const wasFlying = flight !== undefined || now - drawnAt < REST_MS;
    return isMoving && wasFlying && Math.abs(offset - drawn.offset) > bodyHeight;
  }

  function takeOff(geometry: GridGeometry, at: ScrollPlace): Flight | undefined {
    const steps = Math.trunc((at.offset - drawn.offset) / flightStep());
    if (steps === 0 || !Number.isFinite(steps)) return undefined;
    const place = { ...at, offset: drawn.offset + steps * flightStep() };
    source.want(windowAt(geometry, place));
    return { place, nextLine: 0, isDue: false };
  }

  function fly(geometry: GridGeometry, { place, nextLine, isDue }: Flight, at: ScrollPlace, now: number): void {
    onBusy(true);
    schedule();
    const seen = windowAt(geometry, place);
    if (!isDue || !source.has(seen)) {
      flight = { place, nextLine, isDue: true };
      return;
    }
    const end = Math.min(seen.rowCount, nextLine + Math.ceil(seen.rowCount / FLIGHT_PARTS));
    drawLines(place, { first: nextLine, last: end });
    drawnAt = now;
    if (end < seen.rowCount) flight = { place, nextLine: end, isDue: false };
    else {
      drawn = place;
      drawnPlace = createDrawnPlace();
      flight = takeOff(geometry, at);
    }
  }

  function drawHere(geometry: GridGeometry, at: ScrollPlace, now: number): void {
    const seen = windowAt(geometry, at);
    source.want(seen, windowAhead(geometry, at));
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
