import { describeRowCount, missingRows } from '../core/completeness';
import type { RunSummary, ShowResult } from '../core/protocol/gridMessages';
import { showInvisibles } from '../core/visibleText';
import { createButton, createElement } from './createElement';
import { formatElapsed } from '../core/formatCount';

export interface HeaderButtons {
  readonly onCopy: () => void;
  readonly onSave: () => void;
  readonly onTogglePane: () => void;
  /** The list of columns is to be shown below its button. */
  readonly onColumns: (anchor: HTMLElement) => void;
  /** The choice of how times are shown, where there are any. */
  readonly times: HTMLElement | undefined;
}

/** The bar above the rows, and whether its button for the side pane looks pressed. */
export interface ResultHeader {
  readonly element: HTMLElement;
  setPaneOpen(isOpen: boolean): void;
}

/** What was asked and what came back: counts, time, connection, timespan, the query, and the buttons. */
export function createResultHeader(result: ShowResult, buttons: HeaderButtons): ResultHeader {
  const paneButton = createButton('Details', buttons.onTogglePane);
  paneButton.title = 'Show the active cell and its row (Enter)';
  paneButton.setAttribute('aria-pressed', 'false');
  const columnsButton = createButton('Columns', () => buttons.onColumns(columnsButton));
  columnsButton.title = 'Choose which columns are shown, and their order';
  columnsButton.setAttribute('aria-haspopup', 'dialog');
  const copyButton = createButton('Copy', buttons.onCopy);
  copyButton.title = 'Copy the selection (Ctrl+C, with headers Ctrl+Shift+C)';
  const saveButton = createButton('Save As…', buttons.onSave);
  saveButton.title = 'Save the selected rows and columns, or all of them, to a file';
  const facts = [describeRowCount(result), formatElapsed(result.elapsedMs)];
  const toolbar = createElement(
    'div',
    { className: 'buttons', attributes: { role: 'toolbar', 'aria-label': 'Results' } },
    ...(buttons.times === undefined ? [] : [buttons.times]),
    paneButton,
    columnsButton,
    copyButton,
    saveButton,
  );
  const element = createElement(
    'header',
    { className: 'result-header' },
    createTitle(),
    createElement('div', { className: 'header-line' }, createFacts(facts, result.run), toolbar),
    createQueryLine(result.run.query),
  );
  return {
    element,
    setPaneOpen: (isOpen) => paneButton.setAttribute('aria-pressed', String(isOpen)),
  };
}

/**
 * The bar while a query runs or after it failed: what was asked.
 * @param tools what can be done meanwhile
 */
export function createRunHeader(run: RunSummary, ...tools: readonly HTMLElement[]): HTMLElement {
  return createElement(
    'header',
    { className: 'result-header' },
    createTitle(),
    createElement('div', { className: 'header-line' }, createFacts([], run), ...tools),
    createQueryLine(run.query),
  );
}

/** Sentences that the user should see beside the rows. */
export function createNotices(result: ShowResult): HTMLElement | undefined {
  const sentences = [...missingRows(result), ...result.notes];
  if (sentences.length === 0) return undefined;
  const items = sentences.map((sentence) =>
    createElement('li', { className: 'notice', text: showInvisibles(sentence) }),
  );
  return createElement(
    'div',
    { className: 'notices', attributes: { role: 'status', 'aria-label': 'Notes' } },
    createElement('ul', { className: 'notice-list' }, ...items),
  );
}

/** What screen readers jump to; the tab's own title is outside the page. */
function createTitle(): HTMLElement {
  return createElement('h1', { className: 'only-read', text: 'Hunting results' });
}

function createFacts(facts: readonly string[], { connection, timespan }: RunSummary): HTMLElement {
  const items = [...facts, connection, timespan].map((fact) =>
    createElement('li', { className: 'fact', text: showInvisibles(fact) }),
  );
  return createElement('ul', { className: 'facts', attributes: { 'aria-label': 'About these results' } }, ...items);
}

/** The query on one line; a click shows it as it was written. */
function createQueryLine(query: string): HTMLElement {
  const oneLine = createElement('span', {
    className: 'query-line',
    text: showInvisibles(query.replace(/\s+/g, ' ').trim()),
  });
  const whole = createElement('pre', {
    className: 'query-text',
    text: query
      .split(/\r\n|\n/)
      .map(keepTabs)
      .join('\n'),
    attributes: { tabindex: '0', 'aria-label': 'Query' },
  });
  whole.hidden = true;
  const toggle = createElement(
    'button',
    { className: 'query-toggle', attributes: { type: 'button', 'aria-expanded': 'false', title: 'Show the query' } },
    createElement('span', { className: 'twisty', attributes: { 'aria-hidden': 'true' } }),
    oneLine,
  );
  toggle.addEventListener('click', () => {
    whole.hidden = !whole.hidden;
    toggle.setAttribute('aria-expanded', String(!whole.hidden));
  });
  return createElement('div', { className: 'query' }, toggle, whole);
}

function keepTabs(line: string): string {
  return line.split('\t').map(showInvisibles).join('\t');
}
