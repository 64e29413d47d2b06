import type { Pivot } from '../../core/kql/pivots';
import { createElement } from '../createElement';

/** What a grid's scrolled part is built of, from the outside to the inside. */
export interface ViewportElements {
  /** Has the scroll bars. */
  readonly element: HTMLElement;
  /** As large as all rows and columns, as far as an element can be. */
  readonly spacer: HTMLElement;
  /** As large as the screen, and in place while the spacer moves. */
  readonly layer: HTMLElement;
  /** What is below the header. */
  readonly body: HTMLElement;
  readonly emptyNote: HTMLElement;
}

/** What VS Code's menu for the page goes by. @param pivots what can be written on the selected cells */
export function writeMenuContext(pivots: readonly Pivot[] = []): string {
  return JSON.stringify({
    webviewSection: 'cells',
    preventDefaultContextMenuItems: true,
    offersHas: pivots.includes('has'),
    offersBetween: pivots.includes('between'),
  });
}

export function createViewportElements(header: HTMLElement, rows: HTMLElement): ViewportElements {
  const presentation = { attributes: { role: 'presentation' } };
  const body = createElement(
    'div',
    { className: 'grid-body', attributes: { role: 'presentation', 'data-vscode-context': writeMenuContext() } },
    rows,
  );
  const emptyNote = createElement('p', { className: 'empty-note', text: 'No rows' });
  const layer = createElement('div', { className: 'grid-layer', ...presentation }, header, body, emptyNote);
  const spacer = createElement('div', { className: 'grid-spacer', ...presentation }, layer);
  const element = createElement(
    'div',
    // Browsers ignore the role presentation on what takes the focus, and without a tabindex Tab would stop here, too.
    { className: 'grid-scroller', attributes: { role: 'rowgroup', tabindex: '-1' } },
    spacer,
  );
  return { element, spacer, layer, body, emptyNote };
}
