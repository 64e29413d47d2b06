import { randomBytes, randomUUID } from 'node:crypto';
import { cancelled, fail, type Outcome } from '../core/errors';
import { settleOrAbort } from './abort';
import { browserNotOpened } from './errors';
import { requireSignIn, type InteractiveRequest, type InteractiveSignIn } from './interactiveSignIn';
import { listenForCallback, type LoopbackListener } from './loopbackListener';
import { converse, delegatedScopes, type SignInTarget } from './msalConversation';

/** Opens a web page in the user's browser; false where none can be opened. */
export type OpenBrowser = (url: string) => Promise<boolean>;

/**
 * Signs in a person by the authorization code flow with PKCE: the browser shows Microsoft's pages and comes back to
 * a listener on this machine. MSAL's own interactive flow is not used: it cannot be cancelled and keeps its port.
 */
export async function signInWithBrowser(
  target: SignInTarget,
  request: InteractiveRequest,
  openBrowser: OpenBrowser,
): Promise<Outcome<InteractiveSignIn>> {
  const state = randomBytes(32).toString('base64url');
  const listener = await listenForCallback(state, request.signal);
  if (!listener.ok) return listener;
  try {
    return await signInThrough(listener.value, state, target, request, openBrowser);
  } finally {
    await listener.value.close();
  }
}

async function signInThrough(
  listener: LoopbackListener,
  state: string,
  target: SignInTarget,
  request: InteractiveRequest,
  openBrowser: OpenBrowser,
): Promise<Outcome<InteractiveSignIn>> {
  const nonce = randomUUID();
  const common = {
    scopes: delegatedScopes(target),
    redirectUri: listener.redirectUri,
    nonce,
    ...(request.claims !== undefined && { claims: request.claims }),
  };
  const prepared = await converse(target, request.signal, async (conversation) => {
    const { verifier, challenge } = await new conversation.msal.CryptoProvider().generatePkceCodes();
    const url = await conversation.publicApplication().getAuthCodeUrl({
      ...common,
      state,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      // A posted code stays out of the browser's history.
      responseMode: 'form_post',
      ...(request.account === undefined ? { prompt: 'select_account' } : { loginHint: request.account.username }),
    });
    return { verifier, url };
  });
  if (!prepared.ok) return prepared;

  const { verifier, url } = prepared.value;
  const isOpen = await tryToOpen(url, openBrowser, request.signal);
  if (request.signal.aborted) return fail(cancelled());
  if (!isOpen) return fail(browserNotOpened());

  const code = await listener.code;
  if (!code.ok) return code;
  const result = await converse(target, request.signal, (conversation) =>
    conversation.publicApplication().acquireTokenByCode({ ...common, code: code.value, codeVerifier: verifier }),
  );
  return result.ok ? requireSignIn(result.value) : result;
}

async function tryToOpen(url: string, openBrowser: OpenBrowser, signal: AbortSignal): Promise<boolean> {
  try {
    return await settleOrAbort(openBrowser(url), signal);
  } catch {
    return false;
  }
}
