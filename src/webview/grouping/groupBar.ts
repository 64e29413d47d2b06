import { countOf } from '../../core/formatCount';
import type { GridColumn } from '../../core/protocol/gridMessages';
import type { GroupLevel } from '../../core/results/grouping/grouping';
import { showInvisibles } from '../../core/visibleText';
import { createActionMenu } from '../actions/actionMenu';
import { createButton, createElement } from '../createElement';
import type { GroupControl } from './groupControl';
import { describeBin, describeOrder, levelItems } from './groupLevelItems';

export interface GroupBarOptions {
  readonly columns: readonly GridColumn[];
  readonly control: GroupControl;
  /** The grouping is to be written into the query, or its groups are wanted as a table. */
  readonly onSummarize: () => void;
  readonly onCopy: () => void;
  readonly onSave: () => void;
  /** Escape: back to the rows. */
  readonly onLeave: () => void;
}

/** The bar above grouped rows: by which columns, in which order, and what can be done with all groups. */
export interface GroupBar {
  readonly element: HTMLElement;
  /** The rows are grouped otherwise now. */
  refresh(): void;
}

const CHIP_HINT = 'Alt+← and Alt+→ move the level, Delete removes it; drag it with the mouse';

export function createGroupBar(options: GroupBarOptions): GroupBar {
  const { columns, control } = options;
  const menu = createActionMenu('Level of groups');
  const chips = createElement('ol', { className: 'filter-chips', attributes: { 'aria-label': 'Grouped by' } });
  const count = createElement('span', { className: 'group-count' });
  const element = createElement(
    'div',
    { className: 'group-bar', attributes: { role: 'region', 'aria-label': 'Groups' } },
    createElement('span', { className: 'group-bar-label', text: 'Grouped by', attributes: { 'aria-hidden': 'true' } }),
    chips,
    count,
    createElement(
      'div',
      { className: 'buttons', attributes: { role: 'group', 'aria-label': 'All groups' } },
      createButton('Open All', () => control.openAll(true)),
      createButton('Close All', () => control.openAll(false)),
      createButton('Write as summarize', options.onSummarize),
      createButton('Copy Groups', options.onCopy),
      createButton('Save Groups…', options.onSave),
      createButton('Ungroup', () => {
        control.change({ ...control.grouping, levels: [] });
        options.onLeave();
      }),
    ),
    menu.element,
  );
  let dragged: number | undefined;
  let focusNext: number | undefined;

  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    options.onLeave();
  });
  refresh();
  return { element, refresh };

  function refresh(): void {
    const { levels } = control.grouping;
    const hadFocus = chips.contains(document.activeElement);
    element.hidden = levels.length === 0;
    count.textContent = countOf(control.groupCount, 'group');
    chips.replaceChildren(...levels.map(createChip));
    if (focusNext !== undefined || hadFocus) focusChip(Math.min(focusNext ?? 0, levels.length - 1));
    focusNext = undefined;
  }

  function focusChip(at: number): void {
    const chip = chips.children[at]?.querySelector<HTMLElement>('.group-chip');
    if (chip === null || chip === undefined) options.onLeave();
    else chip.focus();
  }

  function createChip(level: GroupLevel, at: number): HTMLElement {
    const name = showInvisibles(columns[level.column]?.name ?? '');
    const bin = describeBin(level);
    const open = createButton(`${name}${bin}`, () => openMenu(at, open), 'group-chip');
    open.append(createElement('span', { className: 'sort-mark', text: describeOrder(columns, level.order) }));
    open.title = CHIP_HINT;
    open.setAttribute('aria-haspopup', 'menu');
    open.setAttribute('aria-keyshortcuts', 'Alt+ArrowLeft Alt+ArrowRight Delete');
    open.addEventListener('keydown', (event) => runChipKey(event, at));
    const remove = createButton('×', () => removeLevel(at), 'chip-remove');
    remove.setAttribute('aria-label', `Do not group by ${name}${bin}`);
    const chip = createElement('li', { className: 'chip', attributes: { draggable: 'true' } }, open, remove);
    chip.addEventListener('dragstart', () => (dragged = at));
    chip.addEventListener('dragover', (event) => {
      if (dragged !== undefined) event.preventDefault();
    });
    chip.addEventListener('drop', (event) => {
      event.preventDefault();
      if (dragged !== undefined) moveLevel(dragged, at);
      dragged = undefined;
    });
    return chip;
  }

  function openMenu(at: number, anchor: HTMLElement): void {
    const { levels } = control.grouping;
    const items = levelItems(columns, control.grouping, at, {
      set: (next) => {
        focusNext = at;
        changeLevels(levels.with(at, next));
      },
      move: (by) => moveLevel(at, at + by),
      remove: () => removeLevel(at),
    });
    menu.open(items, anchor.getBoundingClientRect(), () => anchor.focus());
  }

  function runChipKey(event: KeyboardEvent, at: number): void {
    if (event.altKey && event.key === 'ArrowLeft') moveLevel(at, at - 1);
    else if (event.altKey && event.key === 'ArrowRight') moveLevel(at, at + 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') removeLevel(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function moveLevel(from: number, to: number): void {
    const { levels } = control.grouping;
    const level = levels[from];
    if (level === undefined || to < 0 || to >= levels.length || to === from) return;
    focusNext = to;
    changeLevels(levels.toSpliced(from, 1).toSpliced(to, 0, level));
  }

  function removeLevel(at: number): void {
    focusNext = Math.max(0, at - 1);
    changeLevels(control.grouping.levels.toSpliced(at, 1));
  }

  function changeLevels(levels: readonly GroupLevel[]): void {
    control.change({ ...control.grouping, levels });
  }
}
