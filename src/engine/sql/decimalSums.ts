import { filterBy } from './aggregateRule';
import { castSql } from './casts';
import { nativeSql } from './nativeSql';

/** Over which rows a sum goes. */
export interface SummedRows {
  /** The condition of the rows that count; undefined where all do. */
  readonly condition?: string | undefined;
  /** ` OVER (…)`, or empty. */
  readonly over?: string;
}

/** What each of the four parts of a decimal's digits is to be multiplied with, as an exponent. */
const EXPONENTS = ['e17', '', 'e-17', 'e-34'];

/** The exact sum of decimals, of which only those with digits far from the point are listed. */
export function decimalSumSql(decimal: string, rows: SummedRows): string {
  return nativeSql('SumOfDecimals', [{ sql: summands(decimal, rows), type: 'dynamic' }]);
}

export function decimalAverageSql(decimal: string, rows: SummedRows): string {
  const count = `count(${decimal})${filterBy(rows.condition)}${rows.over ?? ''}`;
  return nativeSql('AverageOfDecimals', [
    { sql: summands(decimal, rows), type: 'dynamic' },
    { sql: count, type: 'long' },
  ]);
}

/** Texts of a few decimals that have the same sum, as a dynamic array. */
function summands(decimal: string, { condition, over = '' }: SummedRows): string {
  const parts = EXPONENTS.map((exponent, part) => {
    const sum = `sum(k_decimal_part(${decimal}, ${part}))${filterBy(condition)}${over}`;
    return `coalesce(${sum}, 0) || '${exponent}'`;
  });
  // The text is made only where it is listed: arguments are computed for the rows that a filter leaves out, too.
  const isFar = `k_is_far_decimal(${decimal})`;
  const text = `CASE WHEN ${isFar} THEN ${castSql(decimal, 'decimal', 'string')} END`;
  const far = `list(${text})${filterBy(condition, isFar)}${over}`;
  return `to_json(list_concat([${parts.join(', ')}], ${far}))`;
}
