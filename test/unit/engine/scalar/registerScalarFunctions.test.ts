import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScalarType } from '../../../../src/core/results/scalarType';
import { PHYSICAL_TYPES } from '../../../../src/engine/physicalTypes';
import { writeDecimalKey } from '../../../../src/engine/scalar/decimalKey';
import { registerScalarFunctions } from '../../../../src/engine/scalar/registerScalarFunctions';
import { parameterType, sqlNameOf, type ScalarFunction } from '../../../../src/engine/scalar/scalarFunction';
import { findScalarCall, SCALAR_FUNCTIONS } from '../../../../src/engine/scalar/scalarFunctions';

/** An argument of each type that no function refuses. */
const SAMPLES: Readonly<Record<ScalarType, string>> = {
  bool: 'true',
  datetime: '638000000000000000',
  decimal: `'${writeDecimalKey({ digits: 15n, scale: 1 })}'`,
  dynamic: `'[1]'`,
  guid: `'ae3133f2-6e22-49ae-b06a-16e6a9b212eb'`,
  int: '1',
  long: '1',
  real: '0.5',
  string: `'(1)'`,
  timespan: '36000000000',
};
/** Text that some functions ask for. */
const PARTICULAR: Readonly<Record<string, string>> = {
  datetime_add: `'day'`,
  datetime_diff: `'day'`,
  datetime_part: `'day'`,
  datepart: `'day'`,
  datetime_utc_to_local: `'UTC'`,
  datetime_local_to_utc: `'UTC'`,
  parse_command_line: `'windows'`,
  format_bytes: `'KB'`,
};
const OVERLOADS = [...SCALAR_FUNCTIONS.values()].flat();

function physicalArgument(overload: ScalarFunction, index: number, sample: string): string {
  const type = parameterType(overload, index) ?? 'string';
  const sql = type === 'string' ? (PARTICULAR[overload.name] ?? sample) : sample;
  return `CAST(${sql} AS ${PHYSICAL_TYPES[type]})`;
}

function callSql(overload: ScalarFunction, count: number, isNull = false): string {
  const sample = (index: number) => (isNull ? 'NULL' : SAMPLES[parameterType(overload, index) ?? 'string']);
  const values = Array.from({ length: count }, (_, index) =>
    isNull
      ? `CAST(NULL AS ${PHYSICAL_TYPES[parameterType(overload, index) ?? 'string']})`
      : physicalArgument(overload, index, sample(index)),
  );
  return `${sqlNameOf(overload)}(${values.join(', ')})`;
}

describe('scalar functions in DuckDB', () => {
  let connection: DuckDBConnection;
  let instance: DuckDBInstance;

  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    registerScalarFunctions(connection);
  });

  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  async function select(sql: string): Promise<unknown[]> {
    const [row = []] = (await connection.runAndReadAll(`SELECT ${sql}`)).getRowsJson();
    return row;
  }

  it.each(
    OVERLOADS.map((overload): [string, ScalarFunction] => [
      `${overload.name}(${overload.parameters.join(', ')})`,
      overload,
    ]),
  )('%s answers with its type for every number of arguments', async (_, overload) => {
    const least = overload.parameters.length;
    const counts = [...overload.optional.keys(), overload.optional.length].map((more) => least + more);
    if (overload.rest !== undefined) counts.push(least + 2);
    const expected = PHYSICAL_TYPES[overload.returns];
    for (const count of counts) {
      expect(await select(`typeof(${callSql(overload, count)})`)).toEqual([expected]);
    }
  });

  it.each(
    OVERLOADS.filter(
      ({ parameters, nulls }) => nulls === 'skip' && parameters.some((type) => type !== 'string' && type !== 'dynamic'),
    ).map((overload): [string, ScalarFunction] => [`${overload.name}(${overload.parameters.join(', ')})`, overload]),
  )('%s is null, or empty text, for nulls', async (_, overload) => {
    const [value] = await select(callSql(overload, overload.parameters.length, true));
    expect(value).toBe(overload.returns === 'string' ? '' : null);
  });

  it('has no two overloads that DuckDB could not tell apart', () => {
    const signatures = OVERLOADS.flatMap((overload) =>
      Array.from({ length: overload.optional.length + 1 }, (_, more) => {
        const types = [...overload.parameters, ...overload.optional.slice(0, more)].map((type) => PHYSICAL_TYPES[type]);
        return `${sqlNameOf(overload)}(${types.join()}${overload.rest === undefined ? '' : '…'})`;
      }),
    );
    expect(new Set(signatures).size).toBe(signatures.length);
  });

  it('keeps 64-bit integers exact on their way through', async () => {
    expect(
      await select(`k_pack_array(CAST('9223372036854775807' AS JSON), CAST('-9223372036854775808' AS JSON))`),
    ).toEqual(['[9223372036854775807,-9223372036854775808]']);
    expect(await select(`k_tolong_dynamic(CAST('9223372036854775807' AS JSON))`)).toEqual(['9223372036854775807']);
    expect(
      await select(
        `k_datetime_add_string_long_datetime('nanosecond', CAST(100 AS BIGINT), CAST(638000000000000001 AS BIGINT))`,
      ),
    ).toEqual(['638000000000000002']);
  });

  it('reads many rows, with nulls among them', async () => {
    const { rows } = await connection
      .runAndReadAll(
        `SELECT count(*), count(k_tolong_string(t)), sum(k_tolong_string(t)) FROM
           (SELECT CASE WHEN i % 3 = 0 THEN '' ELSE CAST(i AS VARCHAR) END AS t FROM range(10000) s(i))`,
      )
      .then((reader) => ({ rows: reader.getRowsJson() }));
    expect(rows).toEqual([['10000', '6666', '33326667']]);
  });

  it('tells zero from the negative zero of the row before', async () => {
    const reader = await connection.runAndReadAll(
      `SELECT k_tostring_real(r) FROM (VALUES (1, CAST('-0.0' AS DOUBLE)), (2, CAST('0.0' AS DOUBLE))) t(i, r) ORDER BY i`,
    );
    expect(reader.getRows()).toEqual([['-0.0'], ['0.0']]);
  });

  it('puts dynamics back as JSON that DuckDB can go on with', async () => {
    expect(await select(`k_bag_pack(CAST('"a"' AS JSON), CAST('[1,2]' AS JSON)) -> 'a' -> 1`)).toEqual(['2']);
  });

  it('passes a refusal on as a sentence', async () => {
    await expect(select(`k_extract_string_long_string('(a', CAST(0 AS BIGINT), 'a')`)).rejects.toThrow(
      'The regular expression "(a" is not valid',
    );
  });
});

describe('choosing an overload', () => {
  it('takes the one with the least conversion', () => {
    expect(findScalarCall('tohex', ['int'])).toEqual({
      sqlName: 'k_tohex_int',
      parameters: ['int'],
      returns: 'string',
    });
    expect(findScalarCall('tohex', ['long'])?.parameters).toEqual(['long']);
    expect(findScalarCall('range', ['int', 'real'])?.parameters).toEqual(['real', 'real']);
    expect(findScalarCall('hash', ['datetime'])?.sqlName).toBe('k_hash_datetime');
    expect(findScalarCall('ipv4_is_in_any_range', ['string', 'dynamic'])?.parameters).toEqual(['string', 'dynamic']);
    expect(findScalarCall('ipv4_is_in_any_range', ['string', 'string', 'string'])?.parameters).toEqual([
      'string',
      'string',
      'string',
    ]);
    expect(findScalarCall('reverse', ['long'])?.parameters).toEqual(['string']);
  });

  it('finds nothing for an unknown name or a wrong number of arguments', () => {
    expect(findScalarCall('no_such', [])).toBeUndefined();
    expect(findScalarCall('reverse', ['string', 'string'])).toBeUndefined();
  });
});
