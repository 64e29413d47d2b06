import { describe, expect, it } from 'vitest';
import type { ChartImage } from '../../../../../src/core/charts/chartImage';
import type { TableSelection } from '../../../../../src/core/formats/rowWriter';
import type { HostMessage, ShowResult } from '../../../../../src/core/protocol/gridMessages';
import { createGridController } from '../../../../../src/core/results/controller/gridController';
import { tableOf } from '../../../../fixtures/tableOf';

const RUN = { query: 'T | take 2', connection: 'Local sample data', timespan: 'Last 7 days' };
const table = tableOf(
  [
    ['Name', 'string'],
    ['Size', 'long'],
  ],
  [
    ['"b"', '9'],
    ['"=1+1"', '10'],
  ],
);
const ANSWER = { table, elapsedMs: 12, mayBeIncomplete: false, notes: ['A note.'] };

function openGrid(writeClipboard?: (text: string) => Promise<void>) {
  const posted: HostMessage[] = [];
  const copies: string[] = [];
  const saves: TableSelection[] = [];
  const operators: string[] = [];
  const queries: string[] = [];
  const images: ChartImage[] = [];
  const controller = createGridController((message) => posted.push(message), {
    writeClipboard: writeClipboard ?? ((text) => Promise.resolve(void copies.push(text))),
    save: (selection) => saves.push(selection),
    saveChart: (image) => images.push(image),
    append: (operator) => operators.push(operator),
    openQuery: (query) => queries.push(query),
  });
  return { posted, copies, saves, images, operators, queries, controller };
}

function openResult(writeClipboard?: (text: string) => Promise<void>) {
  const grid = openGrid(writeClipboard);
  grid.controller.receive({ type: 'ready' });
  grid.controller.showResult(RUN, ANSWER);
  const shown = grid.posted.find((message): message is ShowResult => message.type === 'showResult');
  const resultId = shown?.resultId ?? '';
  grid.posted.length = 0;
  return { ...grid, resultId };
}

const selection = { rows: [{ first: 0, count: 2 }], columns: [0, 1] };

describe("the grid's host side", () => {
  it('posts nothing before the page is ready, then what is to be shown', () => {
    const { posted, controller } = openGrid();
    controller.showRunning(RUN);
    expect(posted).toEqual([]);
    controller.receive({ type: 'ready' });
    expect(posted).toEqual([{ type: 'runStarted', run: RUN }]);
  });

  it('shows the first rows of an answer that is on its way, then how many have come, then all as the same result', () => {
    const { posted, controller } = openGrid();
    controller.receive({ type: 'ready' });
    const soFar = (rowCount: number) => ({ ...table, rowCount });
    controller.showRowsSoFar(RUN, soFar(1));
    const [first] = posted;
    expect(first).toMatchObject({ type: 'showRowsSoFar', run: RUN, rowCount: 1, firstCells: [['b', '9']] });
    const resultId = first?.type === 'showRowsSoFar' ? first.resultId : '';
    posted.length = 0;
    controller.showRowsSoFar(RUN, soFar(1));
    controller.showRowsSoFar(RUN, soFar(2));
    controller.receive({ type: 'requestRows', resultId, requestId: 1, firstRow: 1, rowCount: 5, columns: [0, 1] });
    controller.receive({ type: 'sort', resultId, keys: [{ column: 0, direction: 'ascending' }] });
    controller.receive({ type: 'copyCell', resultId, row: 0, column: 0 });
    expect(posted).toEqual([
      { type: 'moreRows', resultId, rowCount: 2 },
      { type: 'rows', requestId: 1, cells: [['=1+1', '10']] },
    ]);
    posted.length = 0;
    controller.receive({ type: 'ready' });
    expect(posted).toMatchObject([{ type: 'showRowsSoFar', resultId, rowCount: 2 }]);
    controller.showResult(RUN, ANSWER);
    expect(posted[1]).toMatchObject({ type: 'showResult', resultId, rowCount: 2, sort: [] });
  });

  it('knows nothing any more of rows that were cleared', () => {
    const { posted, controller, resultId } = openResult();
    controller.clear();
    controller.receive({ type: 'requestRows', resultId, requestId: 1, firstRow: 0, rowCount: 1, columns: [0] });
    controller.receive({ type: 'ready' });
    expect(controller.selectAll()).toBeUndefined();
    expect(posted).toEqual([]);
  });

  it('tells the page of an answer whose run was cancelled', () => {
    const { posted, controller } = openGrid();
    controller.receive({ type: 'ready' });
    controller.showResult(RUN, { ...ANSWER, wasCancelled: true });
    expect(posted).toMatchObject([{ type: 'showResult', wasCancelled: true }]);
  });

  it('shows a result again when the page is loaded anew, with its order', () => {
    const { posted, controller, resultId } = openResult();
    controller.receive({ type: 'sort', resultId, requestId: 1, keys: [{ column: 1, direction: 'descending' }] });
    posted.length = 0;
    controller.receive({ type: 'ready' });
    expect(posted).toEqual([
      {
        type: 'showResult',
        resultId,
        run: RUN,
        columns: [
          { name: 'Name', type: 'string', characters: 4 },
          { name: 'Size', type: 'long', characters: 4 },
        ],
        rowCount: 2,
        sort: [{ column: 1, direction: 'descending' }],
        filter: { text: '', columns: [] },
        shownRowCount: 2,
        firstCells: [
          ['=1+1', '10'],
          ['b', '9'],
        ],
        elapsedMs: 12,
        mayBeIncomplete: false,
        notes: ['A note.'],
      },
    ]);
  });

  it('answers a window, in the order sorted', () => {
    const { posted, controller, resultId } = openResult();
    const window = { firstRow: 0, rowCount: 2, columns: [0, 1] };
    controller.receive({ type: 'sort', resultId, requestId: 1, keys: [{ column: 1, direction: 'descending' }] });
    controller.receive({ type: 'requestRows', resultId, requestId: 7, ...window });
    const cells = [
      ['=1+1', '10'],
      ['b', '9'],
    ];
    expect(posted).toEqual([
      { type: 'rowsSorted', requestId: 1, sort: [{ column: 1, direction: 'descending' }] },
      { type: 'rows', requestId: 7, cells },
    ]);
  });

  it('shows only the rows that a filter lets through, in the order sorted, and says how many', () => {
    const { posted, saves, controller, resultId } = openResult();
    const filter = { text: '', columns: [{ column: 1, text: '> 9' }] };
    controller.receive({ type: 'filter', resultId, requestId: 3, filter });
    controller.receive({
      type: 'requestRows',
      resultId,
      requestId: 4,
      firstRow: 0,
      rowCount: 2,
      columns: [0, 1],
    });
    controller.receive({ type: 'requestCell', resultId, requestId: 5, row: 1, column: 0 });
    controller.receive({ type: 'save', resultId });
    expect(posted).toEqual([
      { type: 'rowsFiltered', requestId: 3, shownRowCount: 1 },
      { type: 'rows', requestId: 4, cells: [['=1+1', '10']] },
    ]);
    expect(saves).toMatchObject([{ rows: Uint32Array.of(1) }]);
    posted.length = 0;
    controller.receive({ type: 'ready' });
    expect(posted).toMatchObject([{ type: 'showResult', rowCount: 2, shownRowCount: 1, filter }]);
  });

  it('writes conditions on the values of shown rows, and says so where it cannot', () => {
    const { posted, operators, controller, resultId } = openResult();
    const rows = [{ first: 0, count: 2 }];
    controller.receive({ type: 'sort', resultId, requestId: 1, keys: [{ column: 1, direction: 'descending' }] });
    controller.receive({ type: 'pivot', resultId, pivot: 'include', selection: { rows, columns: [0] } });
    controller.receive({
      type: 'pivot',
      resultId,
      pivot: 'exclude',
      selection: { rows: [{ first: 0, count: 1 }], columns: [1] },
    });
    expect(operators).toEqual(['where Name in ("=1+1", "b")', 'where Size != long(10)']);
    controller.receive({ type: 'pivot', resultId, pivot: 'include', selection: { rows, columns: [99] } });
    expect(posted).toMatchObject([{ type: 'rowsSorted' }, { type: 'status' }]);
  });

  it('gives parts of a value that are made columns one after another different names', () => {
    const { controller, posted, operators } = openGrid();
    const json = '{"user":{"name":"Ada"},"device":{"name":"ws-1"}}';
    controller.receive({ type: 'ready' });
    controller.showResult(RUN, { ...ANSWER, table: tableOf([['Data', 'dynamic']], [[json]]) });
    const resultId = posted.find((message): message is ShowResult => message.type === 'showResult')?.resultId ?? '';
    for (const value of ['"Ada"', '"ws-1"']) {
      controller.receive({ type: 'extendNode', resultId, row: 0, column: 0, place: [json.indexOf(value)] });
    }
    expect(operators).toEqual([
      'extend Name = tostring(Data["user"]["name"])',
      'extend Name2 = tostring(Data["device"]["name"])',
    ]);
  });

  it('asks the page for its selection when a command wants a condition', () => {
    const { posted, controller } = openResult();
    controller.pivotSelection('exclude');
    expect(posted).toEqual([{ type: 'pivotSelection', pivot: 'exclude' }]);
  });

  it('tells what a column’s values are like, with their invisible characters marked', () => {
    const { posted, controller, resultId } = openResult();
    controller.receive({ type: 'requestColumnStatistics', resultId, requestId: 6, column: 1 });
    controller.receive({ type: 'requestColumnStatistics', resultId, requestId: 7, column: 99 });
    expect(posted).toMatchObject([
      {
        type: 'columnStatistics',
        requestId: 6,
        statistics: { rowCount: 2, distinctCount: 2, least: '9', greatest: '10' },
      },
    ]);
  });

  it('tells what is in the selected cells', () => {
    const { posted, controller, resultId } = openResult();
    const areas = [{ rows: [{ first: 0, count: 2 }], columns: [1] }];
    controller.receive({ type: 'requestSummary', resultId, requestId: 2, areas });
    const summary = {
      cellCount: 2,
      nullCount: 0,
      distinctCount: 2,
      sum: '19',
      average: '9.5',
      least: '9',
      greatest: '10',
    };
    expect(posted).toEqual([{ type: 'selectionSummary', requestId: 2, summary }]);
  });

  it('answers a value in full', () => {
    const { posted, controller, resultId } = openResult();
    controller.receive({ type: 'requestCell', resultId, requestId: 8, row: 1, column: 0 });
    expect(posted).toMatchObject([{ type: 'cellValue', requestId: 8, value: { text: '=1+1' } }]);
  });

  it('copies one value exactly and a range as guarded TSV', async () => {
    const { posted, copies, controller, resultId } = openResult();
    controller.receive({ type: 'copyCell', resultId, row: 1, column: 0 });
    controller.receive({ type: 'copyRows', resultId, selection, format: 'tsv', withHeader: true });
    await new Promise(setImmediate);
    expect(copies).toEqual(['=1+1', `Name\tSize\r\nb\t9\r\n"'=1+1"\t10`]);
    expect(posted.at(-1)).toEqual({ type: 'status', text: 'Copied 2 rows × 2 columns.' });
  });

  it('says so when the clipboard cannot be written', async () => {
    const { posted, controller, resultId } = openResult(() => Promise.reject(new Error('no clipboard')));
    controller.receive({ type: 'copyCell', resultId, row: 0, column: 0 });
    await new Promise(setImmediate);
    expect(posted).toMatchObject([{ type: 'status', text: expect.stringContaining('clipboard') as string }]);
  });

  it('saves all columns in the order that the user gave them, if it is an order of all', () => {
    const { saves, controller, resultId } = openResult();
    controller.receive({ type: 'orderColumns', resultId, columns: [1, 0] });
    for (const columns of [[0], [0, 0], [0, 2], [0, 1, 2]]) {
      controller.receive({ type: 'orderColumns', resultId, columns });
    }
    controller.receive({ type: 'save', resultId });
    expect(saves).toEqual([{ table, columns: [1, 0] }]);
    expect(controller.selectAll()).toEqual({ table, columns: [1, 0] });
  });

  it('hands over what is to be saved', () => {
    const { saves, controller, resultId } = openResult();
    controller.receive({ type: 'save', resultId });
    controller.receive({ type: 'save', resultId, selection: { rows: [{ first: 1, count: 1 }], columns: [1] } });
    expect(saves[0]).toEqual({ table });
    expect(saves[1]).toMatchObject({ rows: Uint32Array.of(1), columns: [1] });
  });

  it('ignores requests about another result, outside the table, or of no known kind', () => {
    const { posted, controller, resultId } = openResult();
    controller.receive({ type: 'requestCell', resultId: 'other', requestId: 1, row: 0, column: 0 });
    controller.receive({ type: 'requestCell', resultId, requestId: 1, row: 99, column: 0 });
    controller.receive({ type: 'copyCell', resultId, row: 0, column: 99 });
    controller.receive({ type: 'launch', command: 'workbench.action.terminal.new' });
    controller.receive(null);
    expect(posted).toEqual([]);
  });

  it('shows a failure as a sentence, a next step, a place and facts', () => {
    const { posted, controller } = openResult();
    const error = { code: 'x', message: 'No.', hint: 'Do.', position: { line: 1, column: 2 }, details: { id: '7' } };
    controller.showFailure(RUN, { ...error, cause: new Error('secret') });
    expect(posted).toEqual([
      {
        type: 'runFailed',
        run: RUN,
        error: { message: 'No.', hint: 'Do.', position: { line: 1, column: 2 }, details: [{ name: 'id', value: '7' }] },
      },
    ]);
    expect(controller.selectAll()).toBeUndefined();
  });
});
