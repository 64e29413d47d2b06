import * as v from 'valibot';
import { countOf } from './formatCount';

/** What goes with an answer that may lack rows, in messages between processes and in the history. */
export const completeness = v.object({
  /** True at exactly 100,000 rows: the service cuts there without saying so. */
  mayBeIncomplete: v.boolean(),
  /** The run was cancelled: these are the rows that had come until then. */
  wasCancelled: v.exactOptional(v.literal(true)),
  /** Sentences on the results that these rows were made of, where those lack rows themselves. */
  madeOfIncomplete: v.exactOptional(v.pipe(v.array(v.string()), v.readonly())),
});
export type Completeness = Readonly<v.InferOutput<typeof completeness>>;

/** An answer as far as its rows may not be all. */
export type CountedAnswer = Completeness & { readonly rowCount: number };

/** An answer, and how the user knows it. */
export type NamedAnswer = CountedAnswer & { readonly name: string };

/** Of an answer alone what says whether it may lack rows. */
export function completenessOf({ mayBeIncomplete, wasCancelled, madeOfIncomplete = [] }: Completeness): Completeness {
  return {
    mayBeIncomplete,
    ...(wasCancelled && { wasCancelled }),
    ...(madeOfIncomplete.length > 0 && { madeOfIncomplete }),
  };
}

/** Sentences for whoever looks at the rows, or at what is made of them: why there may be more. None for a whole answer. */
export function missingRows({ rowCount, mayBeIncomplete, wasCancelled, madeOfIncomplete }: CountedAnswer): string[] {
  const rows = countOf(rowCount, 'row');
  return [
    ...(wasCancelled
      ? [`The run was cancelled after ${rows}: there may be more. Run the query again for all of them.`]
      : []),
    ...(mayBeIncomplete
      ? [`These may not be all rows: the service stops at ${rows}. Narrow the query or the timespan.`]
      : []),
    ...(madeOfIncomplete ?? []),
  ];
}

/** What a result that is made of an answer has to say of it. @param name as the user knows the answer */
export function missingIn(name: string, answer: CountedAnswer): string[] {
  const { madeOfIncomplete = [] } = answer;
  const rows = countOf(answer.rowCount, 'row');
  if (answer.wasCancelled) return [`The rows of ${name} are incomplete: its run was cancelled after ${rows}.`];
  if (answer.mayBeIncomplete) return [`The rows of ${name} may be incomplete: the service stops at ${rows}.`];
  return madeOfIncomplete.length === 0 ? [] : [`The rows of ${name} were made of incomplete ones.`];
}

/** What a comparison of two answers has to say of them. */
export function missingInComparison(before: NamedAnswer, after: NamedAnswer): string[] {
  return [
    ...missingIn(before.name, before).map(
      (reason) => `${reason} Rows told as new may be among those that did not come.`,
    ),
    ...missingIn(after.name, after).map(
      (reason) => `${reason} Rows told as gone may be among those that did not come.`,
    ),
  ];
}

/** `1,234 rows`, and that they are not all where that is certain. */
export function describeRowCount({ rowCount, wasCancelled, madeOfIncomplete = [] }: CountedAnswer): string {
  const rows = countOf(rowCount, 'row');
  if (wasCancelled) return `${rows}, incomplete`;
  return madeOfIncomplete.length === 0 ? rows : `${rows}, of incomplete ones`;
}
