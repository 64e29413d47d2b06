import type { AccountInfo } from '@azure/msal-node';
import { join } from 'node:path';
import type { AccessTokenRequest, AccessTokenSource } from '../core/accessToken';
import { CLOUD_ENDPOINTS } from '../core/clouds';
import type { ConnectionSettings } from '../core/connectionSettings';
import { succeed, type Outcome } from '../core/errors';
import {
  createAccountChoice,
  describeAccount,
  findChosenAccount,
  readAccounts,
  removeAccount,
  type SignedInAccount,
} from './accounts';
import { authorityOf, type Authority } from './authority';
import { signInWithBrowser, type OpenBrowser } from './browserSignIn';
import { createCacheLock } from './cacheLock';
import { decodeClaims } from './claims';
import { signInWithClientCertificate } from './clientCertificateSignIn';
import { signInWithClientSecret } from './clientSecretSignIn';
import { signInWithDeviceCode, type ShowDeviceCode } from './deviceCodeSignIn';
import type { InteractiveRequest } from './interactiveSignIn';
import type { SignInRequest, SignInTarget } from './msalConversation';
import { createRememberedSecret, type AskSecret } from './rememberedSecret';
import type { SecretStore } from './secretStore';
import { createSharedWork } from './sharedWork';
import { signInSilently } from './silentSignIn';
import { createTokenCache } from './tokenCache';

/** What signing in needs from the program around it. */
export interface SignInServices {
  readonly secrets: SecretStore;
  /** A folder for the lock file of the token cache, one for each secret store; made where it is missing. */
  readonly stateFolder: string;
  readonly openBrowser: OpenBrowser;
  readonly showDeviceCode: ShowDeviceCode;
  readonly askSecret: AskSecret;
}

/** How one connection signs in. */
export interface TenantSignIn {
  /** A token from the cache, else by refreshing it, else by asking the user. Callers at the same time share one. */
  readonly accessToken: AccessTokenSource;
  /** Asks the user whatever the cache holds, lets them pick an account, and chooses it. */
  addAccount(signal: AbortSignal): Promise<Outcome<SignedInAccount>>;
  /** Who is signed in; nobody for a connection that signs in as an app. */
  listAccounts(signal: AbortSignal): Promise<Outcome<readonly SignedInAccount[]>>;
  /** Makes later tokens those of this account. */
  chooseAccount(id: string): Promise<void>;
  /** Forgets an account, or all of them and the app's own tokens and secrets where no id is given. */
  signOut(id: string | undefined, signal: AbortSignal): Promise<Outcome<undefined>>;
}

/** Puts together the sign-in of a connection. `authority` is for tests alone: no setting leads to it. */
export function createTenantSignIn(
  settings: ConnectionSettings,
  services: SignInServices,
  authority: Authority = authorityOf(settings),
): TenantSignIn {
  const keys = secretKeys(settings);
  const lock = createCacheLock(join(services.stateFolder, 'token-cache.lock'));
  const target: SignInTarget = {
    clientId: settings.clientId,
    authority,
    graphOrigin: CLOUD_ENDPOINTS[settings.cloud].graphOrigin,
    cache: createTokenCache(services.secrets, keys.cache, lock),
  };
  const choice = createAccountChoice(services.secrets, keys.account);
  const rememberSecret = (kind: 'clientSecret' | 'keyPassphrase') =>
    createRememberedSecret(services.secrets, keys[kind], { kind, connectionName: settings.name }, services.askSecret);
  const clientSecret = rememberSecret('clientSecret');
  const keyPassphrase = rememberSecret('keyPassphrase');
  const share = createSharedWork<string>();

  async function askUser(request: InteractiveRequest): Promise<Outcome<{ accessToken: string; account: AccountInfo }>> {
    const signedIn =
      settings.signIn === 'deviceCode'
        ? await signInWithDeviceCode(target, request, services.showDeviceCode)
        : await signInWithBrowser(target, request, services.openBrowser);
    if (signedIn.ok) await choice.write(signedIn.value.account.homeAccountId);
    return signedIn;
  }

  async function signInPerson(request: SignInRequest): Promise<Outcome<string>> {
    const account = await findChosenAccount(target, choice, request.signal);
    if (!account.ok) return account;
    let question: InteractiveRequest = request;
    if (account.value !== undefined) {
      const silent = await signInSilently(target, account.value, request);
      if (!silent.ok) return silent;
      if (silent.value.kind === 'token') return succeed(silent.value.accessToken);
      const claims = silent.value.claims ?? request.claims;
      question = { signal: request.signal, account: account.value, ...(claims !== undefined && { claims }) };
    }
    const signedIn = await askUser(question);
    return signedIn.ok ? succeed(signedIn.value.accessToken) : signedIn;
  }

  function signIn(request: SignInRequest): Promise<Outcome<string>> {
    switch (settings.signIn) {
      case 'browser':
      case 'deviceCode':
        return signInPerson(request);
      case 'clientSecret':
        return signInWithClientSecret(target, request, clientSecret, settings.name);
      case 'clientCertificate':
        return signInWithClientCertificate(
          target,
          request,
          {
            certificatePath: settings.certificatePath ?? '',
            ...(settings.privateKeyPath !== undefined && { privateKeyPath: settings.privateKeyPath }),
          },
          keyPassphrase,
        );
    }
  }

  return {
    async accessToken({ claims, signal }: AccessTokenRequest) {
      if (claims === undefined) return share('', signal, (shared) => signIn({ signal: shared }));
      const decoded = decodeClaims(claims);
      if (!decoded.ok) return decoded;
      return share(decoded.value, signal, (shared) => signIn({ claims: decoded.value, signal: shared }));
    },
    async addAccount(signal) {
      const signedIn = await askUser({ signal });
      return signedIn.ok ? succeed(describeAccount(signedIn.value.account)) : signedIn;
    },
    async listAccounts(signal) {
      const accounts = await readAccounts(target, signal);
      return accounts.ok ? succeed(accounts.value.map(describeAccount)) : accounts;
    },
    chooseAccount: (id) => choice.write(id),
    async signOut(id, signal) {
      if (id === undefined) {
        await target.cache.clear();
        await Promise.all([choice.forget(), clientSecret.forget(), keyPassphrase.forget()]);
        return succeed(undefined);
      }
      const accounts = await readAccounts(target, signal);
      if (!accounts.ok) return accounts;
      const account = accounts.value.find((candidate) => candidate.homeAccountId === id);
      return account === undefined ? succeed(undefined) : removeAccount(target, account, signal);
    },
  };
}

/** Connections to the same app in the same tenant share their accounts. */
function secretKeys({ cloud, tenantId, clientId }: ConnectionSettings) {
  const identity = `${cloud}.${tenantId}.${clientId}`.toLowerCase();
  return {
    cache: `kqlHunting.tokens.${identity}`,
    account: `kqlHunting.account.${identity}`,
    clientSecret: `kqlHunting.clientSecret.${identity}`,
    keyPassphrase: `kqlHunting.keyPassphrase.${identity}`,
  };
}
