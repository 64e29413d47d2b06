import { describe, expect, it } from 'vitest';
import { createInbox } from '../../../src/resultWorker/inbox';

const fromPage = (message: object) => ({ type: 'fromPage', message: { resultId: 'a', ...message } });
const sort = (column: number) => fromPage({ type: 'sort', keys: [{ column, direction: 'ascending' }] });
const filter = (requestId: number) =>
  fromPage({ type: 'filter', requestId, filter: { text: String(requestId), columns: [] } });
const rows = fromPage({
  type: 'requestRows',
  requestId: 9,
  firstRow: 0,
  rowCount: 1,
  columns: [0],
});
const copy = fromPage({ type: 'copyCell', row: 0, column: 0 });

/** What is handled where all of these have come by the time the first is. */
function handledOf(first: object, ...waiting: object[]): unknown[] {
  const handled: unknown[] = [];
  createInbox(
    () => waiting.shift(),
    (data) => handled.push(data),
  ).take(first);
  return handled;
}

describe("the worker's inbox", () => {
  it('hands messages on in their order', () => {
    expect(handledOf(sort(1), rows, filter(2), copy)).toEqual([sort(1), rows, filter(2), copy]);
  });

  it('makes only the last of several orders or filters', () => {
    expect(handledOf(sort(1), rows, sort(2), sort(3), rows)).toEqual([rows, sort(3), rows]);
    expect(handledOf(filter(1), filter(2), rows)).toEqual([filter(2), rows]);
  });

  it('leaves nothing out that rows were copied under', () => {
    expect(handledOf(filter(1), copy, filter(2))).toEqual([filter(1), copy, filter(2)]);
    expect(handledOf(filter(1), sort(1), filter(2))).toEqual([filter(1), sort(1), filter(2)]);
  });

  it('keeps an order of another result', () => {
    const other = fromPage({ type: 'sort', resultId: 'b', keys: [] });
    expect(handledOf(sort(1), other)).toEqual([sort(1), other]);
  });

  it('sees what comes while it handles', () => {
    const waiting: object[] = [];
    const handled: unknown[] = [];
    const inbox = createInbox(
      () => waiting.shift(),
      (data) => {
        handled.push(data);
        if (handled.length === 1) waiting.push(filter(2), filter(3));
      },
    );
    inbox.take(filter(1));
    expect(handled).toEqual([filter(1), filter(3)]);
  });
});
