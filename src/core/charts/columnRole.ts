import { isNumeric, type ScalarType } from '../results/scalarType';
import type { ResultTable } from '../results/resultTable';

/** What a column can be in a chart; arrays are columns of `make-series`, whose items are points. */
export interface ColumnRole {
  readonly type: ScalarType;
  readonly isArray: boolean;
}

/** Of a dynamic column, this many values are looked at. */
const PEEKED_ROWS = 20;
/** A scalar in compact JSON. */
const ITEM = /"(?:[^"\\]|\\.)*"|[^\s,"[\]{}]+/g;
const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const TIMESPAN = /^-?(?:\d+\.)?\d\d:\d\d:\d\d/;

/** The roles of a table's columns: a dynamic column of arrays has the type of their items. */
export function rolesOf(table: ResultTable): readonly ColumnRole[] {
  return table.columns.map(({ type }, column) => {
    const itemType = type === 'dynamic' ? itemTypeOf(table, column) : undefined;
    return itemType === undefined ? { type, isArray: false } : { type: itemType, isArray: true };
  });
}

export function isTime({ type }: ColumnRole): boolean {
  return type === 'datetime';
}

/** True for what has a place on an axis of numbers. */
export function isContinuous({ type }: ColumnRole): boolean {
  return type === 'datetime' || type === 'timespan' || isNumeric(type);
}

/** True for what can be drawn as the height of something. */
export function isMeasure({ type }: ColumnRole): boolean {
  return isNumeric(type) || type === 'timespan' || type === 'bool';
}

/** True for what tells series apart when a query does not say which columns do. */
export function isName({ type, isArray }: ColumnRole): boolean {
  return !isArray && (type === 'string' || type === 'guid' || type === 'bool');
}

/** The items of an array cell as exact texts, null where they are; undefined for a value that is no flat array. */
export function itemTextsOf(json: string): readonly (string | null)[] | undefined {
  if (!json.startsWith('[') || !json.endsWith(']')) return undefined;
  const inside = json.slice(1, -1);
  const items = [...inside.matchAll(ITEM)].map(([item]) => item);
  if (inside.replace(ITEM, '').replace(/[\s,]/g, '') !== '') return undefined;
  return items.map((item) => {
    if (item === 'null') return null;
    return item.startsWith('"') ? String(JSON.parse(item)) : item;
  });
}

function itemTypeOf(table: ResultTable, column: number): ScalarType | undefined {
  for (let row = 0; row < Math.min(table.rowCount, PEEKED_ROWS); row++) {
    const item = itemTextsOf(table.text(row, column))?.find((candidate) => candidate !== null);
    if (item === undefined) continue;
    if (item === 'true' || item === 'false') return 'bool';
    if (DATETIME.test(item)) return 'datetime';
    if (TIMESPAN.test(item)) return 'timespan';
    return Number.isFinite(Number(item)) ? 'decimal' : undefined;
  }
  return undefined;
}
