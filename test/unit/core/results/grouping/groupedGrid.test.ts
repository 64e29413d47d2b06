import { describe, expect, it } from 'vitest';
import type { TableSelection } from '../../../../../src/core/formats/rowWriter';
import type { AskedGrouping } from '../../../../../src/core/protocol/groupMessages';
import { parseHostMessage, type HostMessage, type ShowResult } from '../../../../../src/core/protocol/gridMessages';
import { createGridController } from '../../../../../src/core/results/controller/gridController';
import { levelBy } from '../../../../fixtures/groupedTable';
import { tableOf } from '../../../../fixtures/tableOf';

const table = tableOf(
  [['Device', 'string'], ['Time', 'datetime'], ['Size', 'long']],
  [
    ['"pc1"', '"2026-01-31T10:00:00Z"', '1'],
    ['"pc2"', '"2026-01-31T10:10:00Z"', '2'],
    ['"pc1"', '"2026-01-31T11:59:00Z"', '3'],
    ['null', '"2026-01-31T11:00:00Z"', '4'],
  ],
); // prettier-ignore
const BY_DEVICE: AskedGrouping = { levels: [levelBy(0)], aggregates: [{ column: 2, function: 'sum' }] };

/** A grid whose messages are answered in turn, the next once the last one's is there. */
function openGrid() {
  const posted: HostMessage[] = [];
  const copies: string[] = [];
  const saves: TableSelection[] = [];
  const operators: string[] = [];
  let wake: (() => void) | undefined;
  const controller = createGridController(
    (message) => {
      expect(parseHostMessage(message)).toEqual(message);
      posted.push(message);
      wake?.();
    },
    {
      writeClipboard: (text) => Promise.resolve(void copies.push(text)),
      save: (selection) => saves.push(selection),
      saveChart: () => undefined,
      append: (operator) => operators.push(operator),
      openQuery: () => undefined,
    },
  );
  controller.receive({ type: 'ready' });
  controller.showResult({ query: 'T', connection: '', timespan: '' }, { table, elapsedMs: 1, mayBeIncomplete: false, notes: [] }); // prettier-ignore
  const resultId = posted.find((message): message is ShowResult => message.type === 'showResult')?.resultId ?? '';
  posted.length = 0;
  const send = (message: object) => controller.receive({ resultId, requestId: 1, ...message });
  const ask = async (message: object): Promise<HostMessage | undefined> => {
    posted.length = 0;
    const answered = new Promise<void>((resolve) => (wake = resolve));
    send(message);
    await answered;
    return posted.at(-1);
  };
  const window = { type: 'requestRows', firstRow: 0, rowCount: 20, columns: [0, 1, 2] };
  /** Each line: a group's value and count, or a row's size. */
  const draw = async () => {
    const rows = await ask(window);
    if (rows?.type !== 'rows') return [];
    return (rows.heads ?? []).map((head, line) =>
      head.kind === 'group' ? [head.value, head.count, rows.cells[line]?.[2]] : rows.cells[line]?.[2],
    );
  };
  return { ask, send, draw, posted, copies, saves, operators, controller, window };
}

const selection = (first: number, count: number, columns: readonly number[] = [2]) => ({
  rows: [{ first, count }],
  columns,
});

describe('a grid of grouped rows', () => {
  it('shows groups with their counts and aggregates, and the rows of those that are opened', async () => {
    const grid = openGrid();
    expect(await grid.ask({ type: 'group', grouping: BY_DEVICE })).toEqual({
      type: 'rowsGrouped',
      requestId: 1,
      shownRowCount: 4,
      groups: { grouping: BY_DEVICE, lineCount: 3, groupCount: 3, openRows: [[]] },
    });
    expect(await grid.draw()).toEqual([['pc1', 2, 'sum 4'], ['pc2', 1, 'sum 2'], [null, 1, 'sum 4']]); // prettier-ignore
    expect(await grid.ask({ type: 'openGroup', line: 0, isOpen: true })).toMatchObject({ groups: { lineCount: 5 } });
    expect(await grid.draw()).toEqual([['pc1', 2, 'sum 4'], '1', '3', ['pc2', 1, 'sum 2'], [null, 1, 'sum 4']]);
    expect(await grid.ask({ type: 'requestParentLine', line: 2 })).toMatchObject({ line: 0 });
    expect(await grid.ask({ type: 'openAllGroups', isOpen: true })).toMatchObject({ groups: { lineCount: 7 } });
    expect(await grid.ask({ type: 'group', grouping: { levels: [], aggregates: [] } })).toEqual({
      type: 'rowsGrouped',
      requestId: 1,
      shownRowCount: 4,
    });
  });

  it('stays grouped and open when its rows are sorted and filtered, and when the page is loaded anew', async () => {
    const grid = openGrid();
    await grid.ask({ type: 'group', grouping: BY_DEVICE });
    await grid.ask({ type: 'openGroup', line: 0, isOpen: true });
    await grid.ask({ type: 'sort', keys: [{ column: 2, direction: 'descending' }] });
    expect(await grid.draw()).toEqual([['pc1', 2, 'sum 4'], '3', '1', [null, 1, 'sum 4'], ['pc2', 1, 'sum 2']]);
    const filter = { text: '', columns: [{ column: 2, text: '< 3' }] };
    expect(await grid.ask({ type: 'filter', filter })).toMatchObject({ shownRowCount: 2, groups: { lineCount: 3 } });
    expect(await grid.draw()).toEqual([['pc2', 1, 'sum 2'], ['pc1', 1, 'sum 1'], '1']);
    grid.controller.receive({ type: 'ready' });
    expect(grid.posted.at(-1)).toMatchObject({ type: 'showResult', groups: { grouping: BY_DEVICE, lineCount: 3 } });
  });

  it('opens the groups that another grid of the same rows tells of, whatever its order', async () => {
    const earlier = openGrid();
    await earlier.ask({ type: 'sort', keys: [{ column: 2, direction: 'descending' }] });
    await earlier.ask({ type: 'group', grouping: BY_DEVICE });
    const opened = await earlier.ask({ type: 'openGroup', line: 0, isOpen: true });
    const openRows = opened?.type === 'rowsGrouped' ? (opened.groups?.openRows ?? []) : [];
    expect(openRows).toEqual([[0]]);
    const grid = openGrid();
    expect(await grid.ask({ type: 'group', grouping: BY_DEVICE, openRows })).toMatchObject({
      groups: { lineCount: 5, openRows },
    });
    expect(await grid.draw()).toEqual([['pc1', 2, 'sum 4'], '1', '3', ['pc2', 1, 'sum 2'], [null, 1, 'sum 4']]);
    const absent = [[99_999], [0], [1]];
    expect(await grid.ask({ type: 'group', grouping: BY_DEVICE, openRows: absent })).toMatchObject({
      groups: { lineCount: 5 },
    });
  });

  it('takes the rows sorted and filtered meanwhile, and the newest of several groupings', async () => {
    const grid = openGrid();
    grid.send({ type: 'group', requestId: 1, grouping: { levels: [levelBy(2)], aggregates: [] } });
    grid.send({ type: 'group', requestId: 2, grouping: BY_DEVICE });
    grid.send({ type: 'filter', filter: { text: '', columns: [{ column: 2, text: '> 1' }] } });
    const answer = await grid.ask({ type: 'group', requestId: 3, grouping: BY_DEVICE });
    expect(answer).toMatchObject({ type: 'rowsGrouped', requestId: 3, shownRowCount: 3, groups: { lineCount: 3 } });
    expect(grid.posted.filter(({ type }) => type === 'rowsGrouped')).toHaveLength(1);
  });

  it('gives times a bin that fits where none is chosen', async () => {
    const grid = openGrid();
    const grouping = { levels: [levelBy(1), { ...levelBy(1), bin: 'fitting' }], aggregates: [] };
    expect(await grid.ask({ type: 'group', grouping })).toMatchObject({
      groups: { groupCount: 4, grouping: { levels: [{ column: 1 }, { column: 1, bin: '5m' }] } },
    });
  });

  it('passes over columns that are not there', async () => {
    const grid = openGrid();
    const grouping = { levels: [levelBy(9)], aggregates: [{ column: 9, function: 'sum' }] };
    expect(await grid.ask({ type: 'group', grouping })).toEqual({
      type: 'rowsGrouped',
      requestId: 1,
      shownRowCount: 4,
    });
  });

  it('finds cells in closed groups and opens them', async () => {
    const grid = openGrid();
    await grid.ask({ type: 'group', grouping: BY_DEVICE });
    const find = { type: 'find', text: '3', columns: [2], from: { row: 0, place: 0 }, direction: 'here' };
    expect(await grid.ask(find)).toEqual({
      type: 'found',
      requestId: 1,
      cellCount: 1,
      at: { row: 2, place: 0, ordinal: 1 },
      lineCount: 5,
    });
    expect(await grid.ask({ ...find, text: '4', from: { row: 2, place: 0 }, direction: 'next' })).toMatchObject({
      at: { row: 5 },
      lineCount: 6,
    });
  });

  it('takes a group for all of its rows when it is copied, summarized or saved', async () => {
    const grid = openGrid();
    await grid.ask({ type: 'group', grouping: BY_DEVICE });
    expect(await grid.ask({ type: 'requestSummary', areas: [selection(0, 1)] })).toMatchObject({
      summary: { cellCount: 2, sum: '4' },
    });
    await grid.ask({ type: 'copyRows', selection: selection(0, 2), format: 'tsv', withHeader: false });
    expect(grid.copies).toEqual(['1\r\n3\r\n2']);
    grid.send({ type: 'save' });
    expect(grid.saves.map(({ rows }) => rows)).toEqual([Uint32Array.of(0, 2, 1, 3)]);
  });

  it('reads and copies the value of a group, whatever column is active, and the beginning of its bin', async () => {
    const grid = openGrid();
    await grid.ask({ type: 'group', grouping: BY_DEVICE });
    expect(await grid.ask({ type: 'requestCell', row: 0, column: 2 })).toMatchObject({ value: { text: 'pc1' } });
    expect(await grid.ask({ type: 'requestCell', row: 2, column: 2 })).toMatchObject({ value: { isNull: true } });
    await grid.ask({ type: 'group', grouping: { levels: [{ ...levelBy(1), bin: '1h' }], aggregates: [] } });
    await grid.ask({ type: 'copyCell', row: 1, column: 0 });
    expect(grid.copies).toEqual(['2026-01-31T11:00:00.0000000Z']);
    expect(await grid.ask({ type: 'requestCell', row: 1, column: 0 })).toMatchObject({
      value: { text: '2026-01-31T11:00:00.0000000Z' },
    });
  });

  it('writes conditions on groups, and on the values of rows', async () => {
    const grid = openGrid();
    await grid.ask({ type: 'group', grouping: BY_DEVICE });
    grid.send({ type: 'pivot', pivot: 'include', selection: selection(0, 1) });
    grid.send({ type: 'pivot', pivot: 'exclude', selection: selection(2, 1) });
    grid.send({ type: 'pivot', pivot: 'between', selection: selection(0, 1) });
    await grid.ask({ type: 'openGroup', line: 0, isOpen: true });
    grid.send({ type: 'pivot', pivot: 'include', selection: selection(2, 1) });
    expect(grid.operators).toEqual([
      'where Device == "pc1"',
      'where isnotempty(Device)',
      'where Size between (long(1) .. long(3))',
      'where Size == long(3)',
    ]);
  });

  it('gives its groups as a summary in KQL and as a table', async () => {
    const grid = openGrid();
    await grid.ask({ type: 'group', grouping: BY_DEVICE });
    grid.send({ type: 'writeSummarize' });
    expect(grid.operators).toEqual([
      'summarize Count = count(), Sum_Size = sum(Size) by Device\n| order by Count desc',
    ]);
    await grid.ask({ type: 'copyGroups', format: 'csv' });
    expect(grid.copies).toEqual(['Device,Count,Sum_Size\r\npc1,2,4\r\npc2,1,2\r\n,1,4']);
    grid.send({ type: 'saveGroups' });
    expect(grid.saves[0]?.table.columns).toEqual([
      { name: 'Device', type: 'string' },
      { name: 'Count', type: 'long' },
      { name: 'Sum_Size', type: 'long' },
    ]);
  });
});
