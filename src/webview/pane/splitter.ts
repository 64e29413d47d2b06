import { createElement } from '../createElement';

const NARROWEST = 180;
const KEYBOARD_STEP = 24;

/** A bar between two areas that is dragged, or moved with the arrow keys, to give the right one another width. */
export interface Splitter {
  readonly element: HTMLElement;
  readonly width: number;
}

/** @param setWidth gives the right area its width in pixels; called once at the start */
export function createSplitter(firstWidth: number, setWidth: (width: number) => void, onChange: () => void): Splitter {
  let width = Math.max(NARROWEST, firstWidth);
  const element = createElement('div', {
    className: 'splitter',
    attributes: {
      role: 'separator',
      'aria-orientation': 'vertical',
      'aria-label': 'Width of the side pane',
      tabindex: '0',
    },
  });

  const resize = (next: number) => {
    const widest = Math.max(NARROWEST, document.body.clientWidth - NARROWEST);
    width = Math.min(Math.max(NARROWEST, Math.round(next)), widest);
    element.setAttribute('aria-valuenow', String(width));
    element.setAttribute('aria-valuemin', String(NARROWEST));
    element.setAttribute('aria-valuemax', String(widest));
    setWidth(width);
  };

  element.addEventListener('pointerdown', (start) => {
    const before = width;
    const follow = (event: PointerEvent) => resize(before + start.clientX - event.clientX);
    const stop = () => {
      element.removeEventListener('pointermove', follow);
      element.removeEventListener('lostpointercapture', stop);
      onChange();
    };
    start.preventDefault();
    element.setPointerCapture(start.pointerId);
    element.addEventListener('pointermove', follow);
    element.addEventListener('lostpointercapture', stop);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    resize(width + (event.key === 'ArrowLeft' ? KEYBOARD_STEP : -KEYBOARD_STEP));
    onChange();
    event.preventDefault();
  });
  resize(width);
  return {
    element,
    get width() {
      return width;
    },
  };
}
