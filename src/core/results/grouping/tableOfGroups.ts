import { summaryNames } from '../../kql/summarizeOperator';
import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import { ResultTableBuilder } from '../columns/columnStore';
import type { Column, ResultTable } from '../resultTable';
import { setCell } from '../columns/setCell';
import { keyOf, rowsOfGroup } from './groupLines';
import type { GroupAggregate, Grouping } from './grouping';
import type { GroupedRows } from './groupRows';
import { binAround } from './timeBins';

/** The groups of the last level as rows: the values of all levels, how many rows each has, and the aggregates. */
export function tableOfGroups(grouped: GroupedRows, breathe: Breathe = breathless): ResultTable {
  const { table, keyLevels, grouping, figures } = grouped;
  const builder = new ResultTableBuilder(columnsOf(table, grouping));
  const depth = keyLevels.length - 1;
  const groups = grouped.levels[depth]?.keys.length ?? 0;
  for (let group = 0; group < groups; group++) {
    if (group % ROWS_A_BREATH === 0) breathe();
    const { first, count } = rowsOfGroup(grouped, { depth, group });
    const { row } = keyOf(grouped, { depth, group });
    const cells = [
      ...keyLevels.map(({ column, bin }) => {
        const start = bin === undefined ? undefined : binAround(table.text(row, column), bin)?.start;
        return start === undefined ? table.json(row, column) : JSON.stringify(start);
      }),
      String(count),
      ...grouping.aggregates.map((own) => {
        const text = figures.textOf(own, { start: first, count });
        return text === '' ? 'null' : JSON.stringify(text);
      }),
    ];
    const target = builder.beginRow();
    cells.forEach((json, at) => {
      const cell = builder.builders[at];
      if (cell !== undefined) setCell(cell, target, json);
    });
    builder.endRow();
  }
  return builder.finish();
}

function columnsOf(table: ResultTable, grouping: Grouping): readonly Column[] {
  const names = summaryNames(table.columns, grouping);
  const typeAt = (column: number): Column['type'] => table.columns[column]?.type ?? 'string';
  return [
    ...names.keys.map((name, at) => ({ name, type: typeAt(grouping.levels[at]?.column ?? 0) })),
    { name: names.count, type: 'long' },
    ...grouping.aggregates.map(({ column, function: name }, at) => ({
      name: names.aggregates[at] ?? '',
      type: typeOf(name, typeAt(column)),
    })),
  ];
}

function typeOf(name: GroupAggregate['function'], type: Column['type']): Column['type'] {
  switch (name) {
    case 'count':
    case 'distinct':
    case 'nulls':
      return 'long';
    case 'average':
      return type === 'timespan' || type === 'decimal' ? type : 'real';
    case 'sum':
      return type === 'int' ? 'long' : type;
    case 'min':
    case 'max':
      return type;
  }
}
