import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import { secretMissing } from './errors';
import { appScopes, converse, requireToken, type SignInRequest, type SignInTarget } from './msalConversation';
import type { RememberedSecret } from './rememberedSecret';

/** The refusals that a new secret may mend. */
const REFUSED_SECRET = new Set(['SecretWrong', 'SecretExpired', 'CredentialRefused']);

/**
 * Signs in as the app itself with its client secret: the remembered one, else one that is asked for and remembered
 * once it has worked. A secret that the authority refuses is forgotten, so that the next run asks again.
 */
export async function signInWithClientSecret(
  target: SignInTarget,
  request: SignInRequest,
  clientSecret: RememberedSecret,
  connectionName: string,
): Promise<Outcome<string>> {
  const secret = await clientSecret.read(request.signal);
  if (request.signal.aborted) return fail(cancelled());
  if (secret === undefined) return fail(secretMissing(connectionName));
  const result = await converse(target, request.signal, (conversation) =>
    conversation.confidentialApplication({ clientSecret: secret }).acquireTokenByClientCredential({
      scopes: appScopes(target),
      ...(request.claims !== undefined && { claims: request.claims }),
    }),
  );
  if (!result.ok) {
    if (REFUSED_SECRET.has(result.error.code)) await clientSecret.forget();
    return result;
  }
  const token = requireToken(result.value);
  if (!token.ok) return token;
  await clientSecret.remember();
  return succeed(token.value.accessToken);
}
