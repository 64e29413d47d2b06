import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { TICKS_PER_MICROSECOND, UNIX_EPOCH_TICKS } from '../../core/results/values/ticks';
import { physicalColumn } from '../physicalTypes';
import type { DataFile } from './dataFiles';
import { readDataEnd } from './dataEnd';
import type { Loader } from './loader';
import { quotePath } from './sqlText';
import { nothingMalformed, type NativeForm, type StagedFile, type ValueForm } from './stagedFile';

/** Describes a Parquet file so that it is read in place: its types are its own. */
export async function stageParquet({ connection }: Loader, file: DataFile, now: Date): Promise<StagedFile> {
  const reader = `read_parquet(${quotePath(file.path)}, hive_partitioning=false)`;
  const described = await connection.runAndReadAll(`SELECT * FROM ${reader} LIMIT 0`);
  const names = described.columnNames();
  const relation = `${reader} AS p(${names.map((_, index) => physicalColumn(index)).join(', ')})`;
  return {
    relation,
    loading: relation,
    columns: described.columnTypes().map((type, index) => {
      const form = formOf(type);
      return { name: names[index] ?? '', form, stated: typeof form === 'string' ? 'string' : form.type };
    }),
    findMalformed: nothingMalformed,
    shift: await readDataEnd(connection, file, now),
  };
}

function ticksOfMicroseconds(microseconds: string): string {
  return `${UNIX_EPOCH_TICKS} + ${microseconds} * ${TICKS_PER_MICROSECOND}`;
}

const MICROSECOND_TIME: NativeForm = {
  type: 'datetime',
  convert: (value) => ticksOfMicroseconds(`epoch_us(CASE WHEN isfinite(${value}) THEN ${value} END)`),
};
const DAY_OR_COARSE_TIME: NativeForm = {
  type: 'datetime',
  convert: (value) => ticksOfMicroseconds(`epoch_us(CASE WHEN isfinite(${value}) THEN ${value} END::TIMESTAMP)`),
};
const NANOSECOND_TIME: NativeForm = {
  type: 'datetime',
  convert: (value) => `${UNIX_EPOCH_TICKS} + epoch_ns(CASE WHEN isfinite(${value}) THEN ${value} END) // 100`,
};
const asIs = (type: NativeForm['type']): NativeForm => ({ type, convert: (value) => value });
const DYNAMIC: NativeForm = { type: 'dynamic', convert: (value) => `to_json(${value})` };
const WIDE_NUMBER: NativeForm = { type: 'decimal', convert: (value) => `CAST(${value} AS VARCHAR)` };

/** How values of a DuckDB type become Kusto's; types that Kusto lacks are read as their text. */
function formOf(type: DuckDBType): ValueForm {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return asIs('bool');
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
      return asIs('int');
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.BIGINT:
      return asIs('long');
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
    case DuckDBTypeId.DECIMAL:
      return WIDE_NUMBER;
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return asIs('real');
    case DuckDBTypeId.UUID:
      return asIs('guid');
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return MICROSECOND_TIME;
    case DuckDBTypeId.TIMESTAMP_NS:
      return NANOSECOND_TIME;
    case DuckDBTypeId.DATE:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
      return DAY_OR_COARSE_TIME;
    case DuckDBTypeId.TIME:
      return { type: 'timespan', convert: (value) => `epoch_us(${value}) * ${TICKS_PER_MICROSECOND}` };
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
    case DuckDBTypeId.MAP:
    case DuckDBTypeId.UNION:
      return DYNAMIC;
    case DuckDBTypeId.BLOB:
      return { type: 'string', convert: (value) => `base64(${value})` };
    case DuckDBTypeId.VARCHAR:
      return type.alias === 'JSON' ? 'json' : 'text';
    default:
      return { type: 'string', convert: (value) => `${value}::VARCHAR` };
  }
}
