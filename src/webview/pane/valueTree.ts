import type { ChildPlace } from '../../core/json/listChildren';
import type { NodePlace, TreeNode, TreeNodes } from '../../core/results/display/valueTree';
import { createElement } from '../createElement';
import { createMoreItem, createTreeItem, setOpen, visibleItems, type TreeItem } from './treeItem';

export interface ValueTreeOptions {
  /** Asks for the children of a node; undefined where the answer is no longer wanted. */
  readonly requestNodes: (place: NodePlace, from?: ChildPlace) => Promise<TreeNodes | undefined>;
  readonly onCopy: (node: TreeNode, part: 'value' | 'path') => void;
  /** Another line is the current one. */
  readonly onCurrent: (node: TreeNode | undefined) => void;
}

/** A value's parts as a tree that is read as far as it is opened. */
export interface ValueTree {
  readonly element: HTMLElement;
  readonly current: TreeNode | undefined;
  /** Shows lines; more are read from `parent` where there is a next one. */
  show(nodes: TreeNodes, parent: { readonly place: NodePlace; readonly count: number } | undefined): void;
  focus(): void;
}

export function createValueTree(options: ValueTreeOptions): ValueTree {
  const element = createElement('ul', {
    className: 'tree',
    attributes: { role: 'tree', 'aria-label': 'Parts of the value' },
  });
  let roots: TreeItem[] = [];
  let current: TreeItem | undefined;
  /** What reads on, by the line that stands for it. */
  let readOn = new WeakMap<TreeItem, () => Promise<void>>();

  element.addEventListener('keydown', (event) => {
    if (!runKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener('focusin', ({ target }) => {
    const item = itemOf(target);
    if (item !== undefined && item !== current) setCurrent(item);
  });
  element.addEventListener('click', ({ target }) => {
    const item = itemOf(target);
    if (item === undefined || !(target instanceof Element)) return;
    goTo(item);
    if (item.node === undefined || target.classList.contains('twisty')) toggle(item);
  });
  element.addEventListener('dblclick', ({ target }) => {
    if (current !== undefined && target instanceof Element && !target.classList.contains('twisty')) toggle(current);
  });

  return {
    element,
    get current() {
      return current?.node;
    },
    show: (nodes, parent) => {
      roots = [];
      current = undefined;
      readOn = new WeakMap();
      element.replaceChildren();
      addNodes(nodes, undefined, parent);
      setCurrent(roots[0]);
    },
    focus: () => current?.element.focus(),
  };

  /** Adds lines below a line, or at the top, and the one that reads on. */
  function addNodes(
    { nodes, next }: TreeNodes,
    parent: TreeItem | undefined,
    source: { readonly place: NodePlace; readonly count: number } | undefined,
  ): void {
    const siblings = parent?.children ?? roots;
    const list = parent?.group ?? element;
    const added = nodes.map((node) => createTreeItem(node, parent));
    siblings.push(...added);
    list.append(...added.map((item) => item.element));
    const setSize = String(source?.count ?? siblings.length);
    siblings.forEach((item, at) => {
      item.element.setAttribute('aria-posinset', String(at + 1));
      item.element.setAttribute('aria-setsize', setSize);
    });
    if (next === undefined || source === undefined) return;
    const more = createMoreItem(parent, source.count - siblings.length);
    readOn.set(more, async () => {
      const read = await options.requestNodes(source.place, next);
      if (read === undefined || !more.element.isConnected) return;
      siblings.splice(siblings.indexOf(more), 1);
      const hadFocus = more.element.contains(document.activeElement);
      more.element.remove();
      const before = siblings.length;
      addNodes(read, parent, source);
      const first = siblings[before];
      if (first !== undefined && hadFocus) goTo(first);
      else if (current === more) setCurrent(first);
    });
    siblings.push(more);
    list.append(more.element);
  }

  function itemOf(target: EventTarget | null): TreeItem | undefined {
    const line = target instanceof Element ? target.closest('.tree-item') : undefined;
    return visibleItems(roots).find((item) => item.element === line);
  }

  function toggle(item: TreeItem): void {
    const reading = readOn.get(item);
    if (reading !== undefined) void reading();
    else if (item.isOpen) close(item);
    else void open(item);
  }

  async function open(item: TreeItem): Promise<void> {
    const { node } = item;
    if (node?.expand === undefined || item.isOpen) return;
    if (item.group !== undefined) {
      setOpen(item, true);
      return;
    }
    item.element.setAttribute('aria-busy', 'true');
    const read = await options.requestNodes(node.expand);
    item.element.removeAttribute('aria-busy');
    // While it was read it may have been opened a second time.
    if (read === undefined || item.element.querySelector(':scope > .tree-group') !== null) return;
    item.group = createElement('ul', { className: 'tree-group', attributes: { role: 'group' } });
    item.element.append(item.group);
    addNodes(read, item, { place: node.expand, count: node.count ?? read.nodes.length });
    setOpen(item, true);
  }

  function close(item: TreeItem): void {
    setOpen(item, false);
  }

  function setCurrent(item: TreeItem | undefined): void {
    if (current !== undefined) {
      current.element.tabIndex = -1;
      current.element.removeAttribute('aria-selected');
    }
    current = item;
    if (item !== undefined) {
      item.element.tabIndex = 0;
      item.element.setAttribute('aria-selected', 'true');
    }
    options.onCurrent(item?.node);
  }

  function goTo(item: TreeItem | undefined): void {
    if (item === undefined) return;
    setCurrent(item);
    item.element.focus();
  }

  /** @returns whether the key meant something here */
  function runKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    if (current === undefined || altKey) return false;
    if (ctrlKey || metaKey) {
      if (key.toLowerCase() !== 'c' || current.node === undefined) return false;
      options.onCopy(current.node, shiftKey ? 'path' : 'value');
      return true;
    }
    return moveWithKey(key, current) || findByLetter(key, current);
  }

  function moveWithKey(key: string, item: TreeItem): boolean {
    const items = visibleItems(roots);
    const at = items.indexOf(item);
    switch (key) {
      case 'ArrowDown':
        goTo(items[at + 1]);
        return true;
      case 'ArrowUp':
        goTo(items[at - 1]);
        return true;
      case 'Home':
        goTo(items[0]);
        return true;
      case 'End':
        goTo(items.at(-1));
        return true;
      case 'ArrowRight':
        if (item.isOpen) goTo(item.children[0]);
        else void open(item);
        return true;
      case 'ArrowLeft':
        if (item.isOpen) close(item);
        else goTo(item.parent);
        return true;
      case 'Enter':
      case ' ':
        toggle(item);
        return true;
      case '*':
        for (const sibling of item.parent?.children ?? roots) void open(sibling);
        return true;
      default:
        return false;
    }
  }

  /** A letter leads to the next line whose name begins with it. */
  function findByLetter(key: string, item: TreeItem): boolean {
    if (key.length !== 1) return false;
    const items = visibleItems(roots);
    const at = items.indexOf(item);
    const wanted = key.toLowerCase();
    const found = [...items.slice(at + 1), ...items.slice(0, at)].find(
      ({ node }) => node?.label.toLowerCase().startsWith(wanted) === true,
    );
    goTo(found);
    return found !== undefined;
  }
}
