import { nextFrame } from './frames.ts';

const FRAME_MS = 1000 / 60;

/** What a ride along the scroll bar was like. */
export interface Ride {
  readonly frames: number;
  /** How often a screen of 60 Hz asked for a frame while the page was still at an earlier one. */
  readonly dropped: number;
  readonly longestFrameMs: number;
  /** Frames that showed something else than the one before. */
  readonly changed: number;
}

/**
 * Moves a scroll bar evenly from one end to the other, by a step a frame.
 * @param look what is shown, to be compared
 */
export async function ride(scroller: Element, milliseconds: number, look: () => unknown): Promise<Ride> {
  const furthest = scroller.scrollHeight - scroller.clientHeight;
  const begin = await nextFrame();
  let last = begin;
  let seen = look();
  let [frames, dropped, longestFrameMs, changed] = [0, 0, 0, 0];
  while (last - begin < milliseconds) {
    scroller.scrollTop = Math.round(((last - begin) / milliseconds) * furthest);
    const now = await nextFrame();
    frames += 1;
    dropped += Math.max(0, Math.round((now - last) / FRAME_MS) - 1);
    longestFrameMs = Math.max(longestFrameMs, now - last);
    last = now;
    const seenNow = look();
    if (seenNow !== seen) changed += 1;
    seen = seenNow;
  }
  return { frames, dropped, longestFrameMs, changed };
}

/** Brings the scroll bar back to the top and waits until that is drawn. */
export async function goHome(scroller: Element): Promise<void> {
  scroller.scrollTop = 0;
  scroller.scrollLeft = 0;
  await nextFrame();
  await nextFrame();
}
