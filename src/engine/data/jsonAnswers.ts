import type { DuckDBConnection } from '@duckdb/node-api';
import * as v from 'valibot';
import { scalarTypeOf } from '../../core/results/scalarType';
import { physicalColumn } from '../physicalTypes';
import { quoteText, readTextRows } from './sqlText';
import { nothingMalformed, type StagedColumn, type StagedFile } from './stagedFile';

/** The columns of an answer, in both spellings that the services' documentation shows. */
const ColumnsSchema = v.array(
  v.union([
    v.pipe(
      v.object({ name: v.string(), type: v.string() }),
      v.transform(({ name, type }) => ({ name, type })),
    ),
    v.pipe(
      v.object({ Name: v.string(), Type: v.string() }),
      v.transform(({ Name, Type }) => ({ name: Name, type: Type })),
    ),
    v.pipe(
      v.object({ ColumnName: v.string(), DataType: v.string() }),
      v.transform(({ ColumnName, DataType }) => ({ name: ColumnName, type: DataType })),
    ),
  ]),
);

/**
 * A file that is one answer of a service: Graph's `{"schema":[…],"results":[{…}]}`, or that of Log Analytics,
 * `{"tables":[{"name","columns":[…],"rows":[[…]]}]}`, of which the first table is read.
 * @param documents SQL of the file's JSON values, as `d`
 * @returns undefined for any other file
 */
export async function readSavedAnswer(
  connection: DuckDBConnection,
  documents: string,
): Promise<StagedFile | undefined> {
  const only = `(SELECT any_value(d) AS d FROM ${documents} HAVING count(*) = 1)`;
  const [row] = await readTextRows(
    connection,
    `SELECT CASE WHEN json_type(d, '$.schema') = 'ARRAY' AND coalesce(json_type(d, '$.results'), 'NULL') IN ('ARRAY', 'NULL')
        THEN json_extract(d, '$.schema') END,
      coalesce(json_extract(d, '$.tables[0].columns'), json_extract(d, '$.Tables[0].Columns')) FROM ${only} WHERE json_type(d) = 'OBJECT'`,
  );
  const [schema = '', columns = ''] = row ?? [];
  const ofGraph = parseColumns(schema);
  if (ofGraph !== undefined) return stageObjects(ofGraph, documents);
  const ofLogAnalytics = parseColumns(columns);
  return ofLogAnalytics === undefined ? undefined : stageRows(ofLogAnalytics, documents);
}

function parseColumns(text: string): readonly StagedColumn[] | undefined {
  const columns = v.safeParse(v.pipe(v.string(), v.parseJson(), ColumnsSchema), text);
  if (!columns.success || columns.output.length === 0) return undefined;
  return columns.output.map(({ name, type }) => ({ name, form: 'json', stated: scalarTypeOf(type) }));
}

function stageObjects(columns: readonly StagedColumn[], documents: string): StagedFile {
  const pointers = columns.map(({ name }) => quoteText(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  return stageCells(
    columns,
    `SELECT json_extract(r, [${pointers.join(', ')}]) AS cells FROM (SELECT unnest(json_extract(d, '$.results[*]')) AS r FROM ${documents})`,
  );
}

function stageRows(columns: readonly StagedColumn[], documents: string): StagedFile {
  const pointers = columns.map((_, index) => `'/${index}'`);
  const rows = `coalesce(json_extract(d, '$.tables[0].rows[*]'), json_extract(d, '$.Tables[0].Rows[*]'))`;
  return stageCells(
    columns,
    `SELECT json_extract(r, [${pointers.join(', ')}]) AS cells FROM (SELECT unnest(${rows}) AS r FROM ${documents})`,
  );
}

function stageCells(columns: readonly StagedColumn[], cells: string): StagedFile {
  const values = columns.map((_, index) => `cells[${index + 1}] AS ${physicalColumn(index)}`).join(', ');
  const relation = `(SELECT ${values} FROM (${cells}))`;
  return { relation, loading: relation, columns, findMalformed: nothingMalformed, shift: 0n };
}
