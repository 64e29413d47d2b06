import { succeed, type Outcome } from '../core/errors';
import { countOf, formatCount } from '../core/formatCount';
import { compareTables } from '../core/results/comparing/compareTables';
import type { ParsedAnswer } from '../graph/response/answerParser';

/** What differs between two answers, as an answer: the counts are its note. */
export function compareResults(
  before: ParsedAnswer,
  after: ParsedAnswer,
  keys: readonly string[],
): Outcome<ParsedAnswer> {
  const compared = compareTables(before.table, after.table, keys);
  if (!compared.ok) return compared;
  const { table, added, gone, changed, same } = compared.value;
  const note = `${formatCount(added)} new, ${formatCount(gone)} gone, ${formatCount(changed)} changed; ${countOf(same, 'row')} the same in both.`;
  return succeed({ table, notes: [note] });
}
