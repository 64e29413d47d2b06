import type { DuckDBConnection } from '@duckdb/node-api';
import path from 'node:path';
import { distinctNames } from '../../core/formats/distinctNames';
import { physicalColumn } from '../physicalTypes';
import type { DataFile } from './dataFiles';
import { readDelimitedHeader } from './delimitedHeader';
import { lineOfByte } from './lineNumbers';
import type { Loader } from './loader';
import { detectEncoding } from './openText';
import { writePlainText } from './plainText';
import { hasMixedRecordEnds } from './recordEnds';
import { quotePath, quoteText, readTextRows } from './sqlText';
import { NOTHING_STAGED, type MalformedRows, type StagedFile } from './stagedFile';

/** Longer records are malformed: in most files they begin with a quote that nobody closed. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/**
 * Describes a CSV or TSV file with a header line as a relation of texts. Records that are not of the header's shape are
 * left out and found again by `findMalformed`.
 */
export async function stageDelimited(
  { connection, scratchFolder }: Loader,
  file: DataFile,
  format: 'csv' | 'tsv',
  stageName: string,
): Promise<StagedFile> {
  const encoding = await detectEncoding(file.path);
  const { names, delimiter, skippedLines } = await readDelimitedHeader(file.path, format, encoding);
  if (names.length === 0) return NOTHING_STAGED;
  const columns = names.map((_, index) => `'${physicalColumn(index)}': 'VARCHAR'`).join(', ');
  const read = (place: string, faults: string): string =>
    `read_csv(${quotePath(place)}, auto_detect=false, header=true, skip=${skippedLines}, delim=${quoteText(delimiter)},
      quote='"', escape='"', columns={${columns}}, max_line_size=${MAX_RECORD_BYTES}, ${faults})`;
  let place = file.path;
  if (encoding !== 'utf-8' || (await hasMixedRecordEnds(file.path, delimiter))) {
    place = path.join(scratchFolder, `${stageName}.${format}`);
    await writePlainText(file.path, encoding, delimiter, place);
  }
  const rejects = `${stageName}_rejects`;
  return {
    relation: read(place, IGNORE_FAULTS),
    loading: read(
      place,
      `store_rejects=true, rejects_limit=0, rejects_table='${rejects}', rejects_scan='${rejects}_scan'`,
    ),
    columns: distinctNames(names).map((name) => ({ name, form: 'text' })),
    findMalformed: () => findRejects(connection, rejects, place),
    shift: 0n,
  };
}

const IGNORE_FAULTS = 'ignore_errors=true';

async function findRejects(
  connection: DuckDBConnection,
  rejects: string,
  place: string,
): Promise<MalformedRows | undefined> {
  const [row] = await readTextRows(
    connection,
    `SELECT count(DISTINCT line_byte_position), min(line_byte_position), arg_min(error_type, line_byte_position) FROM ${rejects}`,
  );
  await connection.run(`DROP TABLE ${rejects}; DROP TABLE ${rejects}_scan`);
  const [count = '0', offset = '', fault = ''] = row ?? [];
  if (count === '0') return undefined;
  return { count: Number(count), line: await lineOfByte(place, Number(offset)), reason: reasonOf(fault) };
}

function reasonOf(fault: string): string {
  switch (fault) {
    case 'MISSING COLUMNS':
      return 'it has fewer values than the header has names';
    case 'TOO MANY COLUMNS':
      return 'it has more values than the header has names';
    case 'UNQUOTED VALUE':
      return 'a quoted value does not end where it should';
    case 'INVALID ENCODING':
      return 'it is not text in UTF-8';
    case 'LINE SIZE OVER MAXIMUM':
      return 'it is longer than 16 MB, perhaps because a quote is not closed';
    default:
      return 'it is not of the header’s shape';
  }
}
