import { namesPlace } from '../core/errors';
import type { RunFailure, RunSummary } from '../core/protocol/gridMessages';
import { countOf } from '../core/formatCount';
import { showInvisibles } from '../core/visibleText';
import { createElement } from './createElement';
import { createRunHeader } from './resultHeader';

/** What the page shows while a query runs. */
export function createRunningView(run: RunSummary): readonly HTMLElement[] {
  const bar = createElement('div', { className: 'progress', attributes: { 'aria-hidden': 'true' } });
  const note = createElement('p', { className: 'running-note', text: 'Running…', attributes: { role: 'status' } });
  return [createRunHeader(run), createElement('main', { className: 'run-view' }, bar, note)];
}

/**
 * What the page shows when a query failed: the sentence, the next step, the place in the query unless the sentence
 * names it, facts for support.
 * @param rowsBefore how many rows it showed until then
 */
export function createFailureView(
  run: RunSummary,
  { message, hint, position, details }: RunFailure,
  rowsBefore = 0,
): readonly HTMLElement[] {
  const gone = rowsBefore === 0 ? [] : [`What had come, ${countOf(rowsBefore, 'row')}, was only a part of the answer.`];
  const isPlaceTold = position === undefined || namesPlace(message, position);
  const place = isPlaceTold ? [] : [`Line ${position.line}, column ${position.column}.`];
  const facts = details.flatMap(({ name, value }) => [
    createElement('dt', { text: showInvisibles(name) }),
    createElement('dd', { text: showInvisibles(value) }),
  ]);
  const box = createElement(
    'section',
    { className: 'failure', attributes: { role: 'alert' } },
    createElement('h2', { className: 'failure-message', text: showInvisibles(message) }),
    ...[...place, ...gone, hint]
      .filter((sentence) => sentence !== '')
      .map((sentence) => createElement('p', { className: 'failure-hint', text: showInvisibles(sentence) })),
    ...(facts.length === 0 ? [] : [createElement('dl', { className: 'failure-details' }, ...facts)]),
  );
  return [createRunHeader(run), createElement('main', { className: 'run-view' }, box)];
}
