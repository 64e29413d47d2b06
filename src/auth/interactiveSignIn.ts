import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import { fail, succeed, type Outcome } from '../core/errors';
import { emptyToken } from './errors';
import { requireToken, type SignInRequest } from './msalConversation';

/** A sign-in that asks the user. */
export interface InteractiveRequest extends SignInRequest {
  /** Whom to sign in again; left out, the user picks an account. */
  readonly account?: AccountInfo;
}

/** Somebody who has just signed in. */
export interface InteractiveSignIn {
  readonly accessToken: string;
  readonly account: AccountInfo;
}

/** Takes what MSAL calls a success only with a token and an account in it. */
export function requireSignIn(result: AuthenticationResult | null): Outcome<InteractiveSignIn> {
  const token = requireToken(result);
  if (!token.ok) return token;
  const { accessToken, account } = token.value;
  return account === null ? fail(emptyToken()) : succeed({ accessToken, account });
}
