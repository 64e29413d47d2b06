import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendOperator } from '../../../../src/core/kql/appendOperator';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import { DEFENDER_TABLES } from '../../../../src/kusto/schema/defenderTables';
import { createBindingScope } from '../../../../src/kusto/tableSchema';

const WHERE = 'where A == 1';
const PUBLISHED = path.resolve(import.meta.dirname, '../../../../../shared/queries/defender.jsonl');

describe('an operator added to a query', () => {
  it.each([
    ['T', 'T\n| where A == 1'],
    ['T\n| take 5  \n', 'T\n| take 5\n| where A == 1  \n'],
    ['T | take 5;', 'T | take 5\n| where A == 1;'],
    ['T // all of them\n', 'T // all of them\n| where A == 1\n'],
    ['T\r\n| take 5', 'T\r\n| take 5\r\n| where A == 1'],
    ['T\n| render timechart', 'T\n| where A == 1\n| render timechart'],
    ['T | extend B = "| render x"', 'T | extend B = "| render x"\n| where A == 1'],
    ["T | extend B = @'a\\' // | render", "T | extend B = @'a\\' // | render\n| where A == 1"],
    [
      'T | where B startswith"a\\"|" | render piechart;',
      'T | where B startswith"a\\"|" | where A == 1\n| render piechart;',
    ],
    ['T | extend B = ~~~a\n| render x // ~~~', 'T | extend B = ~~~a\n| render x // ~~~\n| where A == 1'],
    ['let a = T | render table; a', 'let a = T | render table; a\n| where A == 1'],
    ['T | where B in ((U | render table))', 'T | where B in ((U | render table))\n| where A == 1'],
  ])('stands behind %j, before a render', (query, expected) => {
    const { text, start, end } = appendOperator(query, WHERE);
    expect(text).toBe(expected);
    expect(text.slice(start, end)).toBe(`| ${WHERE}`);
  });

  it.runIf(existsSync(PUBLISHED))('keeps published hunts whole (../shared/queries)', { timeout: 120_000 }, () => {
    const scope = createBindingScope(DEFENDER_TABLES);
    const hunts = readFileSync(PUBLISHED, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => String((JSON.parse(line) as { query: unknown }).query));
    const faultsOf = (query: string) =>
      bindQuery(query, scope).diagnostics.filter(({ severity }) => severity === 'error');
    const sound = hunts.filter((query) => faultsOf(query).length === 0);
    const broken = sound.filter((query) => faultsOf(appendOperator(query, 'where 1 == 1').text).length > 0);
    expect(sound.length).toBeGreaterThan(250);
    expect(broken).toEqual([]);
  });
});
