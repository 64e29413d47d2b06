import { beforeAll, describe, expect, it } from 'vitest';
import { writeTable } from '../../../../../src/core/formats/format';
import { writeSummarize } from '../../../../../src/core/kql/summarizeOperator';
import type { AggregateFunction, GroupAggregate } from '../../../../../src/core/results/grouping/grouping';
import { tableOfGroups } from '../../../../../src/core/results/grouping/tableOfGroups';
import { parseDateTime } from '../../../../../src/core/results/columns/dateTimeColumn';
import type { ResultTable } from '../../../../../src/core/results/resultTable';
import { parseServiceTimespan } from '../../../../../src/core/results/values/ticks';
import type { EngineValue } from '../../../../../src/engine/engineAnswer';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';
import { groupTable, levelBy } from '../../../../fixtures/groupedTable';
import { tableOf } from '../../../../fixtures/tableOf';

const table = tableOf(
  [['Device', 'string'], ['Time', 'datetime'], ['Size', 'long'], ['Risk', 'real'], ['Took', 'timespan'], ['Info', 'dynamic']],
  [
    ['"pc1"', '"2026-01-31T23:59:59.9999999Z"', '9007199254740993', '0.5', '"00:00:01.0000002"', '{"a":1}'],
    ['"pc\\"2"', '"2026-01-31T23:00:00Z"', '-2', 'null', '"1.00:00:00"', '{"a":1}'],
    ['"pc1"', '"2026-02-01T00:00:00Z"', '3', '0.25', '"-00:00:01"', '{"a":2}'],
    ['"pc1"', '"2026-01-31T23:10:00.0000001Z"', 'null', '1.5', 'null', '{"a":1}'],
    ['"pc\\"2"', '"2026-01-31T23:59:00Z"', '7', '2.0', '"00:00:00"', '{"a":2}'],
  ],
); // prettier-ignore

/** A cell of a table as the engine has it. */
function engineValue(from: ResultTable, row: number, column: number): EngineValue {
  if (from.isNull(row, column)) return null;
  const text = from.text(row, column);
  switch (from.columns[column]?.type) {
    case 'long':
      return BigInt(text);
    case 'real':
      return Number(text);
    case 'datetime':
      return parseDateTime(text) ?? null;
    case 'timespan':
      return parseServiceTimespan(text) ?? null;
    default:
      return text;
  }
}

const rowsOf = (from: ResultTable) =>
  Array.from({ length: from.rowCount }, (_, row) => from.columns.map((_column, at) => engineValue(from, row, at)));
const sorted = (rows: readonly (readonly EngineValue[])[]) => rows.map((row) => row.map(String).join(' | ')).sort();
const every = (column: number, names: readonly AggregateFunction[]): GroupAggregate[] =>
  names.map((name) => ({ column, function: name }));

describe('the groups as a table', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  it.each([
    ['a text', [levelBy(0)], every(2, ['count', 'distinct', 'nulls', 'sum', 'min', 'max'])],
    ['a text and bins of time', [levelBy(0), levelBy(1, { bin: '1h' })], every(1, ['min', 'max'])],
    ['bins of a day', [levelBy(1, { bin: '1d' })], every(3, ['sum', 'average', 'max'])],
    ['dynamic values', [levelBy(5)], every(4, ['sum', 'average', 'min', 'count'])],
  ] as const)('of %s is what the query’s summarize answers', async (_name, levels, aggregates) => {
    const given = [...writeTable('datatable', { table })].map(({ text }) => text).join('');
    const query = `${given}| ${writeSummarize(table.columns, { levels, aggregates })}`;
    const summary = await readAnswer(engine, query);
    const groups = tableOfGroups(groupTable(table, levels, { aggregates }));
    // Keys stand first in the groups, behind the others in Kusto's answer: both have them by name.
    const order = groups.columns.map(({ name }) => summary.columns.findIndex((column) => column.name === name));
    const answered = summary.rows.map((row) => order.map((at) => row[at] ?? null));
    expect(sorted(rowsOf(groups))).toEqual(sorted(answered));
  });
});
