import type { AccountInfo } from '@azure/msal-node';
import { fail, succeed, type Outcome } from '../core/errors';
import { readInteractionNeed, type InteractionNeed } from './errors';
import { converse, delegatedScopes, requireToken, type SignInRequest, type SignInTarget } from './msalConversation';

/** A token, or the need to ask the user. */
export type SilentSignIn =
  { readonly kind: 'token'; readonly accessToken: string } | ({ readonly kind: 'interaction' } & InteractionNeed);

/**
 * Gets a token from the cache, or by the refresh token in it. With claims it always asks the authority: the cached
 * token is the very one that Graph has just refused.
 */
export async function signInSilently(
  target: SignInTarget,
  account: AccountInfo,
  request: SignInRequest,
): Promise<Outcome<SilentSignIn>> {
  const outcome = await converse(target, request.signal, async (conversation) => {
    try {
      const result = await conversation.publicApplication().acquireTokenSilent({
        account,
        scopes: delegatedScopes(target),
        ...(request.claims !== undefined && { claims: request.claims }),
      });
      return { kind: 'answered', result } as const;
    } catch (thrown) {
      const need = readInteractionNeed(thrown);
      if (need === undefined) throw thrown;
      return { kind: 'interaction', ...need } as const;
    }
  });
  if (!outcome.ok) return outcome;
  if (outcome.value.kind === 'interaction') return succeed(outcome.value);
  const token = requireToken(outcome.value.result);
  return token.ok ? succeed({ kind: 'token', accessToken: token.value.accessToken }) : fail(token.error);
}
