import type { HuntError } from '../../core/errors';

export function dataFolderNotFound(folder: string): HuntError {
  return {
    code: 'DataFolderNotFound',
    message: `There is no readable folder at ${folder}.`,
    hint: 'Give the path of a folder that holds CSV, TSV, JSON, NDJSON or Parquet files.',
  };
}

export function dataFolderEmpty(folder: string): HuntError {
  return {
    code: 'DataFolderEmpty',
    message: `The folder ${folder} holds no data file.`,
    hint: 'Put CSV, TSV, JSON, NDJSON or Parquet files into it: each file becomes a table of that name, each sub-folder one table of all its files.',
  };
}

export function noReadableTable(folder: string, reasons: readonly string[]): HuntError {
  return {
    code: 'NoReadableTable',
    message: `No file in ${folder} could be read as a table. ${reasons.join(' ')}`.trim(),
    hint: 'Check that the files are what their extensions say, with a header line in CSV and TSV.',
  };
}

export function sampleDataMissing(folder: string): HuntError {
  return {
    code: 'SampleDataMissing',
    message: `The sample data is missing: ${folder} was not found.`,
    hint: 'Install the extension again, run "npm run samples" in a checkout, or give a folder of your own with --data.',
  };
}

/** A cached table turned out to be broken while a query read it; the cache is built anew before the next one. */
export function cachedTableDamaged(cause: unknown): HuntError {
  return {
    code: 'CachedTableDamaged',
    message: 'The cached copy of a table was damaged.',
    hint: 'Run the query again: the files are then read anew.',
    cause,
  };
}

export function databaseNotOpened(cause: unknown): HuntError {
  return {
    code: 'DatabaseNotOpened',
    message: `The local database did not start: ${firstLine(cause)}.`,
    hint: 'Check that this machine has free memory and disk space, then try again.',
    cause,
  };
}

/** The first line of what DuckDB says, without its full stop and never with a line of data. */
export function firstLine(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : 'unknown reason';
  return (text.split('\n')[0] ?? '').replace(/\.?\s*$/, '').slice(0, 300);
}
