import { cancelled, type HuntError, type QueryPosition } from '../core/errors';
import { cachedTableDamaged } from './data/errors';
import { outOfMemory, queryFailed } from './errors';
import { readFunctionFault } from './scalar/functionFault';
import { ScalarFunctionError } from './scalar/scalarFunction';

/** Parts of what DuckDB says when a file is not what was once written, or after which it answers nothing any more. */
const DAMAGE = /Corrupt database file|Could not read enough bytes|Serialization Error|database has been invalidated/;

/** What the database says, by a part of it, in words of KQL. */
const SENTENCES: readonly (readonly [said: RegExp, sentence: string])[] = [
  [/LIMIT\/OFFSET cannot be negative/, 'A number of rows cannot be negative'],
  [/interval cannot be 0/, 'The step of a range cannot be zero'],
  [/Malformed JSON/, 'A text that is not JSON stands where a dynamic does'],
  [
    /^Invalid Input Error: (missing|unexpected|invalid|bad|no argument|trailing|expression nests)/,
    'A regular expression is not valid',
  ],
  [/^(Conversion|Out of Range) Error|[Oo]verflow/, 'A value is too large or too small for the type that it is to have'],
];

/** What nobody foresaw: a fault of the engine, which says so instead of passing the database's words on. */
const UNFORESEEN = 'The local engine cannot compute this step, which is a fault of the engine and not of the query';

/** What the database threw while it computed rows, as the service would say it, and where in the query if that is known. */
export function databaseFault(cause: unknown, signal: AbortSignal, position?: QueryPosition): HuntError {
  if (signal.aborted) return cancelled();
  if (/^Out of Memory Error/i.test(messageOf(cause))) return outOfMemory(cause);
  return isDamage(cause) ? cachedTableDamaged(cause) : queryFailed(sentenceOf(cause), cause, position);
}

/** True where the database has to be opened anew. */
export function isDamage(cause: unknown): boolean {
  return DAMAGE.test(messageOf(cause));
}

/** True for what a step of the query is to blame for, so that it is worth while to look for the step. */
export function isFaultOfStep(cause: unknown, signal: AbortSignal): boolean {
  return !signal.aborted && !isDamage(cause) && !/^Out of Memory Error/i.test(messageOf(cause));
}

/** Kusto's name of the function that refused; undefined where it was none that is written in TypeScript. */
export function faultyFunction(cause: unknown): string | undefined {
  return readFunctionFault(messageOf(cause))?.name;
}

/** What the database threw, in words of KQL. */
export function sentenceOf(cause: unknown): string {
  const message = messageOf(cause);
  if (cause instanceof ScalarFunctionError) return message;
  const fault = readFunctionFault(message);
  if (fault !== undefined) return fault.sentence;
  return SENTENCES.find(([said]) => said.test(message))?.[1] ?? UNFORESEEN;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : '';
}
