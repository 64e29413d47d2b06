import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { EngineValue } from '../../../../src/engine/engineAnswer';
import type { QueryEngine } from '../../../../src/engine/queryEngine';
import { toEngineValue } from '../../../../src/engine/evaluate/valueTypes';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import { createBindingScope } from '../../../../src/kusto/tableSchema';
import { openBareEngine, readAnswer } from '../../../fixtures/bareEngine';
import { evaluateQuery } from './reference/evaluateQuery';

const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_260_131);
const PIPELINES = 200;

const longs = fc.constantFrom('1', '2', '3', '-4', '9223372036854775807', 'long(null)');
const texts = fc.constantFrom('"a"', '"b"', '"B"', '""', '"ä"');
const rows = fc.array(fc.tuple(longs, texts, longs), { minLength: 1, maxLength: 8 });

function tableOf(cells: readonly (readonly string[])[]): string {
  return `datatable(k:long, s:string, v:long)[${cells
    .flat()
    .map((cell) => cell.replace(/^-(.*)$/, 'long(-$1)'))
    .join(', ')}]`;
}

/** Steps that keep the columns k, s and v. */
const steps = fc.array(
  fc.constantFrom(
    ...[
      'where v > 1',
      'where s in~ ("A", "b")',
      'where isnotnull(k) and k != 2',
      'where not(v == 2)',
      'where k == v or s == ""',
    ],
    ...['extend v = v + k', 'extend v = iff(s == "a", k, v)', 'extend s = strcat(s, "x")', 'extend k = bin(k, 2)'],
    ...['distinct k, s, v', 'sort by k asc, s asc, v asc | take 3', 'sort by v desc, k asc, s asc | take 4'],
    'summarize v = sum(v) by k, s',
    'summarize v = max(v) by k, s',
  ),
  { maxLength: 4 },
);

const ends = fc.constantFrom(
  ...[
    '',
    '| count',
    '| summarize count(), sum(v), min(v), max(v) by s',
    '| summarize countif(v > 1), dcount(s), max(s)',
  ],
  ...['| project a = v * 2, s', '| distinct s', '| summarize dcount(k), min(s) by k'],
);

const joins = fc.option(
  fc.tuple(
    fc.constantFrom('inner', 'leftouter', 'rightouter', 'fullouter', 'leftsemi', 'leftanti', 'rightsemi', 'rightanti'),
    fc.constantFrom('k', 's', 'k, s'),
    rows,
  ),
  { nil: undefined },
);

const pipelines = fc.tuple(rows, joins, steps, ends).map(([cells, joined, between, end]) => {
  const join = joined === undefined ? [] : [`| join kind=${joined[0]} (${tableOf(joined[2])}) on ${joined[1]}`];
  // Beside the columns of another table rows may tie, and which of those are taken is not promised.
  const determined = between.filter((step) => joined === undefined || !step.includes('| take'));
  return [tableOf(cells), ...join, ...determined.map((step) => `| ${step}`), end].join('\n');
});

let engine: QueryEngine;

beforeAll(async () => {
  engine = await openBareEngine();
});

test('pipelines give the rows that their evaluation, step by step, gives', { timeout: 120_000 }, async () => {
  const scope = createBindingScope([]);
  await fc.assert(
    fc.asyncProperty(pipelines, async (query) => {
      const bound = bindQuery(query, scope);
      const { columns, rows: expected } = evaluateQuery(bound, 0n);
      const actual = await readAnswer(engine, query);
      expect(actual.columns).toEqual(columns);
      const wanted = expected.map((row) =>
        row.map((value, index) => toEngineValue(columns[index]?.type ?? 'string', value)),
      );
      expect(actual.rows.map(textOf).sort()).toEqual(wanted.map(textOf).sort());
    }),
    { seed: SEED, numRuns: PIPELINES },
  );
});

function textOf(row: readonly EngineValue[]): string {
  return row.map((value) => (typeof value === 'bigint' ? `${value}` : JSON.stringify(value))).join(' | ');
}
