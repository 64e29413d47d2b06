import type { Place } from './cellRange';
import { HEADER_ROW } from './selection';

/** What a press does to what is selected: takes its place, stretches it, or begins another range beside it. */
export type PressKind = 'replace' | 'extend' | 'add';

/** What the pointer can do to the rows. */
export interface PointerTarget {
  readonly element: HTMLElement;
  /** The place under a point of the screen, or beside the nearest one; `isGutter` over the row numbers. */
  placeAt(clientX: number, clientY: number): { readonly place: Place; readonly isGutter: boolean };
  press(place: Place, isGutter: boolean, kind: PressKind): void;
  drag(place: Place): void;
  /** A double click. */
  open(place: Place, isGutter: boolean): void;
  /** Scrolls by pixels while a drag is held beyond an edge. */
  scrollBy(left: number, top: number): void;
}

/**
 * Selects with the pointer: a press, a drag (which scrolls at the edges), both with Shift (stretches) or Ctrl (adds); a
 * double click opens.
 */
export function selectWithPointer(target: PointerTarget): void {
  const { element } = target;
  let pointer: number | undefined;
  let last = { x: 0, y: 0 };
  let frame = 0;

  const extend = () => {
    const { place } = target.placeAt(last.x, last.y);
    if (place.row !== HEADER_ROW) target.drag(place);
  };

  const scrollAtEdge = () => {
    // The end of a capture is not told to an element that has left the page.
    if (pointer === undefined || !element.isConnected) return;
    const box = element.getBoundingClientRect();
    const left = beyond(last.x, box.left, box.right);
    const top = beyond(last.y, box.top, box.bottom);
    if (left !== 0 || top !== 0) {
      target.scrollBy(left, top);
      extend();
    }
    frame = requestAnimationFrame(scrollAtEdge);
  };

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const { place, isGutter } = target.placeAt(event.clientX, event.clientY);
    if (place.row === HEADER_ROW) return;
    event.preventDefault();
    pointer = event.pointerId;
    last = { x: event.clientX, y: event.clientY };
    element.setPointerCapture(pointer);
    target.press(place, isGutter, kindOfPress(event));
    frame = requestAnimationFrame(scrollAtEdge);
  });
  element.addEventListener('pointermove', (event) => {
    if (pointer !== event.pointerId) return;
    last = { x: event.clientX, y: event.clientY };
    extend();
  });
  element.addEventListener('lostpointercapture', () => {
    pointer = undefined;
    cancelAnimationFrame(frame);
  });
  element.addEventListener('dblclick', (event) => {
    const { place, isGutter } = target.placeAt(event.clientX, event.clientY);
    target.open(place, isGutter);
  });
}

/** Ctrl, or Cmd, adds; with Shift as well the range added last is stretched. */
export function kindOfPress(event: MouseEvent): PressKind {
  if (event.shiftKey) return 'extend';
  return event.ctrlKey || event.metaKey ? 'add' : 'replace';
}

function beyond(at: number, low: number, high: number): number {
  if (at < low) return Math.max(-60, at - low);
  return at > high ? Math.min(60, at - high) : 0;
}
