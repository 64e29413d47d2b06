import { DuckDBDataChunk, DuckDBInstance, INTEGER, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_DATETIME_TICKS } from '../../../../src/core/results/values/ticks';
import type { ScalarType } from '../../../../src/core/results/scalarType';
import { readTextBytes } from '../../../../src/engine/databaseRows';
import type { EngineValue, JsonRow } from '../../../../src/engine/engineAnswer';
import { TRANSPORT_TYPES } from '../../../../src/engine/physicalTypes';
import { APPENDED_TYPES } from '../../../../src/engine/runPreparations';
import { registerScalarFunctions } from '../../../../src/engine/scalar/registerScalarFunctions';
import { jsonRowsSql, nameBytesOf } from '../../../../src/engine/sql/jsonRows';
import { PRELUDE } from '../../../../src/engine/sql/prelude';
import { writeRow } from '../../../fixtures/engineRows';

const LEAST = -(2n ** 63n);
const GREATEST = 2n ** 63n - 1n;

const TEXTS = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\0', '\u0001', '\u001f', '\u007f', '"', '\\', '/', '\n', '\u2028', 'é', '😀') }),
  fc.constantFrom(
    '',
    '\ufeff',
    '\ufeffx',
    'null',
    '\\u00',
    '\\u001F',
    'C:\\Windows\\u00.exe',
    `${'x'.repeat(5000)}\u000b`,
  ),
);

const REALS = fc.oneof(
  fc.double(),
  fc.float(),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 100),
  fc.maxSafeInteger(),
  fc.constantFrom(-0, 1e-7, 1e-5, 0.0001, 1e15, 1e15 + 1, 1e16, 1e20, 1e21, 1e22, 5e-324, 2 ** 53, 999999999999999.9),
);

/** Values as they leave a query, by type; a decimal and a guid are text there. */
const VALUES: Readonly<Record<ScalarType, fc.Arbitrary<EngineValue>>> = {
  bool: fc.boolean(),
  datetime: fc.bigInt(0n, MAX_DATETIME_TICKS),
  decimal: fc.constantFrom('0', '-1.50', '1234567890123456789012345678901234', '0.0000000000000000000000000000000001'),
  dynamic: fc.oneof(
    fc.json(),
    fc.constantFrom('12345678901234567890123', '1e400', '{"a":1,"a":2}', '"\\u0000\\u001F"', '[1.0,-0.0]'),
  ),
  guid: fc.uuid(),
  int: fc.integer(),
  long: fc.bigInt(LEAST, GREATEST),
  real: REALS,
  string: TEXTS,
  timespan: fc.oneof(fc.bigInt(LEAST, GREATEST), fc.constantFrom(0n, 1n, -1n, LEAST, GREATEST, 864_000_000_000n)),
};

const TYPES = Object.keys(VALUES) as readonly ScalarType[];
const COLUMNS = TYPES.map((type, index) => ({ name: ['plain', "it's", '"\\\n\0', '\ud800'][index] ?? type, type }));

/** The database writes the hexadecimal digits of an escaped character in capitals, JavaScript in small letters. */
function textOf(row: JsonRow): string {
  return Buffer.from(row)
    .toString()
    .replace(
      /(?<!\\)((?:\\\\)*)\\u(00[01][0-9A-F])/g,
      (_, before: string, digits: string) => `${before}\\u${digits.toLowerCase()}`,
    );
}

describe('rows that leave the database as JSON', () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    registerScalarFunctions(connection);
    for (const macro of PRELUDE) await connection.run(macro);
    const columns = TYPES.map((type, index) => `v${index} ${TRANSPORT_TYPES[type]}`);
    await connection.run(`CREATE TABLE held (place INTEGER, ${columns.join(', ')})`);
  });

  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  async function write(sql: string, columns: readonly { name: string; type: ScalarType }[]): Promise<string[]> {
    const result = await connection.stream(jsonRowsSql(sql, columns));
    const rows: JsonRow[] = [];
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      rows.push(...readTextBytes(chunk));
    }
    expect(rows.pop()).toHaveLength(0);
    return rows.map(textOf);
  }

  it('are what JavaScript writes of the same values, but for the case of escapes, of all types, null and not, in their order', async () => {
    const row = fc.tuple(...TYPES.map((type) => fc.option(VALUES[type])));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 50 }), async (rows) => {
        await connection.run('DELETE FROM held');
        const appender = await connection.createAppender('held');
        const chunk = DuckDBDataChunk.create([INTEGER, ...TYPES.map((type) => APPENDED_TYPES[type])]);
        chunk.setRows(rows.map((values, place) => [place, ...values]));
        appender.appendDataChunk(chunk);
        appender.closeSync();
        const list = TYPES.map((_, index) => `v${index}`).join(', ');
        const written = await write(`SELECT ${list} FROM held ORDER BY place DESC`, COLUMNS);
        expect(written).toEqual(rows.map((values) => textOf(writeRow(COLUMNS, values))).reverse());
      }),
      { numRuns: 40 },
    );
  });

  it('have the digits of JavaScript in every real', async () => {
    const reals = fc.sample(REALS, { numRuns: 20_000, seed: 7 });
    await connection.run('CREATE OR REPLACE TABLE reals (place INTEGER, r DOUBLE)');
    const appender = await connection.createAppender('reals');
    for (const [place, real] of reals.entries()) {
      appender.appendInteger(place);
      appender.appendDouble(real);
      appender.endRow();
    }
    appender.closeSync();
    const columns = [{ name: 'r', type: 'real' as const }];
    const written = await write('SELECT r FROM reals ORDER BY place', columns);
    expect(written).toEqual(reals.map((real) => textOf(writeRow(columns, [real]))));
  });

  it('keep the order of more rows than one chunk holds', async () => {
    const rows = await write('SELECT i FROM range(50000) r(i) ORDER BY i % 7, i DESC', [{ name: 'i', type: 'long' }]);
    expect(rows).toHaveLength(50_000);
    expect([rows[0], rows.at(-1)]).toEqual([',{"i":49994}', ',{"i":6}']);
  });

  it('stay what they are when the database has gone on', async () => {
    const rows = await write('SELECT i FROM range(10000) r(i)', [{ name: 'i', type: 'long' }]);
    expect(rows.join('')).toBe(Array.from({ length: 10_000 }, (_, index) => `,{"i":${index}}`).join(''));
  });

  it('without columns are empty objects', async () => {
    expect(await write('SELECT 1 FROM range(2)', [])).toEqual([',{}', ',{}']);
  });

  it('count the bytes of their names apart from those of values', () => {
    const columns = [
      { name: 'a', type: 'int' as const },
      { name: 'é"', type: 'int' as const },
    ];
    const row = writeRow(columns, [12, null]);
    expect(nameBytesOf(columns)).toBe(row.length - '12null'.length);
  });
});
