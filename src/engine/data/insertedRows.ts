/** The rows that one file gave to a table. */
export interface InsertedRows {
  readonly physicalName: string;
  /** How many rows the table had before. */
  readonly before: number;
}

/** A count with its noun, such as `1,024 rows`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
