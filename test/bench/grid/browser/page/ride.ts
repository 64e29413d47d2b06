import { nextFrame } from './frames.ts';

const FRAME_MS = 1000 / 60;

/** What a ride along the scroll bar was like. */
export interface Ride {
  readonly frames: number;
  /** Frames that a screen of 60 Hz would have shown besides. */
  readonly dropped: number;
  readonly longestFrameMs: number;
}

/** Moves a scroll bar evenly from one end to the other, by a step a frame. */
export async function ride(scroller: Element, milliseconds: number): Promise<Ride> {
  const furthest = scroller.scrollHeight - scroller.clientHeight;
  const frames: number[] = [];
  await nextFrame();
  const begin = performance.now();
  let last = begin;
  while (last - begin < milliseconds) {
    scroller.scrollTop = Math.round(((last - begin) / milliseconds) * furthest);
    await nextFrame();
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  const shown = Math.round((last - begin) / FRAME_MS);
  return {
    frames: frames.length,
    dropped: Math.max(0, shown - frames.length),
    longestFrameMs: Math.max(...frames),
  };
}

/** Brings the scroll bar back to the top and waits until that is drawn. */
export async function goHome(scroller: Element): Promise<void> {
  scroller.scrollTop = 0;
  scroller.scrollLeft = 0;
  await nextFrame();
  await nextFrame();
}
