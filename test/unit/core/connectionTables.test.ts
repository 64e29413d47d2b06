import { describe, expect, it } from 'vitest';
import { askTableNames, askTables } from '../../../src/core/connectionTables';
import type { HuntingConnection } from '../../../src/core/connection';
import { cancelled, fail, succeed, type Outcome } from '../../../src/core/errors';
import type { ResultTable } from '../../../src/core/results/resultTable';

type Rows = readonly (readonly string[])[];

function tableOf(columns: readonly string[], rows: Rows): ResultTable {
  return {
    columns: columns.map((name) => ({ name, type: 'string' })),
    rowCount: rows.length,
    isNull: () => false,
    text: (row, column) => rows[row]?.[column] ?? '',
    json: () => '',
    compare: () => 0,
    heldRows: (_, all) => all,
    writeSortWords: () => false,
    groupValues: () => undefined,
    markMatches: () => undefined,
  };
}

/** A connection that answers by the query's text and keeps what it was asked. */
function connectionWith(answers: Readonly<Record<string, Outcome<ResultTable>>>) {
  const asked: string[] = [];
  const connection: HuntingConnection = {
    name: 'Contoso',
    run: ({ query }) => {
      asked.push(query);
      const answer = Object.entries(answers).find(([text]) => query.includes(text))?.[1];
      if (answer === undefined)
        return Promise.resolve(fail({ code: 'QueryFault', message: 'No such table.', hint: '' }));
      if (!answer.ok) return Promise.resolve(answer);
      return Promise.resolve(succeed({ table: answer.value, elapsedMs: 1, mayBeIncomplete: false, notes: [] }));
    },
  };
  return { connection, asked };
}

const SCHEMA = tableOf(
  ['ColumnName', 'ColumnType'],
  [
    ['Timestamp', 'datetime'],
    ['ActionType', 'string'],
  ],
);
const VALUES = tableOf(['ActionType', 'Rows'], [['LogonFailed', '7']]);
const ANSWERS = { 'DeviceLogonEvents | getschema': succeed(SCHEMA), 'by ActionType': succeed(VALUES) };
const pause = () => Promise.resolve();
const signal = new AbortController().signal;

describe('askTables', () => {
  it('takes names and types of columns, and the action types that there are', async () => {
    const { connection } = connectionWith(ANSWERS);
    expect(await askTables(connection, ['DeviceLogonEvents'], { signal, pause })).toEqual(
      succeed([
        {
          name: 'DeviceLogonEvents',
          columns: [
            { name: 'Timestamp', type: 'datetime', examples: [] },
            { name: 'ActionType', type: 'string', examples: ['LogonFailed'] },
          ],
        },
      ]),
    );
  });

  it('leaves out tables that the connection does not have', async () => {
    const { connection } = connectionWith(ANSWERS);
    const tables = await askTables(connection, ['NoSuchTable', 'DeviceLogonEvents'], { signal, pause });
    expect(tables.ok && tables.value.map(({ name }) => name)).toEqual(['DeviceLogonEvents']);
  });

  it('ends with any other failure', async () => {
    const refused = fail({ code: 'Forbidden', message: 'Not you.', hint: '' });
    const { connection, asked } = connectionWith({ getschema: refused });
    expect(await askTables(connection, ['A', 'B'], { signal, pause })).toEqual(refused);
    expect(asked).toHaveLength(1);
  });

  it('waits after each question, and stops when it is told to', async () => {
    const { connection, asked } = connectionWith(ANSWERS);
    const controller = new AbortController();
    let pauses = 0;
    const stopAtSecond = () => {
      pauses += 1;
      if (pauses === 2) controller.abort();
      return Promise.resolve();
    };
    const options = { signal: controller.signal, pause: stopAtSecond };
    expect(await askTables(connection, ['DeviceLogonEvents', 'B', 'C'], options)).toEqual(fail(cancelled()));
    expect(asked).toHaveLength(2);
  });

  it('quotes a name that is not a word', async () => {
    const { connection, asked } = connectionWith({});
    await askTables(connection, ["it's"], { signal, pause });
    expect(asked).toEqual(["['it\\'s'] | getschema"]);
  });
});

describe('askTableNames', () => {
  it('lists the tables of a connection', async () => {
    const { connection } = connectionWith({ 'distinct TableName': succeed(tableOf(['TableName'], [['Mine']])) });
    expect(await askTableNames(connection, signal)).toEqual(succeed(['Mine']));
  });
});
