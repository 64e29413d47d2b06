import type { CellValue, TextPiece } from '../../core/results/display/cellValue';
import { createButton, createElement } from '../createElement';
import { createTreePane, type TreePaneActions } from './treePane';

export interface ValueViewActions extends TreePaneActions {
  /** Asks for the part of the shown text that begins at an offset. */
  readonly requestText: (from: number) => Promise<TextPiece | undefined>;
  /** The user chose another look. */
  readonly onLook: () => void;
}

export const VALUE_LAYOUTS = ['tree', 'formatted', 'raw'] as const;
type Layout = (typeof VALUE_LAYOUTS)[number];

/** How values are shown that can be shown in more than one way. */
export interface ValueLook {
  readonly layout: Layout;
  readonly isWrapped: boolean;
}

/** One value in full: its parts as a tree, its JSON laid out, or its text as it came. */
export interface ValueView {
  readonly element: HTMLElement;
  readonly look: ValueLook;
  readonly show: (value: CellValue) => void;
  readonly clear: () => void;
  readonly dispose: () => void;
}

const LAYOUTS: readonly (readonly [Layout, string, string])[] = [
  ['tree', 'Tree', 'The parts of the value as a tree'],
  ['formatted', 'Formatted', 'The value’s JSON, laid out over lines'],
  ['raw', 'Raw', 'The value as it came'],
];

const FIRST_LOOK: ValueLook = { layout: 'tree', isWrapped: true };

/** @param first the look to begin with; the usual one where left out */
export function createValueView(actions: ValueViewActions, first = FIRST_LOOK): ValueView {
  const tree = createTreePane(actions);
  const text = createElement('pre', {
    className: 'pane-value',
    attributes: { tabindex: '0', role: 'region', 'aria-label': 'Value' },
  });
  const more = createButton('Show More', () => void readOn());
  const wrap = createButton('Wrap', () => {
    setWrapped(!isWrapped);
    actions.onLook();
  });
  wrap.title = 'Break long lines';
  const layoutButtons = LAYOUTS.map(([layout, label, title]) => {
    const button = createButton(label, () => choose(layout));
    button.title = title;
    return [layout, button] as const;
  });
  const layouts = createElement(
    'div',
    { className: 'buttons', attributes: { role: 'group', 'aria-label': 'How the value is shown' } },
    ...layoutButtons.map(([, button]) => button),
    wrap,
  );
  const element = createElement('div', { className: 'value-view' }, layouts, tree.element, text, more);
  let value: CellValue | undefined;
  let wanted = first.layout;
  let { isWrapped } = first;
  let next: number | undefined;
  setWrapped(isWrapped);

  return {
    element,
    get look() {
      return { layout: wanted, isWrapped };
    },
    show: (shown) => {
      value = shown;
      text.classList.toggle('is-null', shown.isNull);
      showLayout();
    },
    clear: () => {
      value = undefined;
      showLayout();
    },
    dispose: tree.dispose,
  };

  function choose(layout: Layout): void {
    wanted = layout;
    showLayout();
    actions.onLook();
  }

  /** Shows the value in the way last wanted, or the nearest to it that the value can be shown in. */
  function showLayout(): void {
    const layout = possibleLayout();
    for (const [own, button] of layoutButtons) {
      button.hidden = !canShow(own) || (own === 'raw' && value?.formatted === undefined && value?.tree === undefined);
      button.setAttribute('aria-pressed', String(own === layout));
    }
    tree.element.hidden = layout !== 'tree';
    text.hidden = layout === 'tree';
    wrap.hidden = layout === 'tree';
    next = layout === 'raw' ? value?.next : undefined;
    more.hidden = next === undefined;
    text.textContent = layout === 'tree' ? '' : textIn(layout);
    if (layout === 'tree' && value?.tree !== undefined) tree.show(value.tree);
  }

  function possibleLayout(): Layout {
    if (canShow(wanted)) return wanted;
    return canShow('formatted') && wanted === 'tree' ? 'formatted' : 'raw';
  }

  function canShow(layout: Layout): boolean {
    switch (layout) {
      case 'tree':
        return value?.tree !== undefined;
      case 'formatted':
        return value?.formatted !== undefined;
      case 'raw':
        return true;
    }
  }

  function textIn(layout: Layout): string {
    if (value?.isNull === true) return 'null';
    return (layout === 'formatted' ? value?.formatted : undefined) ?? value?.text ?? '';
  }

  function setWrapped(isOn: boolean): void {
    isWrapped = isOn;
    text.classList.toggle('is-unwrapped', !isOn);
    wrap.setAttribute('aria-pressed', String(isOn));
  }

  /** Adds the next piece of a long text. */
  async function readOn(): Promise<void> {
    const shown = value;
    if (next === undefined) return;
    more.disabled = true;
    const piece = await actions.requestText(next);
    more.disabled = false;
    if (piece === undefined || shown !== value) return;
    text.append(document.createTextNode(piece.text));
    next = piece.next;
    const hadFocus = document.activeElement === more || document.activeElement === document.body;
    more.hidden = next === undefined;
    if (hadFocus) (more.hidden ? text : more).focus();
  }
}
