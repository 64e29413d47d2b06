import type { Outcome } from './errors';

export interface AccessTokenRequest {
  /** What Graph's claims challenge asks for, as its `WWW-Authenticate` header gave it (base64) or decoded (JSON). */
  readonly claims?: string;
  readonly signal: AbortSignal;
}

/**
 * Gives an access token for Microsoft Graph, from a cache or by signing in; never an empty one.
 * The seam between the rooms that send requests and whatever knows how to sign in.
 */
export type AccessTokenSource = (request: AccessTokenRequest) => Promise<Outcome<string>>;
