import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCALAR_TYPES, type ScalarType } from '../../../../../src/core/results/scalarType';
import { tableOf } from '../../../../fixtures/tableOf';

function cells(type: ScalarType, ...json: string[]) {
  const table = tableOf(
    [['C', type]],
    json.map((cell) => [cell]),
  );
  return json.map((_, row) => ({ text: table.text(row, 0), json: table.json(row, 0), isNull: table.isNull(row, 0) }));
}

function texts(type: ScalarType, ...json: string[]): string[] {
  return cells(type, ...json).map(({ text }) => text);
}

function jsons(type: ScalarType, ...json: string[]): string[] {
  return cells(type, ...json).map((cell) => cell.json);
}

/** The cells' JSON in ascending order. */
function ordered(type: ScalarType, ...json: string[]): string[] {
  const table = tableOf(
    [['C', type]],
    json.map((cell) => [cell]),
  );
  return [...json.keys()].sort((a, b) => table.compare(0, a, b)).map((row) => table.json(row, 0));
}

describe('a datetime column', () => {
  it('keeps a time with any of its characters changed as it came, or takes it for the other time that it is', () => {
    const time = '2026-01-31T23:59:59.1234567Z';
    const changed = Array.from({ length: time.length }, (_, at) => at).flatMap((at) =>
      ['/', ':', '0', '9', 'x', ''].map((other) => JSON.stringify(`${time.slice(0, at)}${other}${time.slice(at + 1)}`)),
    );
    expect(jsons('datetime', ...changed)).toEqual(changed);
  });
});

describe('a text column', () => {
  it('tells texts of any length apart by each of their bytes', () => {
    const lengths = Array.from({ length: 40 }, (_, length) => length);
    const all = lengths.flatMap((length) => [
      'a'.repeat(length),
      ...lengths.slice(0, length).map((at) => `${'a'.repeat(at)}b${'a'.repeat(length - at - 1)}`),
    ]);
    const twice = [...all, ...all].map((text) => JSON.stringify(text));
    expect(jsons('string', ...twice)).toEqual(twice);
  });
});

describe('a column of any type', () => {
  it.each(SCALAR_TYPES)('%s: null has no text, is null in JSON, and comes first', (type) => {
    expect(cells(type, 'null')).toEqual([{ text: '', json: 'null', isNull: true }]);
    const table = tableOf([['C', type]], [['"x"'], ['null'], ['1']]);
    expect(table.compare(0, 1, 0)).toBeLessThan(0);
    expect(table.compare(0, 2, 1)).toBeGreaterThan(0);
    expect(table.compare(0, 1, 1)).toBe(0);
  });

  it.each(SCALAR_TYPES)('%s: a word, a number and a list that do not belong are kept as they came', (type) => {
    const json = ['"no value of this type"', '1E+2', '[1,2]', '"\\ud800"'];
    expect(jsons(type, ...json)).toEqual(json);
  });

  it.each(SCALAR_TYPES)('%s: any JSON number comes back digit by digit', (type) => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,25})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/);
    fc.assert(
      fc.property(fc.array(digits, { minLength: 1, maxLength: 20 }), (numbers) => {
        expect(jsons(type, ...numbers)).toEqual(numbers);
        if (type !== 'bool') expect(texts(type, ...numbers)).toEqual(numbers);
      }),
    );
  });

  it.each(SCALAR_TYPES)('%s: any text comes back character by character', (type) => {
    const text = fc.oneof(fc.string({ minLength: 1, unit: 'binary' }), fc.string({ minLength: 1, unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (values) => {
        const json = values.map((value) => JSON.stringify(value));
        expect(jsons(type, ...json)).toEqual(json);
      }),
    );
  });

  it.each(SCALAR_TYPES)('%s: the order is consistent', (type) => {
    const json = fc.oneof(
      fc.constantFrom(
        'null',
        '1',
        '-1',
        '0.5',
        '1e400',
        'true',
        '"NaN"',
        '"x"',
        '"2026-01-01T00:00:00Z"',
        '"00:00:01"',
      ),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    );
    fc.assert(
      fc.property(fc.array(json, { minLength: 3, maxLength: 3 }), (values) => {
        const table = tableOf(
          [['C', type]],
          values.map((value) => [value]),
        );
        const sign = (a: number, b: number) => Math.sign(table.compare(0, a, b));
        expect(sign(0, 1) + sign(1, 0)).toBe(0);
        if (sign(0, 1) <= 0 && sign(1, 2) <= 0) expect(sign(0, 2)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('keeps its values while it grows past its first capacity', () => {
    const rows = Array.from({ length: 5000 }, (_, row) => [
      String(row),
      row % 3 === 0 ? 'null' : `"${row}"`,
      `${row}.5`,
    ]);
    const table = tableOf(
      [
        ['L', 'long'],
        ['S', 'string'],
        ['R', 'real'],
      ],
      rows,
    );
    expect(table.rowCount).toBe(5000);
    expect(rows.map((_, row) => [0, 1, 2].map((column) => table.json(row, column)))).toEqual(rows);
  });

  it('refuses a column that does not exist', () => {
    expect(() => tableOf([['C', 'long']], [['1']]).text(0, 1)).toThrow(RangeError);
  });
});

describe('a bool column', () => {
  it('shows true and false however they were written, and keeps how', () => {
    const json = ['1', '0', 'true', 'false', '"True"', '"false"', '"1"'];
    expect(texts('bool', ...json)).toEqual(['true', 'false', 'true', 'false', 'true', 'false', 'true']);
    expect(jsons('bool', ...json)).toEqual(json);
  });

  it('shows a number that is neither as it came', () => {
    expect(texts('bool', '2', '-1', '0.0')).toEqual(['2', '-1', '0.0']);
  });

  it('orders false before true', () => {
    expect(ordered('bool', 'true', '0', '"False"', '1')).toEqual(['0', '"False"', 'true', '1']);
  });
});

describe('an integer column', () => {
  it('is exact to both ends of 64 bits and beyond', () => {
    const json = [
      '9223372036854775807',
      '-9223372036854775808',
      '9223372036854775808',
      '-9223372036854775809',
      '9007199254740993',
      '-9007199254740993',
      '4294967296',
      '-4294967296',
      '999999999',
      '1000000000',
    ];
    expect(texts('long', ...json)).toEqual(json);
  });

  it('gives any 64-bit integer back, as number or in quotes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(cells('long', String(value), `"${value}"`)).toEqual([
          { text: String(value), json: String(value), isNull: false },
          { text: String(value), json: `"${value}"`, isNull: false },
        ]);
      }),
    );
  });

  it('orders by value past 2^53', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (values) => {
        const sorted = [...values].sort((a, b) => (a < b ? -1 : Number(a > b)));
        expect(ordered('long', ...values.map(String))).toEqual(sorted.map(String));
      }),
    );
  });

  it('orders numbers that are no 64-bit integers among the others, and words last', () => {
    expect(ordered('long', '"x"', '1e400', '5', '4.5', '-0', '123456789012345678901234567890', 'null', '-3')).toEqual([
      'null',
      '-3',
      '-0',
      '4.5',
      '5',
      '123456789012345678901234567890',
      '1e400',
      '"x"',
    ]);
  });

  it('takes an empty string for null', () => {
    expect(cells('long', '""')).toEqual([{ text: '', json: 'null', isNull: true }]);
  });
});

describe('a real column', () => {
  it('gives back the digits as received', () => {
    const json = [
      '1.0',
      '1',
      '0.10',
      '-0',
      '-0.0',
      '0.0',
      '1E+2',
      '1e400',
      '1e-400',
      '0.0000001',
      '1e21',
      '00'.slice(1),
    ];
    expect(texts('real', ...json)).toEqual(json);
  });

  it('knows the values that are no finite numbers', () => {
    expect(cells('real', '"NaN"', '"-Infinity"')).toEqual([
      { text: 'NaN', json: '"NaN"', isNull: false },
      { text: '-Infinity', json: '"-Infinity"', isNull: false },
    ]);
  });

  it('gives any double back as JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const json = Object.is(value, -0) ? '-0' : String(value);
        expect(texts('real', json)).toEqual([json]);
      }),
    );
  });

  it('orders as Kusto does: null, NaN, then from -infinity to infinity', () => {
    expect(ordered('real', '2', '"Infinity"', '"NaN"', '1.5', 'null', '-1e308', '"-Infinity"', '"word"')).toEqual([
      'null',
      '"NaN"',
      '"-Infinity"',
      '-1e308',
      '1.5',
      '2',
      '"Infinity"',
      '"word"',
    ]);
  });
});

describe('a decimal column', () => {
  it('orders by digits that a double does not hold', () => {
    const small = '"1234567890123456789012345678901234.1"';
    const large = '"1234567890123456789012345678901234.2"';
    expect(ordered('decimal', large, '-5', small, '"0.1"', '1e400', '1e401')).toEqual([
      '-5',
      '"0.1"',
      small,
      large,
      '1e400',
      '1e401',
    ]);
  });

  it('takes 1.50 and 1.5 for equal', () => {
    const table = tableOf([['M', 'decimal']], [['1.50'], ['"1.5"'], ['"-1.5"'], ['15e-1']]);
    expect([table.compare(0, 0, 1), table.compare(0, 0, 3)]).toEqual([0, 0]);
    expect(table.compare(0, 2, 0)).toBeLessThan(0);
  });
});

describe('a datetime column', () => {
  it('keeps every count of fraction digits, and forms that the service does not use', () => {
    const json = [
      '2026-03-01T10:11:12Z',
      '2026-03-01T10:11:12.1Z',
      '2026-03-01T10:11:12.120Z',
      '2026-03-01T10:11:12.1234567Z',
      '0001-01-01T00:00:00.0000000Z',
      '9999-12-31T23:59:59.9999999Z',
      '2024-02-29T00:00:00Z',
      '2026-03-01 10:11:12',
      '2026-03-01T10:11:12',
      '2026-03-01T10:11:12.12345678Z',
      '2026-02-30T00:00:00Z',
      '2026-03-01T24:00:00Z',
      '2026-03-01T10:11:12+02:00',
      '2026-03-01T10:11:12.Z',
    ].map((text) => `"${text}"`);
    expect(jsons('datetime', ...json)).toEqual(json);
  });

  it('gives any time back with any count of fraction digits', () => {
    const time = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(time, fc.stringMatching(/^\d{0,7}$/), (date, fraction) => {
        const text = `${date.toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;
        expect(texts('datetime', `"${text}"`)).toEqual([text]);
      }),
    );
  });

  it('orders by time, also across forms and the last of seven digits', () => {
    const json = [
      '"2026-03-01T12:00:00.0000002Z"',
      '"2026-03-01T12:00:00.0000001Z"',
      '"2026-03-01T13:59:00+02:00"',
      '"2026-03-01T12:00:00Z"',
      '"no time"',
      '"0001-01-01T00:00:00Z"',
    ];
    expect(ordered('datetime', ...json)).toEqual([json[5], json[2], json[3], json[1], json[0], json[4]]);
  });
});

describe('a timespan column', () => {
  it('keeps usual and unusual forms', () => {
    const json = ['"00:00:01"', '"-1.02:03:04.5000000"', '"00:00:01.5"', '"99999999.00:00:00"', '"PT1H"'];
    expect(jsons('timespan', ...json)).toEqual(json);
  });

  it('orders by length', () => {
    expect(ordered('timespan', '"10.00:00:00"', '"9.00:00:00"', '"-00:00:01"', '"00:00:00.0000001"')).toEqual([
      '"-00:00:01"',
      '"00:00:00.0000001"',
      '"9.00:00:00"',
      '"10.00:00:00"',
    ]);
  });
});

describe('a string column', () => {
  it('tells an empty string from null', () => {
    expect(cells('string', '""', 'null').map(({ isNull }) => isNull)).toEqual([false, true]);
  });

  it('keeps half surrogate pairs and a leading U+FEFF', () => {
    expect(texts('string', '"\\ud800"', '"\\ufeffx"')).toEqual(['\ud800', '\ufeffx']);
  });

  it('orders by UTF-16 code unit, as JavaScript does', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '\ud800', 'z') });
    fc.assert(
      fc.property(fc.array(text), (values) => {
        const sorted = [...values].sort((a, b) => (a < b ? -1 : Number(a > b)));
        expect(ordered('string', ...values.map((value) => JSON.stringify(value)))).toEqual(
          sorted.map((value) => JSON.stringify(value)),
        );
      }),
    );
  });

  it('holds texts that repeat, and then many that do not', () => {
    const values = Array.from({ length: 20_000 }, (_, row) =>
      row < 6000 ? `"few ${row % 7}"` : `"all differ ${row * 7919}"`,
    );
    expect(jsons('string', ...values)).toEqual(values);
  });

  it('holds many long texts that differ only where its hash does not look', () => {
    const start = 'a'.repeat(500);
    const values = Array.from(
      { length: 2000 },
      (_, row) => `"${start}${String(row).padStart(6, '0')}${'b'.repeat(7)}${start}"`,
    );
    expect(jsons('string', ...values)).toEqual(values);
  });
});

describe('a dynamic column', () => {
  it('gives its JSON as text, strings with their quotes', () => {
    expect(texts('dynamic', '{"a":1.0}', '"text"', '12', 'true')).toEqual(['{"a":1.0}', '"text"', '12', 'true']);
  });
});
