import { describe, expect, it } from 'vitest';
import { writeSummarize } from '../../../../src/core/kql/summarizeOperator';
import { AGGREGATE_FUNCTIONS, aggregatesOf, type Grouping } from '../../../../src/core/results/grouping/grouping';
import type { Column } from '../../../../src/core/results/resultTable';
import { SCALAR_TYPES } from '../../../../src/core/results/scalarType';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import { createBindingScope } from '../../../../src/kusto/tableSchema';
import { levelBy } from '../../../fixtures/groupedTable';

const SCOPE = createBindingScope([]);
const COLUMNS: readonly Column[] = [
  { name: 'DeviceName', type: 'string' },
  { name: 'Timestamp', type: 'datetime' },
  { name: 'AdditionalFields', type: 'dynamic' },
  { name: 'count', type: 'long' },
  { name: 'FileSize', type: 'long' },
  { name: 'a "b"', type: 'string' },
];
const NO_AGGREGATES: Pick<Grouping, 'aggregates'> = { aggregates: [] };

function errorsIn(columns: readonly Column[], operator: string): readonly string[] {
  const schema = columns.map(({ name, type }) => `['${name}']:${type}`).join(', ');
  const bound = bindQuery(`datatable(${schema}) []\n| ${operator}`, SCOPE);
  return bound.diagnostics.map(({ message }) => message);
}

describe('a summary written as KQL', () => {
  it('counts the rows of each group, the largest first', () => {
    expect(writeSummarize(COLUMNS, { levels: [levelBy(0)], ...NO_AGGREGATES })).toBe(
      'summarize Count = count() by DeviceName\n| order by Count desc',
    );
  });

  it('groups times by bins and dynamic values by their text, with aggregates and in the order of the groups', () => {
    const aggregate = { column: 4, function: 'sum' } as const;
    const levels = [
      levelBy(1, { bin: '1h', order: { by: 'aggregate', aggregate, direction: 'ascending' } }),
      levelBy(2),
    ];
    expect(writeSummarize(COLUMNS, { levels, aggregates: [aggregate, { column: 0, function: 'distinct' }] })).toBe(
      'summarize Count = count(), Sum_FileSize = sum(FileSize), Distinct_DeviceName = count_distinct(DeviceName)' +
        ' by Timestamp = bin(Timestamp, 1h), AdditionalFields = tostring(AdditionalFields)\n| order by Sum_FileSize asc',
    );
  });

  it('takes no name twice and writes any name so that it is one', () => {
    const columns: readonly Column[] = [{ name: 'Count', type: 'long' }, { name: 'a "b"', type: 'string' }]; // prettier-ignore
    const order = { by: 'value', direction: 'ascending' } as const;
    expect(writeSummarize(columns, { levels: [levelBy(0, { order }), levelBy(1)], ...NO_AGGREGATES })).toBe(
      'summarize Count_2 = count() by Count, ["a \\"b\\""]\n| order by Count asc',
    );
  });

  it.each(SCALAR_TYPES)('is one that Kusto understands, with every aggregate of a %s', (type) => {
    const columns: readonly Column[] = [{ name: 'Key', type }, { name: 'Value', type }]; // prettier-ignore
    const aggregates = aggregatesOf(type).map((name) => ({ column: 1, function: name }));
    expect(aggregates.length).toBeLessThanOrEqual(AGGREGATE_FUNCTIONS.length);
    const bins = type === 'datetime' ? [levelBy(0, { bin: '5m' })] : [];
    expect(errorsIn(columns, writeSummarize(columns, { levels: [levelBy(0), ...bins], aggregates }))).toEqual([]);
  });
});
