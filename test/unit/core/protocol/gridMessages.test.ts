import { describe, expect, it } from 'vitest';
import { parseGridMessage, parseHostMessage } from '../../../../src/core/protocol/gridMessages';

const window = { firstRow: 0, rowCount: 64, columns: [3, 0] };

describe('messages from the page', () => {
  it.each([
    { type: 'ready' },
    { type: 'requestRows', resultId: '1', requestId: 1, ...window },
    { type: 'requestCell', resultId: '1', requestId: 2, row: 3, column: 4 },
    { type: 'sort', resultId: '1', requestId: 1, keys: [{ column: 0, direction: 'ascending' }] },
    { type: 'copyCell', resultId: '1', row: 0, column: 0 },
    {
      type: 'copyRows',
      resultId: '1',
      selection: { rows: [{ first: 0, count: 2 }], columns: [0, 1] },
      format: 'tsv',
      withHeader: true,
    },
    { type: 'filter', resultId: '1', requestId: 1, filter: { text: 'a', columns: [{ column: 0, text: '> 1' }] } },
    { type: 'requestColumnStatistics', resultId: '1', requestId: 1, column: 0 },
    { type: 'pivot', resultId: '1', pivot: 'include', selection: { rows: [{ first: 0, count: 1 }], columns: [0] } },
    { type: 'save', resultId: '1' },
    {
      type: 'group',
      resultId: '1',
      requestId: 1,
      grouping: {
        levels: [{ column: 0, bin: 'fitting', order: { by: 'count', direction: 'descending' } }],
        aggregates: [{ column: 1, function: 'sum' }],
      },
    },
    { type: 'openGroup', resultId: '1', requestId: 1, line: 3, isOpen: true },
    { type: 'copyGroups', resultId: '1', format: 'csv' },
  ])('are taken: $type', (message) => expect(parseGridMessage(message)).toEqual(message));

  it.each([
    undefined,
    null,
    'ready',
    {},
    { type: 'unknown' },
    { type: 'requestRows', resultId: '1', requestId: 1, ...window, firstRow: -1 },
    { type: 'requestRows', resultId: '1', requestId: 1, ...window, rowCount: 5_000_000 },
    { type: 'requestRows', resultId: '1', requestId: 1, ...window, firstRow: 0.5 },
    { type: 'requestCell', resultId: 1, requestId: 2, row: 3, column: 4 },
    { type: 'sort', resultId: '1', requestId: 1, keys: [{ column: 0, direction: 'sideways' }] },
    { type: 'openGroup', resultId: '1', requestId: 1, line: -1, isOpen: true },
    {
      type: 'group',
      resultId: '1',
      requestId: 1,
      grouping: { levels: [{ column: 0, bin: '1y', order: { by: 'count', direction: 'descending' } }], aggregates: [] },
    },
    { type: 'copyRows', resultId: '1', selection: { rows: [{ first: 0, count: 1 }], columns: ['0'] }, format: 'tsv' },
  ])('are ignored otherwise: %o', (data) => expect(parseGridMessage(data)).toBeUndefined());
});

describe('messages from the host', () => {
  const run = { query: 'T', connection: 'c', timespan: 't' };

  it.each([
    { type: 'runStarted', run },
    { type: 'runFailed', run, error: { message: 'm', hint: 'h', details: [{ name: 'a', value: 'b' }] } },
    {
      type: 'showResult',
      resultId: '1',
      run,
      columns: [{ name: '__proto__', type: 'long', characters: 9 }],
      rowCount: 1,
      sort: [],
      filter: { text: '', columns: [{ column: 0, text: '= 1', sameAsRow: 0 }] },
      shownRowCount: 1,
      firstCells: [['9223372036854775807']],
      elapsedMs: 0.5,
      mayBeIncomplete: true,
      notes: ['n'],
    },
    {
      type: 'rows',
      requestId: 1,
      cells: [['sum 1'], ['1']],
      heads: [
        { kind: 'group', depth: 0, value: null, count: 1, isOpen: true, position: 1, siblings: 1 },
        { kind: 'row', position: 1, siblings: 1 },
      ],
    },
    { type: 'rows', requestId: 1, cells: [['a', null, { text: 'b', fullLength: 9999 }]] },
    {
      type: 'cellValue',
      requestId: 1,
      value: { isNull: true, text: '', length: 0, isCut: false, hasMixedScripts: false },
    },
    { type: 'pivotSelection', pivot: 'exclude' },
    { type: 'rowsFiltered', requestId: 1, shownRowCount: 0 },
    {
      type: 'columnStatistics',
      requestId: 1,
      statistics: { rowCount: 1, nullCount: 0, distinctCount: 1 },
    },
    { type: 'status', text: 'Copied.' },
  ])('are taken: $type', (message) => expect(parseHostMessage(message)).toEqual(message));

  it.each([
    42,
    { type: 'rows', requestId: 1, cells: [[1]] },
    { type: 'rows', requestId: 1, cells: 'a' },
    { type: 'status' },
    { type: 'showResult', resultId: '1', run, columns: [{ name: 'a', type: 'html', characters: 1 }], rowCount: 0 },
  ])('are ignored otherwise: %o', (data) => expect(parseHostMessage(data)).toBeUndefined());
});
