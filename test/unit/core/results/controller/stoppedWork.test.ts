import { describe, expect, it } from 'vitest';
import type { HostMessage } from '../../../../../src/core/protocol/gridMessages';
import { createGridController } from '../../../../../src/core/results/controller/gridController';
import { LARGEST_FIRST } from '../../../../../src/core/results/grouping/grouping';
import { tableOf } from '../../../../fixtures/tableOf';

const RUN = { query: 'T', connection: 'Local sample data', timespan: 'Last 7 days' };
const ROWS = 3000;
const table = tableOf(
  [
    ['Number', 'long'],
    ['Name', 'string'],
  ],
  Array.from({ length: ROWS }, (_, row) => [String((row * 7) % ROWS), `"name ${row % 3}"`]),
);
const BY_NAME = { levels: [{ column: 1, order: LARGEST_FIRST }], aggregates: [] };

const down = { type: 'sort', keys: [{ column: 0, direction: 'descending' }] };
const up = { type: 'sort', keys: [{ column: 0, direction: 'ascending' }] };
const filterBy = (text: string) => ({ type: 'filter', filter: { text: '', columns: [{ column: 0, text }] } });
const rows = { type: 'requestRows', firstRow: 0, rowCount: 2, columns: [0] };

/** A grid to which a page posts messages, each of the last call's in turn while the first is worked on. */
function openGrid() {
  const posted: HostMessage[] = [];
  const meanwhile: object[] = [];
  let resultId = '';
  let requestId = 0;
  const receive = (message: object): void => {
    requestId += 1;
    controller.receive({ resultId, requestId, ...message });
  };
  const controller = createGridController(
    (message) => posted.push(message),
    {
      writeClipboard: () => Promise.resolve(),
      save: () => undefined,
      saveChart: () => undefined,
      append: () => undefined,
      openQuery: () => undefined,
    },
    {
      lookAround: () => {
        const next = meanwhile.shift();
        if (next !== undefined) receive(next);
      },
      now: () => 0,
    },
  );
  controller.receive({ type: 'ready' });
  controller.showResult(RUN, { table, elapsedMs: 1, mayBeIncomplete: false, notes: [] });
  const [shown] = posted.splice(0);
  if (shown?.type === 'showResult') ({ resultId } = shown);
  return {
    /** @returns what is posted; request ids count from 1 over all messages */
    send: (first: object, ...others: object[]): HostMessage[] => {
      meanwhile.push(...others);
      receive(first);
      return posted.splice(0);
    },
    controller,
  };
}

describe('work that is stopped in its middle', () => {
  it('leaves the order as it was', () => {
    const grid = openGrid();
    grid.send(down);
    expect(grid.send(up, { type: 'stopWork' })).toEqual([{ type: 'workStopped', requestId: 2 }]);
    expect(grid.send(rows)).toMatchObject([{ cells: [['2999'], ['2998']] }]);
  });

  it('leaves the filter as it was, also for a page that is loaded anew', () => {
    const grid = openGrid();
    grid.send(filterBy('< 10'));
    expect(grid.send(filterBy('< 5'), { type: 'stopWork' })).toEqual([{ type: 'workStopped', requestId: 2 }]);
    expect(grid.send({ type: 'ready' })).toMatchObject([
      { shownRowCount: 10, filter: { columns: [{ column: 0, text: '< 10' }] } },
    ]);
  });

  it('leaves the groups as they were', () => {
    const grid = openGrid();
    expect(grid.send({ type: 'group', grouping: BY_NAME }, { type: 'stopWork' })).toEqual([
      { type: 'workStopped', requestId: 1 },
    ]);
    expect(grid.send(rows)).toMatchObject([{ cells: [['0'], ['7']] }]);
  });

  it.each([
    ['statistics', { type: 'requestColumnStatistics', column: 0 }],
    ['values', { type: 'requestColumnValues', column: 0, text: '', most: 10 }],
    ['a summary', { type: 'requestSummary', areas: [{ rows: [{ first: 0, count: ROWS }], columns: [0, 1] }] }],
    ['a search', { type: 'find', text: '1', columns: [0], from: { row: 0, place: 0 }, direction: 'next' }],
    ['a chart', { type: 'requestChart', spec: { kind: 'linechart', x: 0, y: [0] } }],
  ])('tells nothing of %s', (_, request) => {
    const grid = openGrid();
    expect(grid.send(request, { type: 'stopWork' })).toEqual([{ type: 'workStopped', requestId: 1 }]);
  });

  it('copies nothing', () => {
    const grid = openGrid();
    const selection = { rows: [{ first: 0, count: ROWS }], columns: [0, 1] };
    const copy = { type: 'copyRows', selection, format: 'tsv', withHeader: true };
    expect(grid.send(copy, { type: 'stopWork' })).toEqual([]);
  });
});

describe('while work is under way', () => {
  it('windows of the rows that are still shown are read', () => {
    const grid = openGrid();
    const answers = grid.send(down, rows);
    expect(answers).toMatchObject([
      { type: 'rows', cells: [['0'], ['7']] },
      { type: 'rowsSorted', sort: down.keys },
    ]);
    expect(grid.send(rows)).toMatchObject([{ cells: [['2999'], ['2998']] }]);
  });

  it('a newer order takes the place of the one under way', () => {
    const grid = openGrid();
    expect(grid.send(up, down)).toEqual([
      { type: 'workStopped', requestId: 1 },
      { type: 'rowsSorted', requestId: 2, sort: down.keys },
    ]);
  });

  it('a filter waits for the order, and both count', () => {
    const grid = openGrid();
    expect(grid.send(down, filterBy('< 10'))).toMatchObject([{ type: 'rowsSorted' }, { shownRowCount: 10 }]);
    expect(grid.send(rows)).toMatchObject([{ cells: [['9'], ['8']] }]);
  });

  it('an order does not wait for a summary, which tells of the cells that were selected', () => {
    const grid = openGrid();
    const areas = [{ rows: [{ first: 0, count: 2 }], columns: [0] }];
    expect(grid.send({ type: 'requestSummary', areas }, down)).toMatchObject([
      { type: 'rowsSorted', sort: down.keys },
      { type: 'selectionSummary', requestId: 1, summary: { sum: '7' } },
    ]);
  });

  it('a newer summary takes the place of the one under way', () => {
    const grid = openGrid();
    const summaryOf = (count: number) => ({ type: 'requestSummary', areas: [{ rows: [{ first: 0, count }], columns: [0] }] }); // prettier-ignore
    expect(grid.send(summaryOf(3), summaryOf(2))).toMatchObject([
      { type: 'selectionSummary', requestId: 2, summary: { sum: '7' } },
      { type: 'workStopped', requestId: 1 },
    ]);
  });

  it('a group that is opened is open afterwards', () => {
    const grid = openGrid();
    grid.send({ type: 'group', grouping: BY_NAME });
    const answers = grid.send(down, { type: 'openGroup', line: 0, isOpen: true });
    expect(answers).toMatchObject([{ type: 'rowsGrouped', groups: { lineCount: 1003 } }, { type: 'rowsSorted' }]);
    expect(grid.send({ type: 'ready' })).toMatchObject([{ groups: { lineCount: 1003 }, sort: down.keys }]);
  });

  it('a page that is loaded anew gets the rows as they are, and work for the earlier one ends', () => {
    const grid = openGrid();
    const answers = grid.send(down, { type: 'ready' });
    expect(answers).toMatchObject([{ type: 'showResult', sort: [] }, { type: 'workStopped' }]);
    expect(grid.send(rows)).toMatchObject([{ cells: [['0'], ['7']] }]);
  });

  it('another result takes the place of the one worked on', () => {
    const grid = openGrid();
    expect(grid.send(down, { type: 'stopWork' })).toHaveLength(1);
    grid.controller.showRunning(RUN);
    expect(grid.send(rows)).toEqual([{ type: 'runStarted', run: RUN }]);
  });
});
