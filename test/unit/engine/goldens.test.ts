import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatDateTime, formatTimespanTicks } from '../../../src/core/results/values/ticks';
import type { ScalarType } from '../../../src/core/results/scalarType';
import type { CompiledQuery } from '../../../src/engine/compileQuery';
import type { EngineValue } from '../../../src/engine/engineAnswer';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

const FOLDER = path.join(import.meta.dirname, '../../fixtures/goldens');

/**
 * One folder a case: `query.kql`, the SQL that it becomes and the rows that come back. `npm run golden -- --update`
 * writes both anew; the diff is then read like code.
 */
describe('KQL, the SQL it becomes and its rows', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  test.each(readdirSync(FOLDER))('%s', async (name) => {
    const folder = path.join(FOLDER, name);
    const query = readFileSync(path.join(folder, 'query.kql'), 'utf8');
    const compiled = await engine.compile({ query });
    if (!compiled.ok) throw new Error(compiled.error.message);
    await expect(`${statementsOf(compiled.value).map(readableSql).join(';\n')}\n`).toMatchFileSnapshot(
      path.join(folder, 'query.sql'),
    );
    const { columns, rows } = await readAnswer(engine, query);
    const header = columns.map((column) => `${column.name}:${column.type}`).join(' | ');
    const lines = rows.map((row) => row.map((value, index) => cellText(value, columns[index]?.type)).join(' | '));
    await expect(`${[header, ...lines].join('\n')}\n`).toMatchFileSnapshot(path.join(folder, 'rows.txt'));
  });
});

/** What runs, in order; a procedure is seen by the table that it fills and what it reads. */
function statementsOf({ preparations, sql }: CompiledQuery): string[] {
  const before = preparations.flatMap((preparation) =>
    preparation.kind === 'store'
      ? [preparation.sql]
      : [...preparation.inputs.map((input) => input.sql), preparation.create],
  );
  return [...before, sql];
}

/** A line for each level of a statement. */
function readableSql(sql: string): string {
  return sql.replace(/ FROM \(SELECT /g, '\nFROM (SELECT ').replace(/ (UNION ALL) /g, '\n$1\n');
}

function cellText(value: EngineValue, type: ScalarType | undefined): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint' && type === 'datetime') return formatDateTime(value);
  if (typeof value === 'bigint' && type === 'timespan') return formatTimespanTicks(value);
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
