import { nextFrame, nextPaint } from './frames.ts';

/** Heights of the screen at which is looked for content, in parts of the grid's height. */
const LOOKS = [0.1, 0.3, 0.5, 0.7, 0.9];
/** Beside the row numbers, in a column that has no nulls. */
const LOOK_LEFT = 200;

export function scrollerOf(root: ParentNode): Element {
  const scroller = root.querySelector('.grid-scroller');
  if (scroller === null) throw new Error('There is no grid on the page.');
  return scroller;
}

/** The row that the first element shows, which is another one whenever other rows are drawn. */
export function lookAtRow(): unknown {
  return document.querySelector('.row')?.getAttribute('aria-rowindex');
}

/** Whether the page shows rows with their values. */
function isShown(): boolean {
  const cell = document.querySelector('.row:not([hidden]) > .cell:not([hidden])');
  return cell !== null && cell.textContent !== '';
}

/** Frames from now until rows with their values are drawn, and the time that took. */
export async function untilShown(): Promise<{ readonly frames: number; readonly milliseconds: number }> {
  const begin = performance.now();
  for (let frames = 1; ; frames += 1) {
    await nextPaint();
    if (isShown()) return { frames, milliseconds: performance.now() - begin };
  }
}

/** For how long the longest blank on the screen lasted while the scroll bar was moved from one end to the other. */
export async function longestBlankMs(milliseconds: number): Promise<number> {
  const scroller = scrollerOf(document);
  const furthest = scroller.scrollHeight - scroller.clientHeight;
  const blankSince = new Map<number, number>();
  let longest = 0;
  const begin = performance.now();
  for (let now = begin; now - begin < milliseconds; now = performance.now()) {
    scroller.scrollTop = Math.round(((now - begin) / milliseconds) * furthest);
    await nextFrame();
    for (const look of LOOKS) {
      const seen = performance.now();
      if (hasContentAt(scroller, look)) blankSince.delete(look);
      else if (!blankSince.has(look)) blankSince.set(look, seen);
      longest = Math.max(longest, seen - (blankSince.get(look) ?? seen));
    }
  }
  return longest;
}

function hasContentAt(scroller: Element, look: number): boolean {
  const box = scroller.getBoundingClientRect();
  const element = document.elementFromPoint(box.left + LOOK_LEFT, box.top + box.height * look);
  const cell = element?.closest('.cell');
  return cell !== undefined && cell !== null && cell.textContent !== '';
}
