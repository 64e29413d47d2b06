import type { DuckDBConnection } from '@duckdb/node-api';
import * as v from 'valibot';
import { SCALAR_TYPES } from '../../core/results/scalarType';
import type { TableLoad } from './loadTable';
import { quoteText, readTextRows } from './sqlText';

/** The name of the one table of rows in a database file. */
export const ROWS = 'rows';

const AboutSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    columns: v.array(v.object({ name: v.string(), type: v.picklist(SCALAR_TYPES) })),
    notes: v.array(v.string()),
    movesWithTime: v.boolean(),
  }),
);

/** Writes into the database that is attached as `draft` what its rows are. */
export async function writeAbout(connection: DuckDBConnection, about: TableLoad): Promise<void> {
  await connection.run(`CREATE TABLE draft.about AS SELECT ${quoteText(JSON.stringify(about))} AS json`);
}

/** @returns undefined for a database of another make */
export async function readAbout(connection: DuckDBConnection, database: string): Promise<TableLoad | undefined> {
  const [row] = await readTextRows(connection, `SELECT json FROM ${database}.about`);
  const about = v.safeParse(AboutSchema, row?.[0]);
  return about.success ? about.output : undefined;
}
