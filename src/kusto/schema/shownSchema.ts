import {
  getCslTypeNameFromClrType,
  type showSchema,
} from '@kusto/monaco-kusto/release/esm/languageServiceManager/schema';
import * as v from 'valibot';
import { scalarTypeOf } from '../../core/results/scalarType';
import type { FunctionSchema, TableSchema } from '../tableSchema';

/** The tables and functions of a database. */
export interface DatabaseSchema {
  readonly tables: readonly TableSchema[];
  readonly functions: readonly FunctionSchema[];
}

const Typed = v.object({ Name: v.string(), Type: v.string(), CslType: v.fallback(v.string(), '') });
const Table = v.object({ Name: v.string(), OrderedColumns: v.array(Typed) });
const Parameter = v.object({
  Name: v.string(),
  Type: v.fallback(v.string(), ''),
  CslType: v.fallback(v.string(), ''),
  CslDefaultValue: v.fallback(v.string(), ''),
  Columns: v.fallback(v.array(Typed), []),
});
const SavedFunction = v.object({
  Name: v.string(),
  InputParameters: v.array(Parameter),
  Body: v.string(),
  DocString: v.fallback(v.string(), ''),
});
const Tables = v.fallback(v.record(v.string(), Table), {});
const ShownSchema = v.object({
  Databases: v.record(
    v.string(),
    v.object({
      Tables,
      ExternalTables: Tables,
      MaterializedViews: Tables,
      Functions: v.fallback(v.record(v.string(), SavedFunction), {}),
    }),
  ),
});

/**
 * Reads what a Kusto cluster answers to `.show database schema as json`, in monaco-kusto's model of it; undefined for
 * anything else.
 */
export function parseShownSchema(value: unknown): DatabaseSchema | undefined {
  const parsed = v.safeParse(ShownSchema, value);
  if (!parsed.success) return undefined;
  const databases = Object.values(parsed.output.Databases);
  return {
    tables: databases.flatMap(({ Tables: tables, ExternalTables: external, MaterializedViews: views }) =>
      [tables, external, views].flatMap((named) => Object.values(named).map(toTable)),
    ),
    functions: databases.flatMap(({ Functions: functions }) => Object.values(functions).map(toFunction)),
  };
}

function toTable({
  Name: name,
  OrderedColumns: columns,
}: Pick<showSchema.Table, 'Name' | 'OrderedColumns'>): TableSchema {
  return { name, columns: columns.map((column) => ({ name: column.Name, type: scalarTypeOf(typeOf(column)) })) };
}

function toFunction(saved: v.InferOutput<typeof SavedFunction>): FunctionSchema {
  const { Name: name, Body: body, DocString: docstring, InputParameters: parameters } = saved;
  return {
    name,
    body,
    docstring,
    parameters: `(${parameters.map(writeParameter).join(', ')})`,
    parameterDescriptions: {},
  };
}

/** monaco-kusto writes parameters as well, but without the parentheses of tables and without defaults. */
function writeParameter(parameter: v.InferOutput<typeof Parameter>): string {
  const { Name: name, Columns: columns, CslDefaultValue: byDefault } = parameter;
  if (parameter.CslType === '' && parameter.Type === '') {
    const names = columns.map((column) => `${column.Name}:${typeOf(column)}`);
    return `${name}:(${names.length === 0 ? '*' : names.join(', ')})`;
  }
  return `${name}:${typeOf(parameter)}${byDefault === '' ? '' : `=${byDefault}`}`;
}

function typeOf({ Type: type, CslType: cslType }: { readonly Type: string; readonly CslType: string }): string {
  return cslType === '' ? getCslTypeNameFromClrType(type) : cslType;
}
