import { cancelled, type HuntError } from '../core/errors';
import { cachedTableDamaged } from './data/errors';
import { outOfMemory, queryFailed } from './errors';

/** Parts of what DuckDB says when a file is not what was once written, or after which it answers nothing any more. */
const DAMAGE = /Corrupt database file|Could not read enough bytes|Serialization Error|database has been invalidated/;

/** What the database threw while it computed rows, as the service would say it. */
export function databaseFault(cause: unknown, signal: AbortSignal): HuntError {
  if (signal.aborted) return cancelled();
  const message = cause instanceof Error ? cause.message : '';
  if (/^Out of Memory Error/i.test(message)) return outOfMemory(cause);
  return isDamage(cause) ? cachedTableDamaged(cause) : queryFailed(cause);
}

/** True where the database has to be opened anew. */
export function isDamage(cause: unknown): boolean {
  return cause instanceof Error && DAMAGE.test(cause.message);
}
