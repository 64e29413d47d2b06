import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { elementAt } from './random.ts';
import { SAMPLE_END, SAMPLE_END_TEXT } from './time.ts';

/** A bigint is an instant in a datetime column, a plain number elsewhere. Objects go into dynamic columns. */
export type Cell = string | number | bigint | boolean | null | object;
export type Row = Readonly<Record<string, Cell>>;

export interface WrittenTable {
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
}

const Schema = v.object({ tables: v.record(v.string(), v.record(v.string(), v.string())) });
const SCHEMA_FILE = path.resolve(import.meta.dirname, '../../src/kusto/schema/defenderTables.json');
/** The key by which the engine knows that this data moves with the present. */
const DATA_END_KEY = 'kql-hunting.ends-at';

/** How a column of a Kusto type is read from the interim CSV, and what it is in Parquet. */
const COLUMN_FORMS: Readonly<Record<string, { readonly csv: string; readonly select: (column: string) => string }>> = {
  string: { csv: 'VARCHAR', select: (column) => column },
  dynamic: { csv: 'VARCHAR', select: (column) => column },
  datetime: { csv: 'BIGINT', select: (column) => `make_timestamp_ns(${column} * 100)` },
  long: { csv: 'BIGINT', select: (column) => column },
  int: { csv: 'INTEGER', select: (column) => column },
  bool: { csv: 'BOOLEAN', select: (column) => column },
  real: { csv: 'DOUBLE', select: (column) => column },
};

/** The rows of all tables while they are made. A row names only columns of the documented schema; the rest is empty. */
export class SampleTables {
  readonly #schema = v.parse(Schema, JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'))).tables;
  readonly #rows = new Map<string, Row[]>();

  add(table: string, row: Row): void {
    const columns = this.#columnsOf(table);
    for (const name of Object.keys(row)) {
      if (!(name in columns)) throw new Error(`${table} has no column ${name}`);
    }
    const time = row['Timestamp'];
    // What would happen after the end is not known yet.
    if (typeof time === 'bigint' && time >= SAMPLE_END) return;
    const rows = this.#rows.get(table);
    if (rows === undefined) this.#rows.set(table, [row]);
    else rows.push(row);
  }

  /** Writes each table to `<folder>/<table>.parquet`, in order of time. */
  async write(folder: string): Promise<readonly WrittenTable[]> {
    const scratch = mkdtempSync(path.join(tmpdir(), 'kql-hunting-samples-'));
    // One thread: the order of row groups, and so the files, are the same every time.
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    try {
      const written = [];
      for (const [table, rows] of [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const target = path.join(folder, `${table}.parquet`);
        await this.#writeTable(connection, table, rows, path.join(scratch, `${table}.csv`), target);
        written.push({ table, rows: rows.length, bytes: statSync(target).size });
      }
      return written;
    } finally {
      connection.closeSync();
      instance.closeSync();
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  async #writeTable(
    connection: DuckDBConnection,
    table: string,
    rows: readonly Row[],
    interim: string,
    target: string,
  ): Promise<void> {
    const columns = Object.entries(this.#columnsOf(table));
    const names = columns.map(([name]) => name);
    const inOrder = [...rows].sort((a, b) => compareTimes(a['Timestamp'], b['Timestamp']));
    writeFileSync(
      interim,
      inOrder.map((row) => `${names.map((name) => csvCell(row[name] ?? null)).join(',')}\n`).join(''),
    );
    const forms = columns.map(([, type]) => {
      const form = COLUMN_FORMS[type];
      if (form === undefined) throw new Error(`samples have no column of type ${type}`);
      return form;
    });
    const read = forms.map((form, index) => `'c${index}': '${form.csv}'`).join(', ');
    // Strings are never null in Kusto.
    const select = columns.map(([name, type], index) => {
      const value = elementAt(forms, index).select(`c${index}`);
      return `${type === 'string' ? `coalesce(${value}, '')` : value} AS "${name}"`;
    });
    await connection.run(
      `COPY (SELECT ${select.join(', ')} FROM read_csv('${interim}', auto_detect=false, header=false, delim=',',
        quote='"', escape='"', columns={${read}}, max_line_size=16777216))
      TO '${target}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 15, ROW_GROUP_SIZE 131072,
        KV_METADATA {'${DATA_END_KEY}': '${SAMPLE_END_TEXT}'})`,
    );
  }

  #columnsOf(table: string): Readonly<Record<string, string>> {
    const columns = this.#schema[table];
    if (columns === undefined) throw new Error(`there is no table ${table}`);
    return columns;
  }
}

function compareTimes(a: Cell | undefined, b: Cell | undefined): number {
  if (typeof a !== 'bigint' || typeof b !== 'bigint') throw new Error('a row has no Timestamp');
  return a < b ? -1 : a > b ? 1 : 0;
}

function csvCell(value: Cell): string {
  if (value === null || value === '') return '';
  if (typeof value === 'string') return `"${value.replaceAll('"', '""')}"`;
  if (typeof value === 'object') return `"${JSON.stringify(value).replaceAll('"', '""')}"`;
  return String(value);
}
