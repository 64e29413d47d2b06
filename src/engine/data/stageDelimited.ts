import type { DuckDBConnection } from '@duckdb/node-api';
import { physicalColumn } from '../physicalTypes';
import type { DataFile } from './dataFiles';
import { readDelimitedHeader } from './delimitedHeader';
import { quoteText, readCounts } from './sqlText';
import { NOTHING_STAGED, type StagedFile } from './stagedFile';

const DELIMITERS = { csv: ',', tsv: '\t' } as const;

/**
 * Reads a CSV or TSV file with a header line into a temporary table of texts. Lines that are not of the header's shape
 * are left out and counted.
 */
export async function stageDelimited(
  connection: DuckDBConnection,
  file: DataFile,
  format: 'csv' | 'tsv',
  stageName: string,
): Promise<StagedFile> {
  const delimiter = DELIMITERS[format];
  const names = await readDelimitedHeader(file.path, delimiter);
  if (names.length === 0) return NOTHING_STAGED;
  const columns = names.map((_, index) => `'${physicalColumn(index)}': 'VARCHAR'`).join(', ');
  const rejects = `${stageName}_rejects`;
  await connection.run(
    `CREATE TEMP TABLE ${stageName} AS SELECT * FROM read_csv(${quoteText(file.path)}, auto_detect=false, header=true,
      delim=${quoteText(delimiter)}, quote='"', escape='"', columns={${columns}}, max_line_size=16777216,
      store_rejects=true, rejects_limit=0, rejects_table='${rejects}', rejects_scan='${rejects}_scan')`,
  );
  const [malformedRows = 0] = await readCounts(connection, `SELECT count(DISTINCT line) FROM ${rejects}`);
  await connection.run(`DROP TABLE ${rejects}; DROP TABLE ${rejects}_scan`);
  return { relation: stageName, columns: names.map((name) => ({ name, form: 'text' })), malformedRows, shift: 0n };
}
