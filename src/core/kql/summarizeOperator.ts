import { distinctNames } from '../formats/distinctNames';
import type { AggregateFunction, Grouping } from '../results/grouping/grouping';
import type { Column } from '../results/resultTable';
import { writeColumn } from './columnReference';

/** What the columns of a summary are called. */
export interface SummaryNames {
  readonly keys: readonly string[];
  readonly count: string;
  readonly aggregates: readonly string[];
}

const PREFIXES: Readonly<Record<AggregateFunction, string>> = {
  count: 'Values',
  distinct: 'Distinct',
  nulls: 'Nulls',
  sum: 'Sum',
  average: 'Avg',
  min: 'Min',
  max: 'Max',
};

/** Names the columns of the groups' summary, no two of them alike. @param columns those of the result */
export function summaryNames(columns: readonly Column[], { levels, aggregates }: Grouping): SummaryNames {
  const nameOf = (column: number): string => columns[column]?.name ?? '';
  const names = distinctNames([
    ...levels.map(({ column }) => nameOf(column)),
    'Count',
    ...aggregates.map(({ column, function: name }) => `${PREFIXES[name]}_${nameOf(column)}`),
  ]);
  const [count = 'Count', ...others] = names.slice(levels.length);
  return { keys: names.slice(0, levels.length), count, aggregates: others };
}

/**
 * Writes the `summarize` that groups a query's rows as a grid does, and the `order by` of its first level. What Kusto
 * cannot group by as it is, which is dynamic values, is grouped by its text.
 * @param columns those of the result
 */
export function writeSummarize(columns: readonly Column[], grouping: Grouping): string {
  const names = summaryNames(columns, grouping);
  const aggregates = grouping.aggregates.flatMap(({ column, function: name }, at) => {
    const found = columns[column];
    return found === undefined ? [] : [`${writeColumn(names.aggregates[at] ?? '')} = ${writeAggregate(name, found)}`];
  });
  const keys = grouping.levels.flatMap(({ column, bin }, at) => {
    const found = columns[column];
    return found === undefined ? [] : [writeKey(found, bin, names.keys[at] ?? found.name)];
  });
  const told = [`${writeColumn(names.count)} = count()`, ...aggregates].join(', ');
  const { name, direction } = orderOf(names, grouping);
  return `summarize ${told} by ${keys.join(', ')}\n| order by ${writeColumn(name)} ${direction}`;
}

function writeAggregate(name: AggregateFunction, column: Column): string {
  const subject = writeColumn(column.name);
  switch (name) {
    case 'count':
      return `countif(${column.type === 'string' ? 'isnotempty' : 'isnotnull'}(${subject}))`;
    case 'nulls':
      return `countif(${column.type === 'string' ? 'isempty' : 'isnull'}(${subject}))`;
    case 'distinct':
      return `count_distinct(${column.type === 'dynamic' ? `tostring(${subject})` : subject})`;
    case 'sum':
      return `sum(${subject})`;
    case 'average':
      return `avg(${subject})`;
    case 'min':
      return `min(${subject})`;
    case 'max':
      return `max(${subject})`;
  }
}

function writeKey({ name, type }: Column, bin: string | undefined, as: string): string {
  const subject = writeColumn(name);
  if (bin !== undefined) return `${writeColumn(as)} = bin(${subject}, ${bin})`;
  if (type === 'dynamic') return `${writeColumn(as)} = tostring(${subject})`;
  return as === name ? subject : `${writeColumn(as)} = ${subject}`;
}

function orderOf(
  names: SummaryNames,
  { levels, aggregates }: Grouping,
): { readonly name: string; readonly direction: string } {
  const [level] = levels;
  const direction = level?.order.direction === 'ascending' ? 'asc' : 'desc';
  if (level?.order.by === 'value') return { name: names.keys[0] ?? names.count, direction };
  if (level?.order.by !== 'aggregate') return { name: names.count, direction };
  const { column, function: wanted } = level.order.aggregate;
  const at = aggregates.findIndex((own) => own.column === column && own.function === wanted);
  // An order by what is not told is left to the count.
  return { name: names.aggregates[at] ?? names.count, direction };
}
