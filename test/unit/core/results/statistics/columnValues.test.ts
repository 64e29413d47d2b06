import { describe, expect, it } from 'vitest';
import { listValues, type ValueSearch } from '../../../../../src/core/results/statistics/columnValues';
import { filterRows } from '../../../../../src/core/results/filtering/filterRows';
import { allRows } from '../../../../../src/core/results/sorting/sortRows';
import { tableOf } from '../../../../fixtures/tableOf';

const table = tableOf([['Name', 'string']], [['"cmd"'], ['null'], ['"CMD"'], ['"cmd"'], ['""'], ['"powershell"']]);
const search: ValueSearch = { rows: allRows(table), chosenRows: [], text: '', most: 10 };
const texts = (given: Partial<ValueSearch>) =>
  listValues(table, 0, { ...search, ...given }).values.map(({ text, isNull, count }) =>
    isNull ? `null ${count}` : `${text} ${count}`,
  );

describe('the values to choose from', () => {
  it('are all that differ, null and empty among them, the commonest first', () => {
    expect(texts({})).toEqual(['cmd 2', 'null 1', ' 1', 'CMD 1', 'powershell 1']);
  });

  it('are found by a text they hold, whatever its case', () => {
    expect(texts({ text: 'cM' })).toEqual(['cmd 2', 'CMD 1']);
    expect(texts({ text: 'nul' })).toEqual(['null 1']);
    expect(listValues(table, 0, { ...search, text: 'cm' })).toMatchObject({ rowCount: 6, valueCount: 5 });
  });

  it('are counted in the given rows only, those chosen standing first even where no row has them', () => {
    expect(texts({ rows: Uint32Array.of(0, 3, 5), chosenRows: [1] })).toEqual(['null 0', 'cmd 2', 'powershell 1']);
  });

  it('are as many as asked for', () => expect(texts({ most: 1 })).toEqual(['cmd 2']));

  it('filter rows exactly, several at once', () => {
    const rows = filterRows(table, {
      text: '',
      conditions: [{ column: 0, condition: { kind: 'anyOf', rows: [1, 2, 4] } }],
    });
    expect([...rows]).toEqual([1, 2, 4]);
    const none = filterRows(table, { text: '', conditions: [{ column: 0, condition: { kind: 'anyOf', rows: [] } }] });
    expect([...none]).toEqual([]);
  });
});
