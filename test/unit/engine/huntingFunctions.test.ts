import { beforeAll, describe, expect, test } from 'vitest';
import { ticksFromUnixMilliseconds } from '../../../src/core/results/values/ticks';
import { PHYSICAL_TYPES, type LoadedTable } from '../../../src/engine/physicalTypes';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { loadedTable, openBareEngine, readAnswer } from '../../fixtures/bareEngine';

const MORNING = ticksFromUnixMilliseconds(BigInt(Date.UTC(2026, 0, 1, 8)));
const HOUR = 36_000_000_000n;
const HASH = 'a'.repeat(40);
const LONG_HASH = 'b'.repeat(64);

const FILES = loadedTable('DeviceFileEvents', { SHA1: 'string', SHA256: 'string', MD5: 'string', FileSize: 'long' });
const CERTIFICATES = loadedTable(
  'DeviceFileCertificateInfo',
  { Timestamp: 'datetime', SHA1: 'string', Signer: 'string', IsSigned: 'bool', IsTrusted: 'bool' },
  't1',
);
const NETWORKS = loadedTable(
  'DeviceNetworkInfo',
  { Timestamp: 'datetime', DeviceId: 'string', DeviceName: 'string', IPAddresses: 'string' },
  't2',
);
const ROWS: readonly (readonly [LoadedTable, string])[] = [
  [FILES, `('${HASH}', '${LONG_HASH}', '', 10), ('${HASH}', '', 'm5', 10)`],
  [CERTIFICATES, `(${MORNING}, '${HASH}', 'Contoso', true, true)`],
  [
    NETWORKS,
    [
      `(${MORNING}, 'd1', 'one', '[{"IPAddress":"10.0.0.1","AddressType":"Private"}]')`,
      `(${MORNING + HOUR}, 'd2', 'two', '[{"IPAddress":"10.0.0.1"},{"IPAddress":"10.0.0.2"}]')`,
    ].join(', '),
  ],
];

describe('the functions of advanced hunting', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine(
      ROWS.map(([table]) => table),
      ROWS.flatMap(([{ physicalName, columns }, values]) => [
        `CREATE TABLE ${physicalName} (${columns.map(({ type }, index) => `c${index} ${PHYSICAL_TYPES[type]}`).join(', ')})`,
        `INSERT INTO ${physicalName} VALUES ${values}`,
      ]),
    );
  });

  async function rowsOf(query: string): Promise<readonly (readonly unknown[])[]> {
    return (await readAnswer(engine, query)).rows;
  }

  test.each(['FileProfile(InitiatingProcessSHA1, 1000)', 'FileProfile("InitiatingProcessSHA1")'])(
    '%s tells what events and certificates say of a file',
    async (call) => {
      const rows = await rowsOf(
        `print InitiatingProcessSHA1 = "${HASH}" | invoke ${call}
         | project SHA256, MD5, FileSize, Signer, SignatureState, GlobalPrevalence`,
      );
      expect(rows).toEqual([[LONG_HASH, 'm5', 10, 'Contoso', 'SignedValid', null]]);
    },
  );

  test('FileProfile() keeps rows of files that nobody knows, and names columns as a join does', async () => {
    const { columns, rows } = await readAnswer(engine, 'print SHA1 = "c" | invoke FileProfile() | project-away Is*');
    expect(columns.slice(0, 3).map(({ name }) => name)).toEqual(['SHA1', 'SHA11', 'SHA256']);
    expect(rows[0]?.slice(0, 3)).toEqual(['c', '', '']);
  });

  test('FileProfile() looks files up by either hash', async () => {
    expect(await rowsOf(`print H = "${LONG_HASH}" | invoke FileProfile(H) | project Signer`)).toEqual([['Contoso']]);
  });

  test('DeviceFromIP() tells the device that had an address last', async () => {
    expect(await rowsOf('print IP = "10.0.0.1" | invoke DeviceFromIP() | project DeviceId')).toEqual([['d2']]);
  });

  test('DeviceFromIP() goes back to the time in a column', async () => {
    const query = `datatable(Address: string, At: datetime)["10.0.0.1", datetime(2026-01-01 08:30), "10.0.0.1", datetime(2025-01-01)]
      | invoke DeviceFromIP(Address, At) | sort by At asc | project DeviceId`;
    expect(await rowsOf(query)).toEqual([[''], ['d1']]);
  });

  test('AssignedIPAddresses() tells the addresses in the latest report', async () => {
    const rows = await rowsOf(
      'AssignedIPAddresses("TWO", datetime(2026-01-02)) | project IPAddress | sort by IPAddress asc',
    );
    expect(rows).toEqual([['10.0.0.1'], ['10.0.0.2']]);
  });

  test('AssignedIPAddresses() goes back in time', async () => {
    expect(await rowsOf('AssignedIPAddresses("d2", datetime(2026-01-01 08:30))')).toEqual([]);
  });

  test('SeenBy() knows no device that saw another', async () => {
    expect(await rowsOf('print DeviceId = "d1" | invoke SeenBy()')).toEqual([['d1', '']]);
  });

  test('a function of the query’s own hides one of them', async () => {
    expect(await rowsOf('let SeenBy = (T:(*)) { T | extend Own = 1 }; print A = 2 | invoke SeenBy()')).toEqual([
      [2n, 1n],
    ]);
  });

  test('errors behind a call are where the user wrote them', async () => {
    const compiled = await engine.compile({
      query: 'print SHA1 = "c"\n| invoke FileProfile(SHA1)\n| where Absent == 1',
    });
    expect(compiled).toMatchObject({ ok: false, error: { position: { line: 3, column: 9 } } });
  });
});
