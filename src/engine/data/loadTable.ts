import type { DuckDBConnection } from '@duckdb/node-api';
import path from 'node:path';
import type { Column } from '../../core/results/resultTable';
import type { ScalarType } from '../../core/results/scalarType';
import { physicalColumn, PHYSICAL_TYPES, type LoadedTable } from '../physicalTypes';
import { decideColumns, isBlank } from './columnTypes';
import type { DataFile, DataTable } from './dataFiles';
import { firstLine } from './errors';
import { convertJson } from './jsonValues';
import { readCounts } from './sqlText';
import { stageDelimited } from './stageDelimited';
import type { StagedColumn, StagedFile } from './stagedFile';
import { stageJson } from './stageJson';
import { stageParquet } from './stageParquet';
import { convertText } from './textValues';

/** What became of one table: what could not be read is told, never dropped without a word. */
export interface TableLoad {
  /** Undefined where no file held a single column. */
  readonly table?: LoadedTable;
  readonly notes: readonly string[];
}

/** Reads the files of a table into a physical table. The connection must have the `TEXT_MACROS`. */
export async function loadTable(
  connection: DuckDBConnection,
  source: DataTable,
  physicalName: string,
  documented: readonly Column[],
  now: Date,
): Promise<TableLoad> {
  const notes: string[] = [];
  const files: StagedFile[] = [];
  for (const [index, file] of source.files.entries()) {
    const place = source.files.length > 1 ? `${source.name}/${path.basename(file.path)}` : path.basename(file.path);
    try {
      const staged = restoreNames(await stageFile(connection, file, `stage_${physicalName}_${index}`, now), documented);
      files.push(staged);
      if (staged.malformedRows > 0) notes.push(`${place}: ${countOf(staged.malformedRows, 'row')} could not be read.`);
      if (staged.columns.length === 0) notes.push(`${place}: there is no column in this file.`);
    } catch (cause) {
      notes.push(`${place} could not be read: ${firstLine(cause)}.`);
    }
  }
  const columns = await decideColumns(connection, files, documented);
  if (columns.length === 0) return { notes };
  const selects = files.filter((file) => file.columns.length > 0).map((file) => selectFile(file, columns));
  await connection.run(`CREATE TABLE ${physicalName} AS ${selects.join(' UNION ALL ')}`);
  notes.push(...(await describeLostValues(connection, source.name, files, columns, physicalName)));
  for (const file of files) {
    if (file.relation.startsWith('stage_')) await connection.run(`DROP TABLE ${file.relation}`);
  }
  return { table: { name: source.name, physicalName, columns }, notes };
}

function stageFile(connection: DuckDBConnection, file: DataFile, stageName: string, now: Date): Promise<StagedFile> {
  switch (file.format) {
    case 'csv':
    case 'tsv':
      return stageDelimited(connection, file, file.format, stageName);
    case 'json':
    case 'ndjson':
      return stageJson(connection, file, file.format, stageName);
    case 'parquet':
      return stageParquet(connection, file, now);
  }
}

/**
 * Gives documented names back that a writer had to change: DuckDB stores `LogonID` beside `LogonId` as `LogonID_1`,
 * and the Azure portal exports `TimeGenerated` as `TimeGenerated [UTC]`.
 */
function restoreNames(file: StagedFile, documented: readonly Column[]): StagedFile {
  const present = new Set(file.columns.map((column) => column.name));
  const restore = (name: string): string => {
    const original = name.replace(/(?:_\d+| \[UTC\])$/, '');
    const isFree = !present.has(original) && documented.some((column) => column.name === original);
    return isFree ? original : name;
  };
  const columns = file.columns.map((column) => ({ ...column, name: restore(column.name) }));
  return { ...file, columns };
}

function selectFile(file: StagedFile, columns: readonly Column[]): string {
  const values = columns.map(({ name, type }, target) => {
    const index = file.columns.findIndex((column) => column.name === name);
    const staged = file.columns[index];
    const value = staged === undefined ? 'NULL' : convert(staged, physicalColumn(index), type, file.shift);
    const typed = `CAST(${value} AS ${PHYSICAL_TYPES[type]})`;
    return `${type === 'string' ? `coalesce(${typed}, '')` : typed} AS ${physicalColumn(target)}`;
  });
  return `SELECT ${values.join(', ')} FROM ${file.relation}`;
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

/** A sentence for each column in which some values are not of the column's type, and so became null. */
async function describeLostValues(
  connection: DuckDBConnection,
  tableName: string,
  files: readonly StagedFile[],
  columns: readonly Column[],
  physicalName: string,
): Promise<readonly string[]> {
  const checked = columns.flatMap((column, index) =>
    files.some((file) => mayLoseValues(file, column)) ? [{ column, index }] : [],
  );
  if (checked.length === 0) return [];
  const given = checked.map(() => 0);
  for (const file of files.filter((staged) => staged.columns.length > 0)) {
    const counts = checked.map(({ column }) => {
      const index = file.columns.findIndex((staged) => staged.name === column.name);
      const staged = file.columns[index];
      return staged === undefined ? '0' : `count(*) FILTER (WHERE NOT ${isBlank(physicalColumn(index), staged.form)})`;
    });
    const answer = await readCounts(connection, `SELECT ${counts.join(', ')} FROM ${file.relation}`);
    answer.forEach((count, at) => (given[at] = (given[at] ?? 0) + count));
  }
  const kept = await readCounts(
    connection,
    `SELECT ${checked.map(({ index }) => `count(${physicalColumn(index)})`).join(', ')} FROM ${physicalName}`,
  );
  return checked.flatMap(({ column }, at) => {
    const lost = (given[at] ?? 0) - (kept[at] ?? 0);
    if (lost <= 0) return [];
    return [
      `${tableName}: ${countOf(lost, 'value')} of column ${column.name} ${lost === 1 ? 'is' : 'are'} not of type ${column.type} and read as null.`,
    ];
  });
}

/** Strings and dynamics hold any value, and a file's own type needs no reading. */
function mayLoseValues(file: StagedFile, column: Column): boolean {
  if (column.type === 'string' || column.type === 'dynamic') return false;
  const staged = file.columns.find(({ name }) => name === column.name);
  if (staged === undefined) return false;
  return typeof staged.form === 'string' || staged.form.type !== column.type;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
