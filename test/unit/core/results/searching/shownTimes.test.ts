import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownValue } from '../../../../../src/core/results/display/timeDisplay';
import { openTimeZone } from '../../../../../src/core/results/display/timeZone';
import { filterRows } from '../../../../../src/core/results/filtering/filterRows';
import { parseFilterText } from '../../../../../src/core/results/filtering/filterText';
import { viewResult } from '../../../../../src/core/results/resultView';
import { createCellFinder } from '../../../../../src/core/results/searching/findCells';
import { allRows } from '../../../../../src/core/results/sorting/sortRows';
import { describeColumn } from '../../../../../src/core/results/statistics/columnStatistics';
import { listValues } from '../../../../../src/core/results/statistics/columnValues';
import { formatDateTime, MAX_DATETIME_TICKS } from '../../../../../src/core/results/values/ticks';
import { tableOf } from '../../../../fixtures/tableOf';

const zone = openTimeZone('Europe/Berlin') ?? { name: 'UTC', offsetAt: () => 0 };
const CELLS = [
  '"2026-03-28T23:30:00Z"',
  '"2026-03-29T01:00:00.5Z"',
  'null',
  '"2026-12-31T22:59:59.1234567Z"',
  '"0001-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59Z"',
  '"2026-03-29 00:30"',
];
const tableOfTimes = (cells: readonly string[]) => tableOf([['At', 'datetime']], cells.map((cell) => [cell])); // prettier-ignore
const table = tableOfTimes(CELLS);

describe('datetimes that are shown in a zone', () => {
  const holding = (typed: string, given = table): number[] => [...filterRows(given, { text: typed, conditions: [], zone })]; // prettier-ignore

  it('hold the texts that are shown, and not those in UTC', () => {
    expect(holding('29T00:30')).toEqual([0]);
    expect(holding('03:00:00.5000000+02:00')).toEqual([1]);
    expect(holding('23:59:59.1234567+01')).toEqual([3]);
    expect(holding('23:30')).toEqual([]);
  });

  it('hold what is shown of them where they stay in UTC, or are none', () => {
    expect(holding('9999')).toEqual([5]);
    expect(holding('0000000z')).toEqual([5]);
    expect(holding('29 00:30')).toEqual([6]);
  });

  it('pass a text over their column in the same way, while ranges stay exact', () => {
    const passing = (typed: string): number[] => {
      const condition = parseFilterText(typed, 'datetime');
      const conditions = condition === undefined ? [] : [{ column: 0, condition }];
      return [...filterRows(table, { text: '', conditions, zone })];
    };
    expect(passing('T03:')).toEqual([1]);
    expect(passing('!+0')).toEqual([2, 5, 6]);
    expect(passing('2026-03-29T00:30+01:00')).toEqual([0]);
    expect(passing('> 2026-12-31T22:59:59.1234566Z')).toEqual([3, 5]);
  });

  it('are found in cells by what is shown, also after the zone was another', () => {
    const view = viewResult(table);
    const finder = createCellFinder();
    const request = { text: 'T23:', columns: [0], from: { row: 0, place: 0 }, direction: 'here' } as const;
    expect(finder.find(view, request).cellCount).toBe(2);
    expect(finder.find(view, { ...request, zone })).toMatchObject({ cellCount: 2, at: { row: 3 } });
    expect(finder.find(view, request)).toMatchObject({ at: { row: 0 } });
  });

  it('are listed and described as they are shown', () => {
    const search = { rows: allRows(table), chosenRows: [], text: 't03', most: 10 };
    const { values } = listValues(table, 0, { ...search, zone });
    expect(values.map(({ text, row }) => [text, row])).toEqual([['2026-03-29T03:00:00.5000000+02:00', 1]]);
    const [first] = listValues(table, 0, { ...search, text: '00:30', zone }).values;
    expect(first?.text).toMatch(/00:30/);
    const own = tableOfTimes(CELLS.slice(0, 4));
    expect(describeColumn(own, 0, allRows(own), undefined, zone)).toMatchObject({
      least: '2026-03-29T00:30:00.0000000+01:00',
      greatest: '2026-12-31T23:59:59.1234567+01:00',
    });
  });

  it('hold exactly the texts that the page shows', () => {
    const moment = fc.oneof(
      fc.bigInt({ min: 0n, max: MAX_DATETIME_TICKS }),
      fc.bigInt({ min: 638_000_000_000_000_000n, max: 640_000_000_000_000_000n }),
      fc.constantFrom(0n, MAX_DATETIME_TICKS),
    );
    const part = fc.tuple(fc.nat(33), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 6 }), part, (ticks, [start, length]) => {
        const given = tableOfTimes(ticks.map((each) => JSON.stringify(formatDateTime(each))));
        const shown = ticks.map((_, row) => shownValue('datetime', given.text(row, 0), zone));
        const wanted = (shown[0] ?? '').slice(start, start + length);
        fc.pre(wanted !== '');
        const expected = shown.flatMap((text, row) => (text.includes(wanted) ? [row] : []));
        expect(holding(wanted.toLowerCase(), given)).toEqual(expected);
      }),
    );
  });
});
