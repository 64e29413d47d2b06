import type * as MsalNode from '@azure/msal-node';
import type { AuthenticationResult, Configuration } from '@azure/msal-node';
import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import { isAborted, settleOrAbort } from './abort';
import type { Authority } from './authority';
import { createAuthorityHttp } from './authorityHttp';
import { describeMsalError, emptyToken } from './errors';
import type { TokenCache } from './tokenCache';

/** The app that signs in, and where its tokens are kept. */
export interface SignInTarget {
  readonly clientId: string;
  readonly authority: Authority;
  /** Such as `https://graph.microsoft.com`, without a slash at its end. */
  readonly graphOrigin: string;
  readonly cache: TokenCache;
}

/** What one sign-in asks for. */
export interface SignInRequest {
  /** JSON of a claims challenge to be met. */
  readonly claims?: string;
  readonly signal: AbortSignal;
}

type Msal = typeof MsalNode;
type Credential = Pick<Configuration['auth'], 'clientSecret' | 'clientCertificate'>;

/** MSAL for one conversation. */
export interface Conversation {
  readonly msal: Msal;
  /** An application that signs in people. */
  publicApplication(): InstanceType<Msal['PublicClientApplication']>;
  /** An application that signs in as itself. */
  confidentialApplication(credential: Credential): InstanceType<Msal['ConfidentialClientApplication']>;
}

/** Changes how a conversation's requests are sent. */
export type NetworkAdapter = (client: NetworkClient) => NetworkClient;
export type NetworkClient = NonNullable<NonNullable<Configuration['system']>['networkClient']>;

/**
 * Talks to the authority through MSAL, which is loaded at the first call: it is big. Each conversation has an
 * application of its own, so that no stale account, throttle or abort of another reaches into it. Aborting settles
 * at once; whatever MSAL throws becomes a sentence.
 */
export async function converse<T>(
  target: SignInTarget,
  signal: AbortSignal,
  work: (conversation: Conversation) => Promise<T>,
  adaptNetwork: NetworkAdapter = (client) => client,
): Promise<Outcome<T>> {
  if (signal.aborted) return fail(cancelled());
  const http = createAuthorityHttp(target.authority, signal);
  try {
    const msal = await import('@azure/msal-node');
    const configure = (credential: Credential, forget: () => void): Configuration => ({
      auth: {
        clientId: target.clientId,
        authority: target.authority.url,
        knownAuthorities: [...target.authority.knownHosts],
        clientCapabilities: ['cp1'],
        ...credential,
      },
      cache: { cachePlugin: target.cache.connect(forget) },
      system: { networkClient: adaptNetwork(http.networkClient), disableInternalRetries: true },
    });
    const conversation: Conversation = {
      msal,
      publicApplication() {
        const application = new msal.PublicClientApplication(configure({}, () => application.clearCache()));
        return application;
      },
      confidentialApplication(credential) {
        const application = new msal.ConfidentialClientApplication(
          configure(credential, () => application.clearCache()),
        );
        return application;
      },
    };
    return succeed(await settleOrAbort(work(conversation), signal));
  } catch (thrown) {
    return fail(isAborted(signal) ? cancelled() : (http.failure() ?? describeMsalError(thrown)));
  }
}

/** The one delegated permission that hunting needs. */
export function delegatedScopes(target: SignInTarget): string[] {
  return [`${target.graphOrigin}/ThreatHunting.Read.All`];
}

/** Everything that an administrator has granted to the app itself. */
export function appScopes(target: SignInTarget): string[] {
  return [`${target.graphOrigin}/.default`];
}

/** Takes a result only with a token in it: MSAL calls `200 {}` a success. */
export function requireToken(result: AuthenticationResult | null): Outcome<AuthenticationResult> {
  return result === null || result.accessToken === '' ? fail(emptyToken()) : succeed(result);
}
