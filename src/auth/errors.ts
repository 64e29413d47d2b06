import * as v from 'valibot';
import type { HuntError } from '../core/errors';
import { explainEntraCode } from './entraErrors';

/** What Microsoft Entra ID said when it refused, from an MSAL error or from the browser's callback. */
export interface EntraRefusal {
  /** The OAuth error, such as `invalid_grant`. */
  readonly oauthError: string;
  readonly description: string;
  readonly correlationId?: string;
}

export function signInDeclined(details: Readonly<Record<string, string>> = {}): HuntError {
  return {
    code: 'SignInDeclined',
    message: 'The sign-in was declined in the browser.',
    hint: 'Run the query again and accept the permission, or ask an administrator to consent to it.',
    details,
  };
}

export function signInTimedOut(): HuntError {
  return {
    code: 'SignInTimedOut',
    message: 'The sign-in code expired before it was used.',
    hint: 'Run the query again to get a new code.',
  };
}

export function browserNotOpened(): HuntError {
  return {
    code: 'BrowserNotOpened',
    message: 'No browser could be opened for the sign-in.',
    hint: 'Set the connection\'s signIn to "deviceCode" to sign in from another device.',
  };
}

export function listenerNotStarted(reason: string): HuntError {
  return {
    code: 'ListenerNotStarted',
    message: `The sign-in could not wait for the browser on this machine (${reason}).`,
    hint: 'Set the connection\'s signIn to "deviceCode" to sign in without it.',
  };
}

export function emptyToken(): HuntError {
  return {
    code: 'EmptyToken',
    message: 'The sign-in server answered without an access token.',
    hint: 'Wait a minute and try again.',
  };
}

export function claimsUnreadable(): HuntError {
  return {
    code: 'ClaimsUnreadable',
    message: 'Microsoft Graph asked for a new sign-in in a form that cannot be read.',
    hint: 'Sign out, sign in again and repeat the query.',
  };
}

export function secretMissing(connectionName: string): HuntError {
  return {
    code: 'SecretMissing',
    message: `No client secret was given for the connection "${connectionName}".`,
    hint: 'Run the query again and enter it, or choose another sign-in method for the connection.',
  };
}

export function certificateUnreadable(file: string, problem: string): HuntError {
  return {
    code: 'CertificateUnreadable',
    message: `The certificate or key in "${file}" cannot be used: ${problem}.`,
    hint: 'Point certificatePath and privateKeyPath at PEM files; a .pfx file has to be converted first.',
  };
}

export function certificateExpired(file: string, validTo: string): HuntError {
  return {
    code: 'CertificateExpired',
    message: `The certificate in "${file}" expired on ${validTo}.`,
    hint: 'Create a new certificate, add it to the app registration and point certificatePath at it.',
  };
}

export function keyPassphraseWrong(file: string): HuntError {
  return {
    code: 'KeyPassphraseWrong',
    message: `The private key in "${file}" could not be unlocked.`,
    hint: 'Run the query again and enter the passphrase of the key.',
  };
}

export function authorityUnreachable(host: string, reason: string): HuntError {
  return {
    code: 'AuthorityUnreachable',
    message: `The sign-in server ${host} cannot be reached (${reason}).`,
    hint: 'Check the network and the proxy settings, then try again.',
  };
}

export function authorityNotTrusted(host: string, reason: string): HuntError {
  return {
    code: 'AuthorityNotTrusted',
    message: `The certificate of the sign-in server ${host} is not trusted on this machine (${reason}).`,
    hint: 'If a company proxy inspects traffic, install its root certificate; otherwise do not sign in on this network.',
  };
}

export function authorityTooSlow(host: string): HuntError {
  return {
    code: 'AuthorityTooSlow',
    message: `The sign-in server ${host} did not answer in time.`,
    hint: 'Check the network and try again.',
  };
}

export function authorityBusy(host: string, status: number, retryAfter: string | null): HuntError {
  const wait = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? `${retryAfter} seconds` : 'a minute';
  return {
    code: 'AuthorityBusy',
    message: `The sign-in server ${host} is not available at the moment (HTTP ${status}).`,
    hint: `Wait ${wait} and try again.`,
  };
}

export function authorityAnswerUnreadable(host: string, status: number): HuntError {
  return {
    code: 'AuthorityAnswerUnreadable',
    message: `Something other than the sign-in server answered for ${host} (HTTP ${status}).`,
    hint: 'A proxy or a network log-in page may be in the way: open a web page in the browser, then try again.',
  };
}

/** An Entra refusal as a sentence: by its AADSTS code where it is a known one, else in Entra's own words. */
export function refusedByEntra(refusal: EntraRefusal): HuntError {
  const code = readEntraCode(refusal.description);
  const details = refusalDetails(refusal, code);
  const explanation = code === undefined ? undefined : explainEntraCode(code);
  if (explanation !== undefined) return { ...explanation, details };
  if (refusal.oauthError === 'access_denied' || refusal.oauthError === 'authorization_declined') {
    return signInDeclined(details);
  }
  if (refusal.oauthError === 'expired_token' || refusal.oauthError === 'device_code_expired') {
    return { ...signInTimedOut(), details };
  }
  if (refusal.oauthError === 'invalid_client') {
    return {
      code: 'CredentialRefused',
      message: 'The sign-in server does not accept the client secret or certificate of this app.',
      hint: 'Check the client id, and that the secret or certificate belongs to it and has not expired.',
      details,
    };
  }
  const words = firstSentence(refusal.description);
  return {
    code: 'SignInFailed',
    message: words === '' ? 'The sign-in failed.' : `The sign-in failed: ${words}`,
    hint: 'Sign out, sign in again, and check tenant, client id and sign-in method of the connection.',
    details,
  };
}

const MsalError = v.object({
  name: v.optional(v.string(), ''),
  errorCode: v.string(),
  errorMessage: v.optional(v.string(), ''),
  correlationId: v.optional(v.string(), ''),
  claims: v.optional(v.string(), ''),
});

/** What MSAL itself threw, as a sentence; where the authority refused, the authority's own words come first. */
export function describeMsalError(thrown: unknown): HuntError {
  const parsed = v.safeParse(MsalError, thrown);
  if (!parsed.success) return refusedByEntra({ oauthError: '', description: '' });
  const { errorCode, errorMessage, correlationId } = parsed.output;
  return refusedByEntra({ oauthError: errorCode, description: errorMessage, correlationId });
}

/** Why a token cannot be had without the user. */
export interface InteractionNeed {
  /** JSON that the sign-in must carry, such as a policy that has to be met. */
  readonly claims?: string;
}

/**
 * Tells whether what MSAL threw means "sign in again". A plain `invalid_grant` does, too: MSAL makes it a
 * `ServerError` where Entra sends no suberror.
 */
export function readInteractionNeed(thrown: unknown): InteractionNeed | undefined {
  const parsed = v.safeParse(MsalError, thrown);
  if (!parsed.success) return undefined;
  const { name, errorCode, claims } = parsed.output;
  if (name !== 'InteractionRequiredAuthError' && errorCode !== 'invalid_grant') return undefined;
  return claims === '' ? {} : { claims };
}

function readEntraCode(description: string): number | undefined {
  const match = /AADSTS(\d{4,9})/.exec(description);
  return match === null ? undefined : Number(match[1]);
}

function refusalDetails(refusal: EntraRefusal, code: number | undefined): Record<string, string> {
  const details: Record<string, string> = {};
  if (code !== undefined) details['entraCode'] = `AADSTS${code}`;
  if (/^[a-z_]{1,60}$/.test(refusal.oauthError)) details['oauthError'] = refusal.oauthError;
  const ids = [refusal.correlationId ?? '', /Correlation ID: (\S+)/i.exec(refusal.description)?.[1] ?? ''];
  const correlationId = ids.find((id) => /^[0-9a-f-]{36}$/i.test(id));
  if (correlationId !== undefined) details['correlationId'] = correlationId;
  return details;
}

/** The first sentence of Entra's own description, with anything that could be a token or a key taken out. */
function firstSentence(description: string): string {
  const own = /Description: (.*?)(?: - Correlation ID:|$)/s.exec(description)?.[1] ?? description;
  const words = own.replace(/AADSTS\d+:\s*/, '').split(/\s(?:Trace ID|Timestamp|Correlation ID):|[\r\n]/)[0] ?? '';
  if (words === 'N/A' || words.includes('aka.ms/msal')) return '';
  return words
    .replace(/[^\s]{40,}/g, '…')
    .slice(0, 300)
    .trim();
}
