import { formatCount } from '../../../core/formatCount';
import { nameOfText } from '../../../core/nameOfText';
import { createElement } from '../../createElement';
import { remarkOfCell, textOfCell } from './cellFace';
import type { ShownGroup, ShownLine } from './shownLine';

/** What stands left of a row's cells: its number, or the group that the line shows. */
export interface LineGutter {
  readonly element: HTMLElement;
  /** @param line undefined where it has not come, `isGrouped` then tells that one will */
  show(row: number, line: ShownLine | undefined, isGrouped: boolean): void;
}

/** @param rowElement bears what the line is in the tree of groups */
export function createLineGutter(rowElement: HTMLElement): LineGutter {
  const number = document.createTextNode('');
  const element = createElement(
    'div',
    { className: 'gutter', attributes: { role: 'rowheader', 'aria-colindex': '1' } },
    number,
  );
  let shown: ShownLine | undefined;
  let numbered: number | undefined;

  return {
    element,
    show: (row, line, isGrouped) => {
      if (isGrouped || shown !== undefined) placeInTree(line);
      if (line?.kind === 'group') return;
      const wanted = isGrouped ? line?.position : row + 1;
      if (wanted === numbered) return;
      numbered = wanted;
      number.data = wanted === undefined ? '' : formatCount(wanted);
    },
  };

  function placeInTree(line: ShownLine | undefined): void {
    if (isSameLine(shown, line)) return;
    shown = line;
    rowElement.classList.toggle('is-group', line?.kind === 'group');
    setAttributes(rowElement, {
      'aria-level': line?.level,
      'aria-setsize': line?.siblings,
      'aria-posinset': line?.position,
      'aria-expanded': line?.kind === 'group' ? line.isOpen : undefined,
    });
    element.style.paddingLeft = line === undefined ? '' : `calc(${line.level - 1} * var(--group-indent) + 9px)`;
    element.replaceChildren(...(line?.kind === 'group' ? labelOf(line) : [number]));
    element.title = line?.kind === 'group' ? titleOf(line) : '';
  }
}

function labelOf({ isOpen, value, figures }: ShownGroup): readonly HTMLElement[] {
  const label = createElement('span', { className: 'group-value', text: nameOfText(textOfCell(value)) });
  label.classList.toggle('is-null', value === null || value === '');
  label.classList.toggle('is-mixed', typeof value === 'object' && value?.hasMixedScripts === true);
  return [
    createElement('span', { className: 'group-mark', text: isOpen ? '▾' : '▸', attributes: { 'aria-hidden': 'true' } }),
    label,
    // A screen reader reads the parts one after another: there is a blank between them.
    createElement('span', { className: 'group-figures', text: ` ${figures}` }),
  ];
}

function titleOf({ value, figures }: ShownGroup): string {
  return [textOfCell(value), figures, remarkOfCell(value, 'Space') ?? ''].filter((part) => part !== '').join('\n');
}

function setAttributes(element: HTMLElement, values: Readonly<Record<string, number | boolean | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  }
}

function isSameLine(a: ShownLine | undefined, b: ShownLine | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const isInSamePlace = a.level === b.level && a.position === b.position && a.siblings === b.siblings;
  if (a.kind !== 'group' || b.kind !== 'group') return isInSamePlace && a.kind === b.kind;
  return isInSamePlace && a.isOpen === b.isOpen && a.value === b.value && a.figures === b.figures;
}
