import * as v from 'valibot';
import type { RowFindings } from './rowReader';

/** What the user should know of the rows beside the rows themselves, each said once. */
export function describeFindings(findings: RowFindings): string[] {
  const { hasIllFormedText, hasRepeatedNames, hasUnknownNames, hasDeepNesting } = findings;
  return [
    hasIllFormedText &&
      'Some text holds half of a character pair (a lone surrogate), which files cannot hold: they show U+FFFD instead.',
    hasRepeatedNames && 'Some rows give a column more than once: the first value is shown.',
    hasUnknownNames && 'Some rows hold values under names that are not among the columns: they are left out.',
    hasDeepNesting && 'A dynamic value nests more than 1,000 levels deep: it is kept as it came.',
  ].filter((note) => note !== false);
}

const NOTES = v.array(v.string());

/** Reads what the local engine tells beside the rows. @param json its bytes, complete. */
export function readNotes(json: Uint8Array): readonly string[] {
  try {
    const notes = v.safeParse(NOTES, JSON.parse(new TextDecoder().decode(json)));
    return notes.success ? notes.output : [];
  } catch {
    return [];
  }
}
