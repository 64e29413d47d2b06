import type { ColumnFilterText, GridColumn } from '../../core/protocol/gridMessages';
import type { ChoosableValue } from '../../core/results/statistics/columnValues';
import { localOffset } from '../../core/results/display/timeDisplay';
import { faultOfFilterText } from '../../core/results/filtering/filterText';
import { addLocalOffsets } from '../../core/results/filtering/typedTimes';
import { isNumeric } from '../../core/results/scalarType';
import { showInvisibles } from '../../core/visibleText';
import { createColumnActions, type ColumnCommands } from './columnActions';
import { createColumnFacts } from './columnFacts';
import { createCloseButton, createElement } from '../createElement';
import { countOf } from '../../core/formatCount';
import type { HostRequests } from '../host/hostRequests';
import { placeBelow } from './placeBelow';
import { createRangePicker } from './rangePicker';
import { createValuePicker } from './valuePicker';

export interface ColumnMenuActions {
  readonly commands: ColumnCommands;
  readonly requests: Pick<HostRequests, 'requestStatistics' | 'requestValues'>;
  readonly onFilter: (condition: ColumnFilterText) => void;
  /** Times that are typed are local ones. */
  readonly isTimeLocal: () => boolean;
  readonly onClose: () => void;
}

/** What a column's values are like, and which of them are shown: a small dialog below its header. */
export interface ColumnMenu {
  readonly element: HTMLElement;
  open(column: number, anchor: DOMRect, filterText: string): void;
  close(): void;
}

const TEXT_HINT = 'Holds a text; !text, =value, !=value, null, !null';
const ORDERED_HINT = 'Holds a text; =, !=, <, <=, >, >=, from..to, null, !null';
const EXAMPLES: Readonly<Record<string, string>> = {
  datetime: 'Such as 2026-01-31 or 2026-01-31 23:59',
  timespan: 'Such as 1.02:30:00, 00:05 or 5m',
};

export function createColumnMenu(columns: readonly GridColumn[], actions: ColumnMenuActions): ColumnMenu {
  const title = createElement('h2', { className: 'menu-title' });
  const typeName = createElement('span', { className: 'pane-type' });
  const input = createElement('input', {
    className: 'filter-box',
    attributes: {
      type: 'text',
      placeholder: 'Filter',
      spellcheck: 'false',
      'aria-describedby': 'column-filter-hint column-filter-fault',
    },
  });
  const hint = createElement('p', { className: 'menu-hint', attributes: { id: 'column-filter-hint' } });
  const fault = createElement('p', {
    className: 'menu-fault',
    attributes: { id: 'column-filter-fault', role: 'alert' },
  });
  const facts = createColumnFacts();
  const ranges = createRangePicker(applyTyped);
  const values = createValuePicker({
    request: (column, text) => actions.requests.requestValues(column, text),
    onPick: (column, picked) => applyFilter(conditionOf(column, picked)),
  });
  const columnActions = createColumnActions(columns, actions.commands, close);
  const element = createElement(
    'section',
    { className: 'column-menu', attributes: { role: 'dialog' } },
    createElement('div', { className: 'menu-head' }, title, typeName, createCloseButton(close)),
    columnActions.element,
    input,
    fault,
    hint,
    ranges.element,
    facts.element,
    values.element,
  );
  element.hidden = true;
  let shown = -1;

  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    applyTyped(input.value);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  element.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) element.hidden = true;
  });

  return {
    element,
    open: (column, anchor, filterText) => {
      const { name = '', type: columnType = 'string' } = columns[column] ?? {};
      shown = column;
      title.textContent = showInvisibles(name);
      typeName.textContent = columnType;
      element.setAttribute('aria-label', `Column ${showInvisibles(name)}`);
      input.value = filterText;
      input.setAttribute('aria-label', `Filter ${showInvisibles(name)}`);
      const isOrdered = isNumeric(columnType) || columnType === 'datetime' || columnType === 'timespan';
      const zone = columnType !== 'datetime' ? '' : actions.isTimeLocal() ? ', in local time' : ', in UTC';
      const example = `${EXAMPLES[columnType] ?? ''}${zone}`;
      ranges.show(isOrdered, example);
      hint.textContent = `${isOrdered ? ORDERED_HINT : TEXT_HINT}${example === '' ? '' : `. ${example}`}`;
      showFault(undefined);
      columnActions.show(column);
      facts.clear();
      element.hidden = false;
      values.show(column);
      placeBelow(element, anchor);
      input.focus();
      input.select();
      void showFacts(column);
    },
    close,
  };

  /** What cannot be meant stays where it was typed, with a sentence that says why. */
  function applyTyped(typed: string): void {
    const type = columns[shown]?.type ?? 'string';
    const text = type === 'datetime' && actions.isTimeLocal() ? addLocalOffsets(typed, localOffset) : typed;
    const found = faultOfFilterText(text, type);
    showFault(found);
    if (found === undefined) applyFilter({ column: shown, text });
  }

  function showFault(sentence: string | undefined): void {
    fault.textContent = showInvisibles(sentence ?? '');
    fault.hidden = sentence === undefined;
    input.setAttribute('aria-invalid', String(sentence !== undefined));
    if (sentence !== undefined) fault.scrollIntoView({ block: 'nearest' });
  }

  async function showFacts(column: number): Promise<void> {
    const statistics = await actions.requests.requestStatistics(column);
    if (statistics !== undefined && column === shown && !element.hidden) facts.show(statistics);
  }

  function applyFilter(condition: ColumnFilterText): void {
    actions.onFilter(condition);
    close();
  }

  function close(): void {
    if (element.hidden) return;
    element.hidden = true;
    actions.onClose();
  }
}

function conditionOf(column: number, values: readonly ChoosableValue[]): ColumnFilterText {
  const [first, ...others] = values;
  if (first === undefined) return { column, text: '' };
  if (others.length === 0) return { column, text: first.isNull ? '= null' : `= ${first.text}`, sameAsRow: first.row };
  return { column, text: `in ${countOf(values.length, 'value')}`, anyOfRows: values.map(({ row }) => row) };
}
