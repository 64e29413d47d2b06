import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../../core/results/resultTable';
import type { ScalarType } from '../../core/results/scalarType';
import { physicalColumn } from '../physicalTypes';
import { isBlankJson, JSON_TYPE_TESTS } from './jsonValues';
import { readCounts } from './sqlText';
import type { StagedColumn, StagedFile, ValueForm } from './stagedFile';
import { TEXT_TYPE_TESTS, type TypeTest } from './textValues';

/** Only types that all of these first rows allow are tried on the whole column. */
const SAMPLE_ROWS = 2000;

/** A file's columns with the types that it would give them; undefined where a column has no value at all. */
export type FileColumns = readonly { readonly name: string; readonly type: ScalarType | undefined }[];

/**
 * The columns of one file. A documented column has its documented type; any other the type that the file states; else
 * the most special type that all its values allow.
 */
export async function readFileColumns(
  connection: DuckDBConnection,
  file: StagedFile,
  documented: readonly Column[],
): Promise<FileColumns> {
  const inferred = await inferTypes(connection, file, documented);
  return file.columns.map((column) => ({
    name: column.name,
    type: documentedType(documented, column.name) ?? column.stated ?? inferred.get(column),
  }));
}

/** The columns of the table that some files make together, in order of first appearance. */
export function uniteColumns(files: readonly FileColumns[]): readonly Column[] {
  const columns = new Map<string, ScalarType | undefined>();
  for (const { name, type } of files.flat()) {
    const before = columns.get(name);
    columns.set(name, type === undefined || before === undefined ? (type ?? before) : widerType(before, type));
  }
  return [...columns].map(([name, type]) => ({ name, type: type ?? 'string' }));
}

/** SQL that is true where a staged value stands for no value. */
export function isBlank(value: string, form: ValueForm): string {
  if (form === 'json') return isBlankJson(value);
  return form === 'text' ? `(${value} IS NULL OR ${value} = '')` : `(${value} IS NULL)`;
}

function documentedType(documented: readonly Column[], name: string): ScalarType | undefined {
  return documented.find((column) => column.name === name)?.type;
}

/** The types of the columns that nothing states; undefined for a column without a single value. */
async function inferTypes(
  connection: DuckDBConnection,
  file: StagedFile,
  documented: readonly Column[],
): Promise<ReadonlyMap<StagedColumn, ScalarType>> {
  const open = file.columns.flatMap((column, index) =>
    column.stated === undefined && documentedType(documented, column.name) === undefined
      ? [{ column, value: physicalColumn(index), tests: testsOf(column.form) }]
      : [],
  );
  const sample = `(SELECT * FROM ${file.relation} LIMIT ${SAMPLE_ROWS})`;
  const likely = await keepPassing(connection, sample, open);
  const passing = await keepPassing(connection, file.relation, likely);
  return new Map(
    passing.flatMap(({ column, tests, isEmpty }) =>
      isEmpty ? [] : [[column, tests[0]?.type ?? (column.form === 'json' ? 'dynamic' : 'string')] as const],
    ),
  );
}

function testsOf(form: ValueForm): readonly TypeTest[] {
  return form === 'json' ? JSON_TYPE_TESTS : TEXT_TYPE_TESTS;
}

interface OpenColumn {
  readonly column: StagedColumn;
  readonly value: string;
  readonly tests: readonly TypeTest[];
}

/** Keeps, of each column's tests, those that every value passes. One query for all columns. */
async function keepPassing(
  connection: DuckDBConnection,
  relation: string,
  columns: readonly OpenColumn[],
): Promise<readonly (OpenColumn & { readonly isEmpty: boolean })[]> {
  if (columns.length === 0) return [];
  const counts = columns.flatMap(({ column, value, tests }) => {
    const isValue = `NOT ${isBlank(value, column.form)}`;
    return [
      `count(*) FILTER (WHERE ${isValue})`,
      ...tests.map((test) => `count(*) FILTER (WHERE ${isValue} AND coalesce((${test.matches(value)}), false))`),
    ];
  });
  const answer = await readCounts(connection, `SELECT ${counts.join(', ')} FROM ${relation}`);
  let next = 0;
  return columns.map(({ column, value, tests }) => {
    const values = answer[next++];
    return { column, value, isEmpty: values === 0, tests: tests.filter(() => answer[next++] === values) };
  });
}

/** The narrowest type that holds the values of both without loss; string where there is none. */
function widerType(a: ScalarType, b: ScalarType): ScalarType {
  if (a === b) return a;
  const both = new Set([a, b]);
  if (both.has('int') && both.has('long')) return 'long';
  if (both.has('int') && both.has('real')) return 'real';
  if (both.has('decimal') && (both.has('int') || both.has('long'))) return 'decimal';
  return both.has('dynamic') ? 'dynamic' : 'string';
}
