import { createElement } from '../createElement';

/** One thing to do, or a line between groups of them. */
export type MenuItem = { readonly label: string; readonly keys?: string; readonly run: () => void } | 'separator';

/** A menu that opens beside a place, is used by keyboard or mouse, and gives the focus back. */
export interface ActionMenu {
  readonly element: HTMLElement;
  open(items: readonly MenuItem[], anchor: DOMRect, restoreFocus: () => void): void;
  close(): void;
}

export function createActionMenu(label: string): ActionMenu {
  const element = createElement('div', { className: 'action-menu', attributes: { role: 'menu', 'aria-label': label } });
  element.hidden = true;
  let restore: () => void = () => undefined;

  element.addEventListener('keydown', (event) => {
    if (!runKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !element.contains(relatedTarget)) element.hidden = true;
  });

  return {
    element,
    open: (items, anchor, restoreFocus) => {
      restore = restoreFocus;
      element.replaceChildren(...items.map(createItem));
      element.hidden = false;
      placeBeside(anchor);
      buttons()[0]?.focus();
    },
    close,
  };

  function createItem(item: MenuItem): HTMLElement {
    if (item === 'separator')
      return createElement('div', { className: 'menu-line', attributes: { role: 'separator' } });
    const button = createElement(
      'button',
      { className: 'menu-item', attributes: { type: 'button', role: 'menuitem', tabindex: '-1' } },
      createElement('span', { className: 'menu-label', text: item.label }),
      ...(item.keys === undefined ? [] : [createElement('span', { className: 'menu-keys', text: item.keys })]),
    );
    button.addEventListener('click', () => {
      close();
      item.run();
    });
    // A menu that opens below a pointer at rest keeps the focus where it is.
    button.addEventListener('pointermove', ({ movementX, movementY }) => {
      if (movementX !== 0 || movementY !== 0) button.focus();
    });
    return button;
  }

  function close(): void {
    if (element.hidden) return;
    element.hidden = true;
    restore();
  }

  function runKey(key: string): boolean {
    const all = buttons();
    const at = all.findIndex((button) => button === document.activeElement);
    switch (key) {
      case 'Escape':
      case 'Tab':
        close();
        return true;
      case 'ArrowDown':
        all[(at + 1) % all.length]?.focus();
        return true;
      case 'ArrowUp':
        all[(at - 1 + all.length) % all.length]?.focus();
        return true;
      case 'Home':
        all[0]?.focus();
        return true;
      case 'End':
        all.at(-1)?.focus();
        return true;
      default:
        return key.length === 1 && key !== ' ' && goToLetter(key, all, at);
    }
  }

  function goToLetter(key: string, all: readonly HTMLElement[], at: number): boolean {
    const found = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((button) =>
      button.textContent.toLowerCase().startsWith(key.toLowerCase()),
    );
    found?.focus();
    return true;
  }

  function buttons(): readonly HTMLElement[] {
    return [...element.querySelectorAll<HTMLElement>('.menu-item')];
  }

  /** Below the anchor, or above it where there is more room. */
  function placeBeside({ left, top, bottom }: DOMRect): void {
    const below = window.innerHeight - bottom;
    const isBelow = below >= element.scrollHeight || below >= top;
    element.style.maxHeight = `${Math.max(0, isBelow ? below : top)}px`;
    element.style.left = `${Math.max(0, Math.min(left, window.innerWidth - element.offsetWidth))}px`;
    element.style.top = `${isBelow ? bottom : Math.max(0, top - element.offsetHeight)}px`;
  }
}
