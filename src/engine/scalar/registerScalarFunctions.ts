import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBScalarFunction,
  DuckDBUUIDValue,
  DuckDBVarCharType,
  DuckDBVarCharVector,
  INTEGER,
  UUID,
  uuidValue,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBVector,
} from '@duckdb/node-api';
import type { ScalarType } from '../../core/results/scalarType';
import { readText } from '../vectorTexts';
import { formatDynamic, parseDynamic } from './dynamicJson';
import type { DynamicValue } from './dynamicValue';
import { readDecimalKey, writeDecimalKey } from './decimalKey';
import { writeFunctionFault } from './functionFault';
import { preferLinearTimeMatching } from './regexFunctions';
import {
  argumentCounts,
  parameterType,
  ScalarFunctionError,
  sqlNameOf,
  type DecimalValue,
  type NativeValue,
  type ScalarFunction,
} from './scalarFunction';
import { SCALAR_FUNCTIONS } from './scalarFunctions';

const JSON_TYPE = DuckDBVarCharType.create('JSON');
const DUCKDB_TYPES: Readonly<Record<ScalarType, DuckDBType>> = {
  bool: BOOLEAN,
  datetime: BIGINT,
  decimal: VARCHAR,
  dynamic: JSON_TYPE,
  guid: UUID,
  int: INTEGER,
  long: BIGINT,
  real: DOUBLE,
  string: VARCHAR,
  timespan: BIGINT,
};

/** Makes every function of `SCALAR_FUNCTIONS` callable in SQL. Once per database: connections share them. */
export function registerScalarFunctions(connection: DuckDBConnection): void {
  preferLinearTimeMatching();
  for (const overload of [...SCALAR_FUNCTIONS.values()].flat()) {
    for (const signature of signaturesOf(overload)) {
      connection.registerScalarFunction(
        DuckDBScalarFunction.create({
          name: sqlNameOf(overload),
          parameterTypes: signature.map((type) => DUCKDB_TYPES[type]),
          ...(overload.rest === undefined ? {} : { varArgsType: DUCKDB_TYPES[overload.rest] }),
          returnType: DUCKDB_TYPES[overload.returns],
          specialHandling: true,
          mainFunction: (_info, input, output) => namingItself(overload, () => runOverChunk(overload, input, output)),
        }),
      );
    }
  }
}

/** The fixed parameters of an overload for each number of arguments that it takes. */
function signaturesOf(overload: ScalarFunction): readonly (readonly ScalarType[])[] {
  const { least } = argumentCounts(overload);
  const all = [...overload.parameters, ...overload.optional];
  return Array.from({ length: overload.optional.length + 1 }, (_, more) => all.slice(0, least + more));
}

/** The database carries no more of an error than its text: that says whose error it is, too. */
function namingItself(overload: ScalarFunction, run: () => void): void {
  try {
    run();
  } catch (cause) {
    if (cause instanceof ScalarFunctionError)
      throw new Error(writeFunctionFault(overload.name, cause.message), { cause });
    throw cause;
  }
}

function runOverChunk(overload: ScalarFunction, input: DuckDBDataChunk, output: DuckDBVector): void {
  const columns = Array.from({ length: input.columnCount }, (_, index) => {
    const type = parameterType(overload, index) ?? 'string';
    return readColumn(input.getColumnVector(index), type, input.rowCount);
  });
  const mayBeNull = columns.map((_, index) => parameterType(overload, index) === 'dynamic');
  for (let row = 0; row < input.rowCount; row++) {
    const values = columns.map((column) => column[row] ?? null);
    const isSkipped = overload.nulls === 'skip' && values.some((value, index) => value === null && !mayBeNull[index]);
    output.setItem(row, physicalValue(overload, isSkipped ? null : overload.call(...values)));
  }
  output.flush();
}

/** Reads a column's values; equal neighbours, and so a constant, are parsed once. */
function readColumn(vector: DuckDBVector, type: ScalarType, rowCount: number): readonly (NativeValue | null)[] {
  const values: (NativeValue | null)[] = [];
  let lastRaw: DuckDBValue | undefined;
  let last: NativeValue | null = null;
  for (let row = 0; row < rowCount; row++) {
    const raw = vector instanceof DuckDBVarCharVector ? readText(vector, row) : vector.getItem(row);
    // 0 and -0 are equal and not the same.
    if (!Object.is(raw, lastRaw)) {
      lastRaw = raw;
      last = nativeValue(type, raw);
    }
    values.push(last);
  }
  return values;
}

function nativeValue(type: ScalarType, raw: DuckDBValue): NativeValue | null {
  if (raw === null) return type === 'string' ? '' : null;
  if (type === 'dynamic') return typeof raw === 'string' ? parseStoredDynamic(raw) : null;
  if (type === 'decimal') return typeof raw === 'string' ? readDecimalKey(raw) : null;
  if (raw instanceof DuckDBUUIDValue) return raw.toString();
  return typeof raw === 'object' ? null : raw;
}

/** Text that is not JSON in a dynamic column can only be a bare string. */
function parseStoredDynamic(text: string): DynamicValue {
  const value = parseDynamic(text);
  return value === undefined ? text : value;
}

function physicalValue(overload: ScalarFunction, value: NativeValue | null): DuckDBValue {
  switch (overload.returns) {
    case 'dynamic':
      return value === null || isDecimal(value) ? null : formatDynamic(value);
    case 'string':
      return typeof value === 'string' ? value : '';
    case 'guid':
      return typeof value === 'string' ? uuidValue(BigInt(`0x${value.replaceAll('-', '')}`)) : null;
    case 'decimal':
      return value !== null && isDecimal(value) ? writeDecimalKey(value) : null;
    case 'long':
    case 'timespan':
      return typeof value === 'bigint' ? BigInt.asIntN(64, value) : null;
    case 'datetime':
      return typeof value === 'bigint' ? value : null;
    case 'int':
    case 'real':
      return typeof value === 'number' ? value : null;
    case 'bool':
      return typeof value === 'boolean' ? value : null;
  }
}

function isDecimal(value: NativeValue): value is DecimalValue {
  return typeof value === 'object' && value !== null && 'digits' in value;
}
