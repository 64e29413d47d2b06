import type { HuntError } from '../core/errors';

/**
 * What may help against an error: nothing, another token, or sending the request again. `repeat` waits as long as the
 * service asks, else longer each time; `limit` bounds the repeats for this kind of failure.
 */
export type Remedy =
  | { readonly kind: 'none' }
  | { readonly kind: 'newToken'; readonly claims: string }
  | { readonly kind: 'repeat'; readonly afterMs?: number; readonly limit: number };

/** An attempt that failed. */
export interface Failure {
  readonly error: HuntError;
  readonly remedy: Remedy;
}

const REPEATS = 4;
/** A body that broke off may do so each time, and each time costs the tenant's quota. */
const REPEATS_OF_BROKEN_BODY = 2;

export function final(error: HuntError): Failure {
  return { error, remedy: { kind: 'none' } };
}

/** A failure that another attempt may well not meet. A hunting query only reads, so that repeating it is safe. */
export function passing(error: HuntError, afterMs?: number): Failure {
  return { error, remedy: { kind: 'repeat', limit: REPEATS, ...(afterMs !== undefined && { afterMs }) } };
}

export function brokenBody(error: HuntError): Failure {
  return { error, remedy: { kind: 'repeat', limit: REPEATS_OF_BROKEN_BODY } };
}
