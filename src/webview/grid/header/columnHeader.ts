import { createElement } from '../../createElement';
import type { Span } from '../columnLayout';
import { createHeaderDrag } from './headerDrag';
import { createHeaderStrip, type HeaderPart, type HeaderStripFrame } from './headerStrip';

/** All that decides what the header looks like at one moment. */
export interface HeaderFrame extends HeaderStripFrame {
  /** The places that scroll and are seen. */
  readonly scrolled: Span;
  readonly pinnedCount: number;
  readonly gutterWidth: number;
  readonly scrollLeft: number;
  /** Groups stand where row numbers would. */
  readonly isGrouped: boolean;
}

/** What is done with columns, which are told by their places. */
export interface HeaderActions {
  sort(place: number, isAdded: boolean): void;
  /** The whole column is to be selected, beside others or up to the one selected last. */
  select(place: number, isExtended: boolean): void;
  /** While a column's edge is dragged, and once at its end. */
  resize(place: number, width: number): void;
  fit(place: number): void;
  focus(place: number): void;
  /** A column was dragged to the place of another one. */
  move(place: number, to: number): void;
  selectAll(): void;
  /** While the right edge of the groups is dragged. */
  resizeGroups(width: number): void;
  openMenu(place: number, anchor: HTMLElement): void;
  /** The place below a point of the screen. */
  placeAt(clientX: number): number;
}

/**
 * The row of column headers: sorted by a click, selected by one with Ctrl, moved by dragging, resized by dragging an edge,
 * fitted by a double click on it.
 */
export interface ColumnHeader {
  readonly element: HTMLElement;
  paint(frame: HeaderFrame): void;
  elementAt(place: number): HTMLElement | undefined;
}

export function createColumnHeader(actions: HeaderActions): ColumnHeader {
  const cornerLabel = createElement('span', { className: 'label', text: '#' });
  const cornerEdge = createElement('span', { className: 'edge', attributes: { 'aria-hidden': 'true' } });
  cornerEdge.hidden = true;
  const corner = createElement(
    'div',
    {
      className: 'corner',
      attributes: { role: 'columnheader', 'aria-colindex': '1', 'aria-label': 'Row number', title: 'Select all' },
    },
    cornerLabel,
    cornerEdge,
  );
  corner.addEventListener('click', ({ target }) => {
    if (target !== cornerEdge) actions.selectAll();
  });
  cornerEdge.addEventListener('pointerdown', (event) => {
    if (event.button === 0)
      followEdge(event, cornerEdge, painted?.gutterWidth ?? 0, (width) => actions.resizeGroups(width));
  });
  let painted: HeaderFrame | undefined;
  const drag = createHeaderDrag({
    placeAt: (clientX) => actions.placeAt(clientX),
    edgeOf: (place, isRight) => {
      if (painted === undefined) return 0;
      const { layout, gutterWidth, pinnedCount, scrollLeft } = painted;
      const edge = layout.edges[place + Number(isRight)] ?? 0;
      return gutterWidth + edge - (place < pinnedCount ? 0 : scrollLeft);
    },
    move: (place, to) => actions.move(place, to),
  });
  const parts = { click, press, doubleClick };
  const pinned = createHeaderStrip('header-strip is-pinned', parts);
  const scrolled = createHeaderStrip('header-strip', parts);
  const attributes = { role: 'row', 'aria-rowindex': '1' };
  const element = createElement(
    'div',
    { className: 'header', attributes },
    corner,
    pinned.element,
    scrolled.element,
    drag.marker,
  );

  return {
    element,
    paint: (frame) => {
      scrolled.element.style.transform = `translateX(${-frame.scrollLeft}px)`;
      if (painted !== undefined && isSameBut(painted, frame)) {
        painted = frame;
        return;
      }
      painted = frame;
      corner.style.width = `${frame.gutterWidth}px`;
      cornerLabel.textContent = frame.isGrouped ? 'Group' : '#';
      corner.ariaLabel = frame.isGrouped ? 'Group' : 'Row number';
      corner.classList.toggle('is-grouped', frame.isGrouped);
      cornerEdge.hidden = !frame.isGrouped;
      pinned.element.hidden = frame.pinnedCount === 0;
      pinned.element.style.left = `${frame.gutterWidth}px`;
      pinned.element.style.width = `${frame.layout.edges[frame.pinnedCount] ?? 0}px`;
      scrolled.element.style.left = `${frame.gutterWidth}px`;
      pinned.paint({ first: 0, last: frame.pinnedCount }, frame);
      scrolled.paint(frame.scrolled, frame);
    },
    elementAt: (place) => pinned.elementAt(place) ?? scrolled.elementAt(place),
  };

  function click(place: number, part: HeaderPart, cell: HTMLElement, event: MouseEvent): void {
    if (part === 'edge' || drag.hasJustMoved()) return;
    if (part === 'menu') actions.openMenu(place, cell);
    else if (event.ctrlKey || event.metaKey) actions.select(place, event.shiftKey);
    else {
      actions.focus(place);
      actions.sort(place, event.shiftKey);
    }
  }

  function press(place: number, part: HeaderPart, event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof HTMLElement)) return;
    if (part === 'edge') startResize(event, event.target, place);
    else if (part === 'label' && event.currentTarget instanceof HTMLElement)
      drag.start(place, event, event.currentTarget);
  }

  function doubleClick(place: number, part: HeaderPart): void {
    if (part === 'edge') actions.fit(place);
  }

  function startResize(start: PointerEvent, edge: HTMLElement, place: number): void {
    followEdge(start, edge, painted?.layout.widths[place] ?? 0, (width) => actions.resize(place, width));
  }
}

/** Tells the width that a dragged edge asks for until it is let go. */
function followEdge(start: PointerEvent, edge: HTMLElement, width: number, resize: (width: number) => void): void {
  const follow = (event: PointerEvent) => resize(width + event.clientX - start.clientX);
  const stop = () => {
    edge.removeEventListener('pointermove', follow);
    edge.removeEventListener('lostpointercapture', stop);
  };
  start.preventDefault();
  edge.setPointerCapture(start.pointerId);
  edge.addEventListener('pointermove', follow);
  edge.addEventListener('lostpointercapture', stop);
}

/** True where only the scroll position differs, for which moving the strip is enough. */
function isSameBut(before: HeaderFrame, after: HeaderFrame): boolean {
  return (
    before.scrolled.first === after.scrolled.first &&
    before.scrolled.last === after.scrolled.last &&
    before.columns === after.columns &&
    before.pinnedCount === after.pinnedCount &&
    before.layout === after.layout &&
    before.gutterWidth === after.gutterWidth &&
    before.sort === after.sort &&
    before.isGrouped === after.isGrouped &&
    before.activeColumn === after.activeColumn
  );
}
