import type { TreeNode } from '../../core/results/display/valueTree';
import { countOf, formatCount } from '../../core/formatCount';
import { createElement } from '../createElement';

/** One line of a tree on the page, with the lines below it once they were asked for. */
export interface TreeItem {
  readonly element: HTMLElement;
  readonly parent: TreeItem | undefined;
  readonly level: number;
  /** Absent for the line that stands for those not yet read. */
  readonly node: TreeNode | undefined;
  /** Absent until it was opened for the first time. */
  group: HTMLElement | undefined;
  children: TreeItem[];
  isOpen: boolean;
}

/** Makes the line of a node. */
export function createTreeItem(node: TreeNode, parent: TreeItem | undefined): TreeItem {
  const mark = createElement('span', { className: 'twisty', attributes: { 'aria-hidden': 'true' } });
  mark.classList.toggle('is-leaf', node.expand === undefined);
  const line = createElement(
    'div',
    { className: 'tree-line' },
    mark,
    createElement('span', { className: 'tree-label', text: node.label }),
    createElement('span', { className: `tree-text is-${node.kind}`, text: shownText(node) }),
  );
  if (node.hasMixedScripts === true) {
    line.classList.add('is-marked');
    line.title = 'A word mixes letters of different alphabets that look alike.';
  }
  const item = createItem(line, node, parent);
  if (node.expand !== undefined) item.element.setAttribute('aria-expanded', 'false');
  return item;
}

/** Makes the line that reads on. */
export function createMoreItem(parent: TreeItem | undefined, rest: number | undefined): TreeItem {
  const text = rest === undefined ? 'Show more' : `Show more of the other ${formatCount(rest)}`;
  return createItem(createElement('div', { className: 'tree-line tree-more', text }), undefined, parent);
}

/** Shows or hides what is below a line. */
export function setOpen(item: TreeItem, isOpen: boolean): void {
  item.isOpen = isOpen;
  item.element.setAttribute('aria-expanded', String(isOpen));
  if (item.group !== undefined) item.group.hidden = !isOpen;
}

/** The lines on the screen from top to bottom. */
export function visibleItems(items: readonly TreeItem[]): readonly TreeItem[] {
  const visible: TreeItem[] = [];
  const waiting = [...items].reverse();
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    visible.push(item);
    if (item.isOpen) waiting.push(...item.children.toReversed());
  }
  return visible;
}

function createItem(line: HTMLElement, node: TreeNode | undefined, parent: TreeItem | undefined): TreeItem {
  const level = (parent?.level ?? 0) + 1;
  const element = createElement(
    'li',
    { className: 'tree-item', attributes: { role: 'treeitem', tabindex: '-1', 'aria-level': String(level) } },
    line,
  );
  return { element, parent, level, node, group: undefined, children: [], isOpen: false };
}

function shownText({ kind, text, count, fullLength, expand }: TreeNode): string {
  switch (kind) {
    case 'object':
      return `{ ${countOf(count ?? 0, 'member')} }`;
    case 'array':
      return `[ ${countOf(count ?? 0, 'element')} ]`;
    case 'string': {
      const cut = fullLength === undefined ? `"${text}"` : `"${text}… (${countOf(fullLength, 'character')})`;
      return expand === undefined ? cut : `JSON in a string: ${cut}`;
    }
    default:
      return text;
  }
}
