import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../../core/results/resultTable';
import type { ScalarType } from '../../core/results/scalarType';
import { physicalColumn, PHYSICAL_TYPES } from '../physicalTypes';
import { isBlank } from './columnTypes';
import { removeFormulaGuards } from './formulaGuards';
import { countOf, type InsertedRows } from './insertedRows';
import { convertJson } from './jsonValues';
import { readCounts } from './sqlText';
import type { MalformedRows, StagedColumn, StagedFile } from './stagedFile';
import { convertText } from './textValues';

/** Hidden columns of a loaded table: a bit for each column whose value was there and could not be read. */
export const LOST_VALUES = 'lost';
const BITS = 60;

export function lostColumnCount(columns: readonly Column[]): number {
  return Math.ceil(columns.length / BITS);
}

/**
 * Adds a file's rows to a physical table, reading the file once.
 * @returns sentences about rows and values that could not be read
 */
export async function insertFile(
  connection: DuckDBConnection,
  file: StagedFile,
  columns: readonly Column[],
  physicalName: string,
): Promise<readonly string[]> {
  const notes: string[] = [];
  if (file.columns.length === 0) notes.push('there is no column in this file.');
  else {
    const [before = 0] = await readCounts(connection, `SELECT count(*) FROM ${physicalName}`);
    await connection.run(`INSERT INTO ${physicalName} ${selectFile(file, columns)}`);
    const rows = { physicalName, before };
    notes.push(...(await describeLostValues(connection, file, columns, rows)));
    if (file.columns.some(({ form }) => form === 'text')) {
      notes.push(...(await removeFormulaGuards(connection, columns, rows)));
    }
  }
  const malformed = await file.findMalformed(connection);
  return malformed === undefined ? notes : [describeMalformed(malformed), ...notes];
}

function describeMalformed({ count, line, reason }: MalformedRows): string {
  const place = line === undefined ? '' : ` in line ${line}`;
  const first = count === 1 ? place : `, the first one${place}`;
  return `${countOf(count, 'row')} could not be read${first}: ${reason}.`;
}

function selectFile(file: StagedFile, columns: readonly Column[]): string {
  const typed = columns.map(({ name, type }, target) => {
    const index = file.columns.findIndex((column) => column.name === name);
    const staged = file.columns[index];
    const value = staged === undefined ? 'NULL' : convert(staged, physicalColumn(index), type, file.shift);
    const cast = `CAST(${value} AS ${PHYSICAL_TYPES[type]})`;
    return `${type === 'string' ? `coalesce(${cast}, '')` : cast} AS v${target}`;
  });
  const given = findLosable(file, columns).map(
    ({ staged, index, target }) => `NOT ${isBlank(physicalColumn(index), staged.form)} AS g${target}`,
  );
  const lost = Array.from({ length: lostColumnCount(columns) }, (_, at) => {
    const bits = findLosable(file, columns).filter(({ target }) => Math.floor(target / BITS) === at);
    return [
      '0',
      ...bits.map(({ target }) => `CASE WHEN g${target} AND v${target} IS NULL THEN ${bitOf(target)} ELSE 0 END`),
    ].join(' + ');
  });
  const values = columns.map((_, target) => `v${target}`);
  return `SELECT ${[...values, ...lost].join(', ')} FROM (SELECT ${[...typed, ...given].join(', ')} FROM ${file.loading})`;
}

function bitOf(target: number): bigint {
  return 1n << BigInt(target % BITS);
}

function convert(staged: StagedColumn, value: string, type: ScalarType, shift: bigint): string {
  const { form } = staged;
  const converted =
    form === 'text'
      ? convertText(value, type)
      : form === 'json'
        ? convertJson(value, type)
        : form.type === type
          ? form.convert(value)
          : convertText(`${value}::VARCHAR`, type);
  return type === 'datetime' && shift !== 0n ? `(${converted}) + ${shift}` : `(${converted})`;
}

/** A column of the table that is read from a file in a way that may fail. */
interface LosableColumn {
  readonly column: Column;
  readonly staged: StagedColumn;
  /** Its place in the file, and in the table. */
  readonly index: number;
  readonly target: number;
}

/** Strings and dynamics hold any value, and a file's own type needs no reading. */
function findLosable(file: StagedFile, columns: readonly Column[]): readonly LosableColumn[] {
  return columns.flatMap((column, target) => {
    if (column.type === 'string' || column.type === 'dynamic') return [];
    const index = file.columns.findIndex(({ name }) => name === column.name);
    const staged = file.columns[index];
    if (staged === undefined || (typeof staged.form !== 'string' && staged.form.type === column.type)) return [];
    return [{ column, staged, index, target }];
  });
}

/** A sentence for each column in which some values are not of the column's type, and so became null. */
async function describeLostValues(
  connection: DuckDBConnection,
  file: StagedFile,
  columns: readonly Column[],
  { physicalName, before }: InsertedRows,
): Promise<readonly string[]> {
  const losable = findLosable(file, columns);
  if (losable.length === 0) return [];
  const counts = losable.flatMap(({ target }) => {
    const isLost = `${LOST_VALUES}${Math.floor(target / BITS)} & ${bitOf(target)} <> 0`;
    return [`count(*) FILTER (WHERE ${isLost})`, `min(rowid) FILTER (WHERE ${isLost})`];
  });
  const answer = await readCounts(
    connection,
    `SELECT ${counts.join(', ')} FROM ${physicalName} WHERE rowid >= ${before}`,
  );
  return losable.flatMap(({ column: { name, type } }, at) => {
    const [count = 0, first = 0] = answer.slice(2 * at);
    if (count === 0) return [];
    const row = first - before + 1;
    const place = count === 1 ? `in row ${row}` : `the first one in row ${row}`;
    return [
      `${countOf(count, 'value')} of column ${name} ${count === 1 ? 'is' : 'are'} not of type ${type} and read as null, ${place}.`,
    ];
  });
}
