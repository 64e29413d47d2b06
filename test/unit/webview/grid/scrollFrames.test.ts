import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Span } from '../../../../src/webview/grid/columnLayout';
import type { ScrollPlace } from '../../../../src/webview/grid/drawnPlace';
import { measureGeometry } from '../../../../src/webview/grid/gridGeometry';
import { createScrollFrames } from '../../../../src/webview/grid/scrollFrames';

const ROW_HEIGHT = 10;
const SCREEN = 120;
/** One row more than fits: half of the first and half of the last one may be seen. */
const STEP = SCREEN + ROW_HEIGHT;
const FRAME_MS = 16;
const GEOMETRY = measureGeometry(
  {
    layout: { widths: [100], edges: [0, 100] },
    rowCount: 100_000,
    rowHeight: ROW_HEIGHT,
    gutterWidth: 0,
    cellsWidth: 100,
    bodyHeight: SCREEN,
  },
  0,
);

describe('a grid that is scrolled', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is drawn where it is, frame by frame, while what was drawn is still on the screen', () => {
    const { ride, drawn } = createRide();
    ride([0, 50, 100, 150]);
    expect(drawn).toEqual([0, 50, 100, 150]);
  });

  it('is drawn at once where it jumps to from rest', () => {
    const { ride, rest, drawn } = createRide();
    ride([0]);
    rest();
    ride([50_000]);
    expect(drawn).toEqual([0, 50_000]);
  });

  it('is drawn a part of the screen a frame while rows fly by, each line once for a place', () => {
    const { ride, parts } = createRide();
    ride([0, ...flight(1000, 12)]);
    const places = [...new Set(parts.map(({ offset }) => offset))];
    expect(places.length).toBeGreaterThan(1);
    const [first] = places;
    const ofFirst = parts.filter(({ offset }) => offset === first);
    expect(ofFirst.length).toBeGreaterThan(2);
    expect(linesOf(ofFirst)).toEqual(Array.from({ length: SCREEN / ROW_HEIGHT }, (_, line) => line));
  });

  it('flies over places at which every element stays where it is', () => {
    const { ride, parts } = createRide();
    ride([7, ...flight(1000, 12)]);
    expect(parts.map(({ offset }) => (offset - 7) % STEP)).toEqual(parts.map(() => 0));
  });

  it('is drawn where it is as soon as it stands still', () => {
    const { ride, drawn } = createRide();
    const places = flight(1000, 8);
    ride([0, ...places, places.at(-1) ?? 0]);
    expect(drawn).toEqual([0, places.at(-1)]);
  });

  it('keeps what is on the screen while the cells of what flies by are on their way', () => {
    const { ride, parts, withhold, arrive } = createRide();
    ride([0]);
    withhold();
    const places = flight(1000, 20);
    ride(places.slice(0, 15));
    expect(parts).toEqual([]);
    arrive();
    ride(places.slice(15));
    expect(parts.length).toBeGreaterThan(0);
  });
});

function flight(step: number, frames: number): readonly number[] {
  return Array.from({ length: frames }, (_, frame) => (frame + 1) * step);
}

function linesOf(parts: readonly { readonly lines: Span }[]): readonly number[] {
  return parts.flatMap(({ lines }) => Array.from({ length: lines.last - lines.first }, (_, at) => lines.first + at));
}

function createRide() {
  let here: ScrollPlace = { offset: 0, scrollLeft: 0 };
  let isWithheld = false;
  const drawn: number[] = [];
  const parts: { readonly offset: number; readonly lines: Span }[] = [];
  const frames = createScrollFrames({
    source: { want: () => undefined, has: () => !isWithheld },
    geometry: () => GEOMETRY,
    here: () => here,
    draw: ({ offset }) => drawn.push(offset),
    drawLines: ({ offset }, lines) => parts.push({ offset, lines }),
    flightStep: () => STEP,
    requestFrame: (draw) => Number(setTimeout(draw, FRAME_MS)),
    cancelFrame: (frame) => clearTimeout(frame),
    onBusy: () => undefined,
  });
  return {
    drawn,
    parts,
    withhold: () => {
      isWithheld = true;
    },
    arrive: () => {
      isWithheld = false;
    },
    rest: () => vi.advanceTimersByTime(1000),
    /** Scrolls to a place a frame. */
    ride: (offsets: readonly number[]) => {
      for (const offset of offsets) {
        here = { offset, scrollLeft: 0 };
        frames.schedule();
        vi.advanceTimersByTime(FRAME_MS);
      }
    },
  };
}
