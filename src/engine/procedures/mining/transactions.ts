import type { EngineValue } from '../../engineAnswer';
import type { Row } from '../procedure';
import { rowKey } from '../plugins/events';

/** A value of a column, and the rows that have it, by position in ascending order. */
export interface Item {
  readonly column: number;
  readonly value: EngineValue;
  readonly rows: readonly number[];
}

/** A set of items, by column. */
export type Pattern = ReadonlyMap<number, Item>;

/** Distinct rows with their weights, seen as sets of items. */
export class Transactions {
  readonly total: number;
  private readonly itemsByRow: readonly (readonly (Item | undefined)[])[];

  /** A value that is its column's wildcard is no item: a pattern could not show it. */
  constructor(
    values: readonly Row[],
    readonly weights: readonly number[],
    readonly wildcards: Row,
  ) {
    this.total = weights.reduce((sum, weight) => sum + weight, 0);
    const items = wildcards.map(() => new Map<string, Item & { readonly rows: number[] }>());
    this.itemsByRow = values.map((row, position) =>
      wildcards.map((wildcard, column) => {
        const value = row[column] ?? null;
        if (value === null || value === wildcard) return undefined;
        const key = rowKey([value]);
        const item = items[column]?.get(key) ?? { column, value, rows: [] };
        items[column]?.set(key, item);
        item.rows.push(position);
        return item;
      }),
    );
  }

  /** The items that fulfil a condition on their rows, the commonest first. */
  itemsWhere(isEnough: (rows: readonly number[]) => boolean): readonly Item[] {
    const items = new Set(this.itemsByRow.flat().filter((item) => item !== undefined));
    return [...items]
      .filter(({ rows }) => isEnough(rows))
      .sort((a, b) => this.weigh(b.rows) - this.weigh(a.rows) || a.column - b.column);
  }

  itemsOf(row: number): readonly (Item | undefined)[] {
    return this.itemsByRow[row] ?? [];
  }

  weigh(rows: readonly number[]): number {
    return rows.reduce((sum, row) => sum + (this.weights[row] ?? 0), 0);
  }

  /** All that rows have in common. */
  common(rows: readonly number[]): Pattern {
    const [first, ...others] = rows;
    const shared = first === undefined ? [] : this.itemsOf(first).filter((item) => item !== undefined);
    const kept = shared.filter((item) => others.every((row) => this.itemsOf(row)[item.column] === item));
    return new Map(kept.map((item) => [item.column, item]));
  }

  /** A pattern as a row of columns, wildcards where it says nothing. */
  show(pattern: Pattern): Row {
    return this.wildcards.map((wildcard, column) => pattern.get(column)?.value ?? wildcard);
  }
}

/** The rows that are in both lists; both are in ascending order. */
export function intersect(left: readonly number[], right: readonly number[]): readonly number[] {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  const known = new Set(long);
  return short.filter((row) => known.has(row));
}
