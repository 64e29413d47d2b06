import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { createNeedle, markTexts } from '../../../../../src/core/results/searching/textNeedle';
import { formatDateTime, formatTimespanTicks, MAX_DATETIME_TICKS } from '../../../../../src/core/results/values/ticks';
import { tableOf } from '../../../../fixtures/tableOf';

const LEAST_INT64 = -(2n ** 63n);
const GREATEST_INT64 = 2n ** 63n - 1n;

const int64 = fc.oneof(
  fc.bigInt({ min: LEAST_INT64, max: GREATEST_INT64 }),
  fc.bigInt({ min: -20_000_000_000n, max: 20_000_000_000n }),
  fc.constantFrom(LEAST_INT64, LEAST_INT64 + 1n, -(2n ** 32n), 0n, 999_999_999n, 1_000_000_000n, GREATEST_INT64),
);
const dateTime = fc
  .tuple(
    fc.oneof(fc.bigInt({ min: 0n, max: MAX_DATETIME_TICKS }), fc.constantFrom(0n, MAX_DATETIME_TICKS)),
    fc.integer({ min: 0, max: 7 }),
  )
  .map(([ticks, digits]) => {
    const text = formatDateTime(ticks);
    return digits === 0 ? `${text.slice(0, 19)}Z` : `${text.slice(0, 20 + digits)}Z`;
  });
const leapDays = fc.constantFrom('0001-01-01', '0004-02-29', '1900-03-01', '2000-02-29', '2100-02-28', '9999-12-31');
const real = fc.oneof(
  fc.double().map(String),
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 12 })).map(([whole, digits]) => String(whole / 10 ** digits)),
  fc.integer().map((whole) => `${whole}.0`),
  fc.constantFrom('1e-7', '0.000001', '999999999999999', '1000000000000000', '1e+21', '-0', '0.0', '5e-324'),
);
const inQuotes = (text: string) => JSON.stringify(text);

/** Cells in their usual forms, as JSON. */
const USUAL: Readonly<Partial<Record<ScalarType, fc.Arbitrary<string>>>> = {
  bool: fc.constantFrom('0', '1', 'true', 'false'),
  datetime: fc
    .oneof(
      dateTime,
      leapDays.map((date) => `${date}T23:59:59Z`),
    )
    .map(inQuotes),
  decimal: int64.map((value) => `"${value / 1000n}.${String(value).slice(-3).replace('-', '0')}"`),
  int: fc.integer().map(String),
  long: fc.oneof(
    int64.map(String),
    int64.map((value) => `"${value}"`),
  ),
  real: real.map((text) => (/^[-\d]/.test(text) && text !== '-Infinity' ? text : inQuotes(text))),
  timespan: int64.map(formatTimespanTicks).map(inQuotes),
};
const unusual = fc.oneof(
  fc.constantFrom('null', '"2026-10-07 12:00:00"', '"1.5e3"', '-0', '1.0', '1E+2', '"K 12"', '"\\ud800 7"'),
  fc.string({ maxLength: 6 }).map(inQuotes),
);

/** What is looked for: a part of a cell in any case, or something like one. */
const needleOf = (texts: readonly string[]) =>
  fc
    .oneof(
      fc
        .tuple(fc.nat(), fc.nat({ max: 30 }), fc.integer({ min: 1, max: 30 }), fc.boolean())
        .map(([which, from, length, isUpper]) => {
          const part = (texts[which % texts.length] ?? '').slice(from, from + length);
          return isUpper ? part.toUpperCase() : part.toLowerCase();
        }),
      fc.tuple(fc.nat(), fc.nat({ max: 18 }), fc.integer({ min: 1, max: 10 })).map(([which, from, length]) => {
        const digits = texts.flatMap((text) => text.match(/\d+/g) ?? []);
        return (digits[which % digits.length] ?? '').slice(from, from + length);
      }),
      fc.stringMatching(/^[-+:.tTzZeE\d]{0,4}$/),
      fc.constantFrom('K', 'İ', 'n', 'true', 'NaN', '-Inf', '0000000000000000000000000000000000'),
    )
    .filter((needle) => needle !== '');

describe.each(Object.entries(USUAL))('a text looked for in a column of type %s', (type, usual) => {
  it.each([
    ['usual', fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: fc.constant('null') })],
    ['usual and unusual', fc.oneof(usual, unusual)],
  ])('is found among %s forms exactly where the value’s text holds it', (_, cell) => {
    const cellsAndNeedle = fc.array(cell, { minLength: 1, maxLength: 12 }).chain((cells) => {
      const table = tableOf(
        [['V', type as ScalarType]],
        cells.map((json) => [json]),
      );
      return needleOf(cells.map((_json, row) => table.text(row, 0))).map((needle) => ({ table, needle }));
    });
    fc.assert(
      fc.property(cellsAndNeedle, ({ table, needle }) => {
        const marks = new Uint8Array(table.rowCount);
        const expected = new Uint8Array(table.rowCount);
        table.markMatches(0, createNeedle(needle), marks);
        markTexts((row) => table.text(row, 0), createNeedle(needle), expected);
        expect(marks).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
