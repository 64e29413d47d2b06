import { describe, expect, it } from 'vitest';
import { AnalyzedQuery } from '../../../src/kusto/analyzedQuery';
import { createBindingScope } from '../../../src/kusto/tableSchema';
import { usedTables } from '../../../src/kusto/usedTables';

const COLUMNS = [{ name: 'Device', type: 'string' }] as const;
const SCOPE = createBindingScope(
  ['results', 'results1', 'results2', 'DeviceInfo'].map((name) => ({ name, columns: COLUMNS })),
);

describe('the tables that a query reads', () => {
  it.each([
    ['results | where Device == "a"', [['results']]],
    ['results2 | join kind=inner (results1 | distinct Device) on Device', [['results2'], ['results1']]],
    ['let Known = results1 | distinct Device; DeviceInfo | where Device in (Known)', [['results1'], ['DeviceInfo']]],
    ['union results1, results2', [['results1'], ['results2']]],
    ['union results*, DeviceInfo', [['results', 'results1', 'results2'], ['DeviceInfo']]],
    ['union isfuzzy=true results1, Elsewhere', [['results1']]],
    ['table("results1") | count', [['results1']]],
    ['let f = (T:(Device:string)) { T | count }; f(results1)', [['results1']]],
    ['results1 | where Device in ((results2 | project Device))', [['results1'], ['results2']]],
  ])('of %s are %j', (text, names) => {
    expect(usedTables(new AnalyzedQuery(text, SCOPE))).toEqual(names);
  });

  it.each([
    ['let results = DeviceInfo; results | count', [['DeviceInfo']]],
    ['DeviceInfo | extend results = 1 | where results == 1', [['DeviceInfo']]],
    ['print "results1" // results2', []],
    ['', []],
  ])('are not what is only called like one: %s', (text, names) => {
    expect(usedTables(new AnalyzedQuery(text, SCOPE))).toEqual(names);
  });
});
