import { describe, expect, test } from 'vitest';
import { bindQuery, positionAt } from '../../../src/kusto/bindQuery';
import { createBindingScope } from '../../../src/kusto/tableSchema';

const scope = createBindingScope([
  {
    name: 'DeviceEvents',
    columns: [
      { name: 'Timestamp', type: 'datetime' },
      { name: "it's [odd]", type: 'string' },
      { name: 'LogonId', type: 'long' },
      { name: 'LogonID', type: 'string' },
    ],
  },
]);

function answerColumns(query: string): string[] {
  const statement = bindQuery(query, scope).root.list('Statements').at(-1);
  return (statement?.child('Expression').tableColumns ?? []).map(({ name, type }) => `${name}:${type ?? 'unknown'}`);
}

function errors(query: string): string[] {
  return bindQuery(query, scope)
    .diagnostics.filter((diagnostic) => diagnostic.severity === 'error')
    .map((diagnostic) => diagnostic.message);
}

describe('bindQuery', () => {
  test('names and types the columns of an answer by Kusto’s rules', () => {
    expect(answerColumns('DeviceEvents | summarize count(), make_set(LogonId) by bin(Timestamp, 1h)')).toEqual([
      'Timestamp:datetime',
      'count_:long',
      'set_LogonId:dynamic',
    ]);
  });

  test('tells columns apart that differ only in case', () => {
    expect(answerColumns('DeviceEvents | project LogonID, LogonId')).toEqual(['LogonID:string', 'LogonId:long']);
  });

  test('takes columns of any name', () => {
    expect(answerColumns("DeviceEvents | project ['it\\'s [odd]']")).toEqual(["it's [odd]:string"]);
  });

  test('places an unknown name', () => {
    const { diagnostics } = bindQuery('DeviceEvents\n| where Nope == 1', scope);
    expect(diagnostics).toMatchObject([{ code: 'KS142', severity: 'error', start: 21, length: 4 }]);
    expect(positionAt('DeviceEvents\n| where Nope == 1', 21)).toEqual({ line: 2, column: 9 });
  });

  test('does not blame a function over any table for columns that its callers bring', () => {
    expect(errors('let f = (T: (*)) { T | where LogonId > 1 }; DeviceEvents | invoke f()')).toEqual([]);
  });

  test('still blames the caller of such a function for what is missing', () => {
    expect(errors('let f = (T: (*)) { T | where Nope > 1 }; Missing | invoke f()')).not.toEqual([]);
  });

  test('takes the old spelling count(x)', () => {
    expect(errors('DeviceEvents | summarize count(LogonId)')).toEqual([]);
  });
});
