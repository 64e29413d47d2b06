import type { ChildPlace } from '../../core/json/listChildren';
import type { NodePlace, TreeNode, TreeNodes } from '../../core/results/display/valueTree';
import { countOf } from '../../core/formatCount';
import { createButton, createElement } from '../createElement';
import { createValueTree } from './valueTree';

/** Typing is followed when it rests for so long. */
const TYPING_PAUSE_MS = 150;

/** Where the tree of a value begins. */
export interface TreeRoot {
  readonly place: NodePlace;
  readonly count: number;
}

export interface TreePaneActions {
  readonly requestNodes: (place: NodePlace, from?: ChildPlace) => Promise<TreeNodes | undefined>;
  readonly search: (place: NodePlace, text: string) => Promise<(TreeNodes & { readonly isMore: boolean }) | undefined>;
  readonly onCopy: (place: NodePlace, part: 'value' | 'path') => void;
  readonly onExtend: (place: NodePlace) => void;
}

/** The parts of one value: a search box, what can be done with a part, and the tree. */
export interface TreePane {
  readonly element: HTMLElement;
  /** Shows another value's parts. */
  readonly show: (root: TreeRoot) => void;
  readonly dispose: () => void;
}

export function createTreePane(actions: TreePaneActions): TreePane {
  const box = createElement('input', {
    className: 'filter-box tree-search',
    attributes: {
      type: 'text',
      placeholder: 'Find in the value',
      'aria-label': 'Find in the value',
      spellcheck: 'false',
    },
  });
  const found = createElement('span', { className: 'tree-count', attributes: { role: 'status' } });
  const copyPath = createButton('Copy Path', () => withCurrent(({ place }) => actions.onCopy(place, 'path')));
  copyPath.title = 'Copy the KQL expression for this part (Ctrl+Shift+C)';
  const copyPart = createButton('Copy Part', () => withCurrent(({ place }) => actions.onCopy(place, 'value')));
  copyPart.title = 'Copy this part exactly (Ctrl+C)';
  const extend = createButton('Extend to Column', () => withCurrent(({ place }) => actions.onExtend(place)));
  extend.title = 'Write an extend into the query that makes a column of this part';
  const tree = createValueTree({
    requestNodes: actions.requestNodes,
    onCopy: ({ place }, part) => actions.onCopy(place, part),
    onCurrent: (node) => {
      for (const button of [copyPath, copyPart, extend]) button.disabled = node === undefined;
    },
  });
  const element = createElement(
    'div',
    { className: 'tree-pane' },
    createElement('div', { className: 'tree-find' }, box, found),
    createElement(
      'div',
      { className: 'buttons', attributes: { role: 'toolbar', 'aria-label': 'Part of the value' } },
      extend,
      copyPart,
      copyPath,
    ),
    tree.element,
  );
  let root: TreeRoot | undefined;
  let asked = 0;
  let timer: number | undefined;

  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void read(), TYPING_PAUSE_MS);
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && box.value !== '') {
      box.value = '';
      void read();
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      tree.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    show: (next) => {
      root = next;
      void read();
    },
    dispose: () => clearTimeout(timer),
  };

  function withCurrent(act: (node: TreeNode) => void): void {
    if (tree.current !== undefined) act(tree.current);
  }

  /** Shows the value's own parts or, while something is looked for, those that hold it; only the newest answer counts. */
  async function read(): Promise<void> {
    clearTimeout(timer);
    asked += 1;
    const mine = asked;
    const from = root;
    if (from === undefined) return;
    const wanted = box.value;
    const nodes = wanted === '' ? await actions.requestNodes(from.place) : await actions.search(from.place, wanted);
    if (nodes === undefined || mine !== asked) return;
    tree.show(nodes, wanted === '' ? from : undefined);
    const isMore = 'isMore' in nodes && nodes.isMore === true;
    found.textContent =
      wanted === '' ? '' : `${isMore ? 'More than ' : ''}${countOf(nodes.nodes.length, 'part')} found`;
  }
}
