import path from 'node:path';
import type { Column } from '../../core/results/resultTable';
import { physicalColumn, PHYSICAL_TYPES } from '../physicalTypes';
import { readFileColumns, uniteColumns, type FileColumns } from './columnTypes';
import type { DataFile, DataTable } from './dataFiles';
import { firstLine } from './errors';
import { insertFile, LOST_VALUES, lostColumnCount } from './insertFile';
import type { Loader } from './loader';
import { restoreNames } from './restoreNames';
import { stageDelimited } from './stageDelimited';
import type { StagedFile } from './stagedFile';
import { stageJson } from './stageJson';
import { stageParquet } from './stageParquet';

/** What became of one table: what could not be read is told, never dropped without a word. */
export interface TableLoad {
  /** None where no file held a single column: there is no table then. */
  readonly columns: readonly Column[];
  readonly notes: readonly string[];
  /** True for data that names its own end: tomorrow its datetimes are others. */
  readonly movesWithTime: boolean;
}

/** A file that could be opened. */
interface OpenedFile {
  readonly place: string;
  readonly staged: StagedFile;
  readonly columns: FileColumns;
}

/**
 * Reads the files of a table into a physical table, each on its own: one that cannot be read hides no other. The
 * loader's connection must have the `TEXT_MACROS`.
 */
export async function loadTable(
  loader: Loader,
  source: DataTable,
  physicalName: string,
  documented: readonly Column[],
  now: Date,
): Promise<TableLoad> {
  const notes: string[] = [];
  const files: OpenedFile[] = [];
  const attempt = async (place: string, step: () => Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (cause) {
      notes.push(`${place} could not be read: ${firstLine(cause)}.`);
    }
  };
  for (const [index, file] of source.files.entries()) {
    const place = source.files.length > 1 ? `${source.name}/${path.basename(file.path)}` : path.basename(file.path);
    await attempt(place, async () => {
      const raw = await stageFile(loader, file, `stage_${index}`, now);
      const { staged, notes: nameNotes } = restoreNames(raw, documented);
      files.push({ place, staged, columns: await readFileColumns(loader.connection, staged, documented) });
      notes.push(...nameNotes.map((note) => `${place}: ${note}`));
    });
  }
  const columns = uniteColumns(files.map((file) => file.columns));
  if (columns.length > 0) await createTable(loader, physicalName, columns);
  for (const { place, staged } of files) {
    await attempt(place, async () => {
      const told = await insertFile(loader.connection, staged, columns, physicalName);
      notes.push(...told.map((note) => `${place}: ${note}`));
    });
  }
  return { columns, notes, movesWithTime: files.some(({ staged }) => staged.shift !== 0n) };
}

async function createTable({ connection }: Loader, physicalName: string, columns: readonly Column[]): Promise<void> {
  const own = columns.map(({ type }, index) => `${physicalColumn(index)} ${PHYSICAL_TYPES[type]}`);
  const lost = Array.from({ length: lostColumnCount(columns) }, (_, index) => `${LOST_VALUES}${index} BIGINT`);
  await connection.run(`CREATE TABLE ${physicalName} (${[...own, ...lost].join(', ')})`);
}

function stageFile(loader: Loader, file: DataFile, stageName: string, now: Date): Promise<StagedFile> {
  switch (file.format) {
    case 'csv':
    case 'tsv':
      return stageDelimited(loader, file, file.format, stageName);
    case 'json':
    case 'ndjson':
      return stageJson(loader, file, file.format);
    case 'parquet':
      return stageParquet(loader, file, now);
  }
}
