import type { HuntingConnection } from './connection';
import { cancelled, fail, succeed, type Outcome } from './errors';
import { scalarTypeOf, type ScalarType } from './results/scalarType';
import type { ResultTable } from './results/resultTable';

/** A column as a connection itself describes it; `examples` are values that were seen in it. */
export interface ConnectionColumn {
  readonly name: string;
  readonly type: ScalarType;
  readonly examples: readonly string[];
}

/** A table as a connection itself describes it. */
export interface ConnectionTable {
  readonly name: string;
  readonly columns: readonly ConnectionColumn[];
}

export interface AskTablesOptions {
  readonly signal: AbortSignal;
  /** Waits between two questions, so that others who ask the same service are not held up. */
  readonly pause: (signal: AbortSignal) => Promise<void>;
  /** Told before each table is asked about. */
  readonly onTable?: (name: string, index: number) => void;
}

/** What the service says of a query that names what it does not have. */
const REFUSED = 'QueryFault';

/** Values are worth proposing for this column of a table; the others are free text or too many. */
const LISTED_COLUMN = 'ActionType';
const MOST_VALUES = 300;

/**
 * Asks a connection for the columns of each table, one question after another, and for the action types of those that
 * have some. Tables that it does not have are left out; any other failure ends the asking.
 */
export async function askTables(
  connection: HuntingConnection,
  names: readonly string[],
  options: AskTablesOptions,
): Promise<Outcome<readonly ConnectionTable[]>> {
  const tables: ConnectionTable[] = [];
  for (const [index, name] of names.entries()) {
    options.onTable?.(name, index);
    const table = await askTable(connection, name, options);
    if (options.signal.aborted) return fail(cancelled());
    if (table.ok) tables.push(table.value);
    else if (table.error.code !== REFUSED) return table;
  }
  return succeed(tables);
}

/** The tables that a connection has, where it can list them. */
export async function askTableNames(
  connection: HuntingConnection,
  signal: AbortSignal,
): Promise<Outcome<readonly string[]>> {
  const answer = await ask(connection, 'union withsource=TableName * | distinct TableName', signal);
  return answer.ok ? succeed(textsOf(answer.value, 'TableName')) : answer;
}

async function askTable(
  connection: HuntingConnection,
  name: string,
  { signal, pause }: AskTablesOptions,
): Promise<Outcome<ConnectionTable>> {
  const answer = await ask(connection, `${quoted(name)} | getschema`, signal);
  await pause(signal);
  if (!answer.ok) return answer;
  const names = textsOf(answer.value, 'ColumnName');
  const types = textsOf(answer.value, 'ColumnType');
  const values = names.includes(LISTED_COLUMN) ? await askValues(connection, name, signal, pause) : [];
  const columns = names.map((column, index) => ({
    name: column,
    type: scalarTypeOf(types[index] ?? ''),
    examples: column === LISTED_COLUMN ? values : [],
  }));
  return succeed({ name, columns });
}

async function askValues(
  connection: HuntingConnection,
  name: string,
  signal: AbortSignal,
  pause: AskTablesOptions['pause'],
): Promise<readonly string[]> {
  const query = `${quoted(name)} | summarize Rows = count() by ${LISTED_COLUMN} | top ${MOST_VALUES} by Rows`;
  const answer = await ask(connection, query, signal);
  await pause(signal);
  return answer.ok ? textsOf(answer.value, LISTED_COLUMN).filter((value) => value !== '') : [];
}

async function ask(connection: HuntingConnection, query: string, signal: AbortSignal): Promise<Outcome<ResultTable>> {
  const answer = await connection.run({ query }, { signal });
  return answer.ok ? succeed(answer.value.table) : answer;
}

function textsOf(table: ResultTable, name: string): string[] {
  const column = table.columns.findIndex((candidate) => candidate.name === name);
  return column === -1 ? [] : Array.from({ length: table.rowCount }, (_, row) => table.text(row, column));
}

function quoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `['${name.replace(/[\\']/g, '\\$&')}']`;
}
