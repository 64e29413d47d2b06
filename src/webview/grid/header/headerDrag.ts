import { createElement } from '../../createElement';

/** A press becomes a drag after so many pixels. */
const SLACK = 6;

export interface HeaderDragOptions {
  /** The column's place below a point of the screen. */
  readonly placeAt: (clientX: number) => number;
  /** Where a column's left or right edge is drawn, in pixels from the header's left. */
  readonly edgeOf: (place: number, isRight: boolean) => number;
  readonly move: (place: number, to: number) => void;
}

/** Moves a column by dragging its header; a line shows where it will stand, and Escape leaves it where it was. */
export interface HeaderDrag {
  readonly marker: HTMLElement;
  start(place: number, press: PointerEvent, cell: HTMLElement): void;
  /** Whether the click that follows ended a drag. */
  hasJustMoved(): boolean;
}

export function createHeaderDrag({ placeAt, edgeOf, move }: HeaderDragOptions): HeaderDrag {
  const marker = createElement('div', { className: 'drop-marker', attributes: { 'aria-hidden': 'true' } });
  marker.hidden = true;
  let isDragging = false;

  return {
    marker,
    hasJustMoved: () => isDragging,
    start: (place, press, cell) => {
      isDragging = false;
      let target = place;
      const follow = (event: PointerEvent) => {
        if (!isDragging && Math.abs(event.clientX - press.clientX) < SLACK) return;
        if (!isDragging) cell.setPointerCapture(press.pointerId);
        isDragging = true;
        target = placeAt(event.clientX);
        marker.hidden = target === place;
        marker.style.left = `${edgeOf(target, target > place)}px`;
      };
      const leave = (event: KeyboardEvent) => {
        if (event.key === 'Escape' || !cell.isConnected) end();
      };
      const drop = () => {
        const to = target;
        end();
        if (isDragging && to !== place) move(place, to);
      };
      const end = () => {
        target = place;
        marker.hidden = true;
        listening.abort();
      };
      const listening = new AbortController();
      const { signal } = listening;
      cell.addEventListener('pointermove', follow, { signal });
      cell.addEventListener('pointerup', drop, { signal });
      cell.addEventListener('pointercancel', end, { signal });
      window.addEventListener('keydown', leave, { signal });
    },
  };
}
