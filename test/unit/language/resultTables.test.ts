import { describe, expect, it } from 'vitest';
import { AnalyzedQuery } from '../../../src/kusto/analyzedQuery';
import { composeScope } from '../../../src/language/composeScope';
import { diagnose } from '../../../src/language/diagnose';
import { ResultTables } from '../../../src/language/resultTables';

const COLUMNS = [{ name: 'Device', type: 'string', examples: [] }] as const;
const TABLES = ['results', 'results1', 'results2'].map((name) => ({ name, columns: COLUMNS }));
const SCOPE = await composeScope({ withSentinel: false, connectionTables: [], resultTables: TABLES });

describe('results as tables', () => {
  it('are known to queries with their columns', () => {
    const unknown = diagnose(new AnalyzedQuery('results1 | project Device, Missing', SCOPE)).filter(({ code }) =>
      code.startsWith('KS1'),
    );
    expect(unknown.map(({ message }) => message)).toEqual([expect.stringContaining('Missing')]);
  });

  it.each([
    ['results | count', ['results'], []],
    ['union results1, results2', ['results1', 'results2'], []],
    ['union withsource=T results*', ['results', 'results1', 'results2'], []],
    ['results1 | join DeviceInfo on $left.Device == $right.DeviceName', ['results1'], ['DeviceInfo']],
    ['DeviceInfo | where DeviceName has "results"', [], ['DeviceInfo']],
    [
      'let results = datatable (Device: string) ["a"];\nresults | join DeviceInfo on $left.Device == $right.DeviceName',
      [],
      ['DeviceInfo'],
    ],
    ['DeviceInfo | take 1', [], []],
  ])('are told apart from other tables in %s', (query, results, others) => {
    expect(held().usedBy(query, SCOPE)).toEqual({ results, others });
  });

  it('do not draw a query over everything to themselves', () => {
    const { results, others } = held().usedBy('union res*, * | where results == 1', SCOPE);
    expect(results).toEqual(['results', 'results1', 'results2']);
    expect(others).toContain('DeviceInfo');
  });

  it('are new to a text that may name one until they are taken', () => {
    const tables = held();
    expect(tables.areNewTo('DeviceInfo | take 1')).toBe(false);
    expect(tables.areNewTo('results1 | take 1')).toBe(true);
    expect(tables.take()).toEqual(TABLES);
    expect(tables.areNewTo('results1 | take 1')).toBe(false);
  });
});

function held(): ResultTables {
  const tables = new ResultTables();
  tables.change(TABLES);
  return tables;
}
