import { showInvisibles } from '../visibleText';

/**
 * The query that stands for a comparison: a comment on what was compared, and the table of the result that shows it, so
 * that operators can be added.
 * @param number the number of that result
 */
export function writeComparisonQuery(after: string, before: string, keys: readonly string[], number: number): string {
  const note = `${after} compared with ${before} by ${keys.join(', ')}`;
  return `// ${showInvisibles(note)}\nresults${number}`;
}
