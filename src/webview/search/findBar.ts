import { countOf, formatCount } from '../../core/formatCount';
import type { FindRequest, FoundCells } from '../../core/results/searching/findCells';
import { createButton, createElement } from '../createElement';

/** Typing is followed when it rests for so long. */
const TYPING_PAUSE_MS = 120;

export type FindDirection = FindRequest['direction'];

export interface FindBarOptions {
  /** Goes to a cell that holds the text. @returns undefined where the answer is no longer wanted */
  readonly find: (text: string, direction: FindDirection) => Promise<FoundCells | undefined>;
  /** Another text is to be marked in the cells; none where empty. */
  readonly onText: (text: string) => void;
  /** Escape: back to the rows. */
  readonly onLeave: () => void;
  /** What was looked for before the page was hidden: it is marked again, and nobody is sent to it. */
  readonly text: string | undefined;
}

/** Looks for cells that hold a text, one after another: Enter and F3 go on, with Shift back. */
export interface FindBar {
  readonly element: HTMLElement;
  /** What is looked for, be it nothing yet; undefined while nobody looks. */
  readonly text: string | undefined;
  step(direction: FindDirection): void;
  /** Marks what is typed and says how many cells hold it, or stops doing so. */
  setActive(isActive: boolean): void;
  /** Other rows or columns are shown: what was counted is counted anew. */
  refresh(): void;
  focus(): void;
  dispose(): void;
}

export function createFindBar({ find, onText, onLeave, text }: FindBarOptions): FindBar {
  let timer: number | undefined;
  let asked = 0;
  /** Settles with the step under way: the next one goes on from the cell that it came to. */
  let underWay = Promise.resolve();
  let isActive = text !== undefined;
  const box = createElement('input', {
    className: 'filter-box',
    attributes: {
      type: 'text',
      placeholder: 'Find in cells',
      'aria-label': 'Find cells that hold a text',
      spellcheck: 'false',
      title: 'Looks through the columns shown. Enter or F3: next, with Shift: previous.',
    },
  });
  box.value = text ?? '';
  const count = createElement('span', { className: 'find-count', attributes: { role: 'status' } });
  const previous = createButton('↑', () => step('previous'));
  const next = createButton('↓', () => step('next'));
  previous.setAttribute('aria-label', 'Previous cell');
  previous.title = 'Previous (Shift+F3)';
  next.setAttribute('aria-label', 'Next cell');
  next.title = 'Next (F3)';
  const element = createElement('div', { className: 'find-bar' }, box, previous, next, count);
  element.hidden = !isActive;

  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => step('here'), TYPING_PAUSE_MS);
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === 'F3') step(event.shiftKey ? 'previous' : 'next');
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    get text() {
      return isActive ? box.value : undefined;
    },
    step,
    setActive: (next) => {
      isActive = next;
      element.hidden = !next;
      onText(next ? box.value : '');
      if (next && box.value !== '') step('here');
    },
    refresh: () => {
      if (isActive && box.value !== '') count.textContent = '';
    },
    focus: () => {
      box.focus();
      box.select();
    },
    dispose: () => clearTimeout(timer),
  };

  function step(direction: FindDirection): void {
    clearTimeout(timer);
    onText(box.value);
    if (box.value === '') count.textContent = '';
    else {
      asked += 1;
      const own = asked;
      underWay = underWay.then(() => look(direction, own));
    }
  }

  async function look(direction: FindDirection, own: number): Promise<void> {
    const found = await find(box.value, direction);
    if (found === undefined || own !== asked) return;
    count.textContent =
      found.at === undefined
        ? 'No cell holds it'
        : `${formatCount(found.at.ordinal)} of ${countOf(found.cellCount, 'cell')}`;
  }
}
