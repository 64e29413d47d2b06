import { createElement } from './createElement';

/** Something that a tab shows. */
export interface TabbedView {
  readonly label: string;
  readonly panel: HTMLElement;
}

/** Tabs of which one is chosen, by pointer or by arrow keys, after the ARIA pattern of tabs. */
export interface ViewTabs {
  readonly element: HTMLElement;
  choose(view: number): void;
}

let made = 0;

export function createViewTabs(
  label: string,
  views: readonly TabbedView[],
  onChoose: (view: number) => void,
): ViewTabs {
  made += 1;
  const tabs = views.map(({ label: text, panel }, at) => {
    const id = `tab-${made}-${at}`;
    panel.id = `${id}-panel`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', id);
    const tab = createElement('button', {
      className: 'view-tab',
      text,
      attributes: { type: 'button', role: 'tab', id, 'aria-controls': panel.id },
    });
    tab.addEventListener('click', () => choose(at));
    return tab;
  });
  const element = createElement(
    'div',
    { className: 'view-tabs', attributes: { role: 'tablist', 'aria-label': label } },
    ...tabs,
  );
  element.addEventListener('keydown', (event) => {
    const current = tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
    const target = targetOf(event.key, current, tabs.length);
    if (target === undefined) return;
    event.preventDefault();
    choose(target);
    tabs[target]?.focus();
  });
  return { element, choose };

  function choose(view: number): void {
    tabs.forEach((tab, at) => {
      tab.setAttribute('aria-selected', String(at === view));
      tab.tabIndex = at === view ? 0 : -1;
    });
    views.forEach(({ panel }, at) => {
      panel.hidden = at !== view;
    });
    onChoose(view);
  }
}

function targetOf(key: string, current: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return (current - 1 + count) % count;
    case 'ArrowRight':
      return (current + 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
