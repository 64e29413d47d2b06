import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../../core/results/resultTable';
import { physicalColumn } from '../physicalTypes';
import { countOf, type InsertedRows } from './insertedRows';
import { quoteText, readCounts } from './sqlText';

/** What Save Results As takes for a formula, as DuckDB's regular expressions spell it. */
const BLANKS = String.raw`[\s\x0b\p{Z}\x00\x{200B}-\x{200F}\x{2060}\x{202A}-\x{202E}\x{2066}-\x{2069}\x{FEFF}]`;
const FORMULA = String.raw`(?:${BLANKS}*[=+\-@|%\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]|[\t\r\n])`;

/**
 * Takes off the apostrophes that Save Results As put before formulas. A file is taken for such a one where texts with
 * an apostrophe before a formula are in it, and none without.
 * @returns what was done, as a sentence: the file may have come from elsewhere
 */
export async function removeFormulaGuards(
  connection: DuckDBConnection,
  columns: readonly Column[],
  { physicalName, before }: InsertedRows,
): Promise<readonly string[]> {
  const texts = columns.flatMap(({ type }, index) => (type === 'string' ? [physicalColumn(index)] : []));
  if (texts.length === 0) return [];
  const isGuarded = (text: string): string =>
    `starts_with(${text}, '''') AND regexp_matches(${text}, ${quoteText(`^'${FORMULA}`)})`;
  const ofFile = `${physicalName} WHERE rowid >= ${before}`;
  const sumOf = (test: (text: string) => string): string =>
    `SELECT ${texts.map((text) => `count(*) FILTER (WHERE ${test(text)})`).join(', ')} FROM ${ofFile}`;
  const guarded = await readCounts(connection, sumOf(isGuarded));
  const count = guarded.reduce((sum, each) => sum + each, 0);
  if (count === 0) return [];
  const bare = await readCounts(
    connection,
    sumOf((text) => `regexp_matches(${text}, ${quoteText(`^${FORMULA}`)})`),
  );
  if (bare.some((each) => each > 0)) return [];
  const changes = texts
    .filter((_, at) => (guarded[at] ?? 0) > 0)
    .map((text) => `${text} = CASE WHEN ${isGuarded(text)} THEN ${text}[2:] ELSE ${text} END`);
  await connection.run(`UPDATE ${physicalName} SET ${changes.join(', ')} WHERE rowid >= ${before}`);
  return [`the apostrophe before ${countOf(count, 'text')} that a spreadsheet would run was taken off.`];
}
