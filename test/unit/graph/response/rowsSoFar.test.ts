import { describe, expect, it } from 'vitest';
import type { CellTexts } from '../../../../src/core/results/resultTable';
import { AnswerParser } from '../../../../src/graph/response/answerParser';
import { FAKE_GRAPH_ANSWERS } from '../../../fixtures/fakeGraphAnswers';

const SCHEMA =
  '[{"name":"S","type":"String"},{"name":"L","type":"Int64"},{"name":"T","type":"DateTime"},{"name":"R","type":"Double"},' +
  '{"name":"B","type":"SByte"},{"name":"O","type":"Object"},{"name":"M","type":"SqlDecimal"},{"name":"D","type":"TimeSpan"}]';

/** Rows of every type; every 7th has nulls, every 501st values of unusual forms. */
function rowJson(row: number): string {
  if (row % 7 === 3) return '{}';
  const long = row % 501 === 500 ? '"no number"' : `${String(row + 1)}000000000000`;
  const time = row % 501 === 500 ? '2026-03-01 10:11:12' : `2026-03-01T10:11:12.${String(row).padStart(7, '0')}Z`;
  return (
    `{"S":"text ${String(row % 900)} \\u00e9","L":${long},"T":"${time}","R":${String(row / 8)},"B":${String(row % 2)},` +
    `"O":{"row":${String(row)}},"M":"${String(row)}.5","D":"00:00:0${String(row % 10)}"}`
  );
}

const ROW_COUNT = 5000;
const BYTES = new TextEncoder().encode(
  `{"schema":${SCHEMA},"results":[${Array.from({ length: ROW_COUNT }, (_, row) => rowJson(row)).join(',')}]}`,
);

function textsOf(table: CellTexts, rowCount = table.rowCount): (string | null)[][] {
  return Array.from({ length: rowCount }, (_, row) =>
    table.columns.map((_column, column) => (table.isNull(row, column) ? null : table.text(row, column))),
  );
}

function take(parser: AnswerParser, bytes: Uint8Array): void {
  expect(parser.write(bytes)).toBeUndefined();
}

describe('the rows that have come of an answer', () => {
  it('are read at any time as they are in the whole answer, however far the columns have grown', () => {
    const parser = new AnswerParser();
    const seen: { readonly rows: CellTexts; readonly texts: (string | null)[][] }[] = [];
    for (let start = 0; start < BYTES.length; start += 30_011) {
      take(parser, BYTES.subarray(start, start + 30_011));
      const rows = parser.rowsSoFar;
      if (rows !== undefined) seen.push({ rows, texts: textsOf(rows) });
    }
    const answer = parser.finish();
    if (!answer.ok) throw new Error(answer.error.message);
    const whole = textsOf(answer.value.table);
    expect(whole).toHaveLength(ROW_COUNT);
    expect(seen.length).toBeGreaterThan(10);
    for (const { rows, texts } of seen) {
      expect(texts).toEqual(whole.slice(0, rows.rowCount));
      expect(textsOf(rows)).toEqual(texts);
    }
  });

  it('are none before the first row is whole, and where rows come before the schema', () => {
    const parser = new AnswerParser();
    const begin = FAKE_GRAPH_ANSWERS.plain.slice(0, FAKE_GRAPH_ANSWERS.plain.indexOf('whoami.exe'));
    take(parser, new TextEncoder().encode(begin));
    expect(parser.rowsSoFar).toBeUndefined();
    const turned = new AnswerParser();
    take(turned, new TextEncoder().encode(FAKE_GRAPH_ANSWERS.schemaAfterResults.slice(0, -3)));
    expect(turned.rowsSoFar).toBeUndefined();
  });

  it('become a table that can be sorted where no more are wanted', () => {
    const parser = new AnswerParser();
    take(parser, BYTES.subarray(0, BYTES.length >> 1));
    const rows = parser.rowsSoFar;
    const answer = parser.finishEarly();
    expect(answer?.table.rowCount).toBe(rows?.rowCount);
    expect(answer?.table.compare(1, 0, 1)).toBeLessThan(0);
    expect(new AnswerParser().finishEarly()).toBeUndefined();
  });
});
