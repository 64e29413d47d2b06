import { describeColumn } from '../../../../src/core/results/statistics/columnStatistics';
import { listLines, openGroupsOf } from '../../../../src/core/results/grouping/groupLines';
import { groupRows } from '../../../../src/core/results/grouping/groupRows';
import { LARGEST_FIRST } from '../../../../src/core/results/grouping/grouping';
import { readLines } from '../../../../src/core/results/grouping/readLines';
import { filterRows } from '../../../../src/core/results/filtering/filterRows';
import { parseFilterText } from '../../../../src/core/results/filtering/filterText';
import type { ResultTable } from '../../../../src/core/results/resultTable';
import { allRows, sortRows } from '../../../../src/core/results/sorting/sortRows';
import { median, rounded } from '../../benchmark';
import { readAnswer, timeOf } from './measureReading';

/** A row as `JSON.parse` makes it. */
export type RowObject = Readonly<Record<string, unknown>>;

/** Columns of few and many distinct values, each with a text that some of them hold. */
const FILTERED = [
  ['ActionType', 'open'],
  ['FileName', 'power'],
  ['AccountName', 'anna1'],
  ['SHA256', 'ab12'],
  ['ProcessCommandLine', 'id=77'],
] as const;

const SEARCHED = [
  'powershell',
  'svchost',
  'contoso',
  'müller',
  '李明',
  '12',
  '4711',
  '2026-10-07',
  'onerror',
  'not there',
];

/** About what a screen shows. */
const SCREEN_ROWS = 48;

/** What is done to rows beside the same on row objects: the time against theirs. */
export interface ComparedFigures {
  readonly sortDateTimeRatio: number;
  readonly sortStringRatio: number;
  /** The worst of several columns. */
  readonly filterRatio: number;
  readonly filterRatios: Readonly<Record<string, number>>;
}

/** What is done to rows, in milliseconds. */
export interface WorkFigures {
  readonly searchP95Ms: number;
  readonly searchMs: Readonly<Record<string, number>>;
  readonly statisticsP95Ms: number;
  /** Grouping by each of the columns, one after another, up to a screen of groups. */
  readonly groupP95Ms: number;
}

/** To be measured where no row objects are held, which the product has not: to collect garbage among them takes long. */
export function measureWork(body: Buffer, rounds: number): WorkFigures {
  const searches = new Map<string, number[]>();
  const statistics: number[] = [];
  const groups: number[] = [];
  eachTable(body, rounds, (table, counts) => {
    for (const text of SEARCHED) {
      const milliseconds = timeOf(() => filterRows(table, { text, conditions: [] }));
      if (counts) addTo(searches, text, milliseconds);
    }
    const rows = allRows(table);
    for (const column of table.columns.keys()) {
      const milliseconds = timeOf(() => describeColumn(table, column, rows));
      if (counts) statistics.push(milliseconds);
    }
    for (const column of table.columns.keys()) {
      const milliseconds = timeOf(() => groupBy(table, column, rows));
      if (counts) groups.push(milliseconds);
    }
  });
  return {
    searchP95Ms: rounded(percentile95([...searches.values()].flat())),
    searchMs: mediansOf(searches),
    statisticsP95Ms: rounded(percentile95(statistics)),
    groupP95Ms: rounded(percentile95(groups)),
  };
}

export function compareWithObjects(body: Buffer, objects: readonly RowObject[], rounds: number): ComparedFigures {
  const dateTimes: number[] = [];
  const strings: number[] = [];
  const filters = new Map<string, number[]>();
  eachTable(body, rounds, (table, counts) => {
    const dateTime = compareSorts(table, objects, 'Timestamp');
    const string = compareSorts(table, objects, 'ProcessCommandLine');
    if (counts) dateTimes.push(dateTime);
    if (counts) strings.push(string);
    for (const [name, text] of FILTERED) {
      const filter = compareFilters(table, objects, name, text);
      if (counts) addTo(filters, name, filter);
    }
  });
  const filterRatios = mediansOf(filters);
  return {
    sortDateTimeRatio: rounded(median(dateTimes), 3),
    sortStringRatio: rounded(median(strings), 3),
    filterRatio: Math.max(...Object.values(filterRatios)),
    filterRatios,
  };
}

/**
 * Each round has a table of its own, on which nothing was done before: an order that is remembered is not measured.
 * @param measure is told whether its figures count: in the first round, in which code is compiled, they do not
 */
function eachTable(body: Buffer, rounds: number, measure: (table: ResultTable, counts: boolean) => void): void {
  for (let round = 0; round <= rounds; round += 1) measure(readAnswer(body), round > 0);
}

function compareSorts(table: ResultTable, objects: readonly RowObject[], name: string): number {
  const column = columnOf(table, name);
  const textOf = (row: RowObject) => String(row[name]);
  let sorted: Uint32Array = new Uint32Array(0);
  const ownMs = timeOf(() => (sorted = sortRows(table, [{ column, direction: 'ascending' }])));
  const copy = [...objects];
  const objectsMs = timeOf(() =>
    copy.sort((a, b) => {
      const [textA, textB] = [textOf(a), textOf(b)];
      return textA < textB ? -1 : Number(textA > textB);
    }),
  );
  const places = [0, copy.length >> 1, copy.length - 1];
  if (places.some((place) => table.text(sorted[place] ?? 0, column) !== textOf(copy[place] ?? {}))) {
    throw new Error(`The orders of ${name} differ.`);
  }
  return ownMs / objectsMs;
}

function compareFilters(table: ResultTable, objects: readonly RowObject[], name: string, text: string): number {
  const column = columnOf(table, name);
  const condition = parseFilterText(text, table.columns[column]?.type ?? 'string');
  if (condition === undefined) throw new Error(`"${text}" is no filter.`);
  let own = 0;
  let other = 0;
  const ownMs = timeOf(() => (own = filterRows(table, { text: '', conditions: [{ column, condition }] }).length));
  const objectsMs = timeOf(
    () => (other = objects.filter((row) => String(row[name]).toLowerCase().includes(text)).length),
  );
  if (own !== other) throw new Error(`A filter of ${name} lets ${own} rows through instead of ${other}.`);
  return ownMs / objectsMs;
}

function groupBy(table: ResultTable, column: number, rows: Uint32Array): void {
  const grouped = groupRows(table, rows, { levels: [{ column, order: LARGEST_FIRST }], aggregates: [] });
  const lines = listLines(grouped, openGroupsOf(grouped));
  readLines(lines, { firstRow: 0, rowCount: SCREEN_ROWS, columns: [...table.columns.keys()] });
  const counted = lines.grouped.levels[0]?.counts.reduce((sum, count) => sum + count, 0);
  if (counted !== rows.length) throw new Error(`The groups of column ${column} have ${String(counted)} rows.`);
}

function columnOf(table: ResultTable, name: string): number {
  return table.columns.findIndex((column) => column.name === name);
}

function addTo(measured: Map<string, number[]>, name: string, value: number): void {
  measured.set(name, [...(measured.get(name) ?? []), value]);
}

function mediansOf(measured: ReadonlyMap<string, readonly number[]>): Record<string, number> {
  return Object.fromEntries([...measured].map(([name, values]) => [name, rounded(median(values), 2)]));
}

function percentile95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}
