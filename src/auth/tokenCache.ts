import type { ICachePlugin } from '@azure/msal-node';
import * as v from 'valibot';
import type { CacheLock } from './cacheLock';
import { readSecret, type SecretStore } from './secretStore';

/** MSAL's accounts and tokens of one app in one tenant, kept as one secret. */
export interface TokenCache {
  /**
   * The cache as one MSAL application sees it. `forget` empties that application's memory, so that what it writes is
   * what is stored now plus its own change: an account that another window signed out does not come back.
   */
  connect(forget: () => void): ICachePlugin;
  /** Forgets every account and token. */
  clear(): Promise<void>;
}

const Entries = v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {});
const StoredCache = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    Account: Entries,
    IdToken: Entries,
    AccessToken: Entries,
    RefreshToken: Entries,
    AppMetadata: Entries,
  }),
);

/**
 * Keeps MSAL's cache in a secret that several processes share. Changes are made under the lock; reads need none.
 * A secret that is missing, cannot be decrypted or is no cache means "signed out". Where secrets cannot be written,
 * the sign-in holds for as long as this cache lives.
 */
export function createTokenCache(secrets: SecretStore, key: string, lock: CacheLock): TokenCache {
  let unsaved: string | undefined;

  async function read(): Promise<string | undefined> {
    const text = unsaved ?? (await readSecret(secrets, key));
    return v.is(StoredCache, text) ? text : undefined;
  }

  async function write(text: string): Promise<void> {
    try {
      await (isEmpty(text) ? secrets.delete(key) : secrets.set(key, text));
      unsaved = undefined;
    } catch {
      unsaved = text;
    }
  }

  async function clear(): Promise<void> {
    unsaved = undefined;
    try {
      await secrets.delete(key);
    } catch {
      // A store that cannot be written has kept nothing of this session.
    }
  }

  return {
    async clear() {
      const release = await lock();
      await clear().finally(release);
    },
    connect(forget) {
      let release: (() => Promise<void>) | undefined;
      return {
        async beforeCacheAccess(context) {
          if (context.cacheHasChanged) {
            release = await lock();
            forget();
          }
          const text = await read();
          if (text !== undefined) context.tokenCache.deserialize(text);
        },
        async afterCacheAccess(context) {
          try {
            if (release !== undefined) await write(context.tokenCache.serialize());
          } finally {
            await release?.();
            release = undefined;
          }
        },
      };
    },
  };
}

function isEmpty(text: string): boolean {
  const stored = v.safeParse(StoredCache, text);
  if (!stored.success) return false;
  const { Account, AccessToken, RefreshToken } = stored.output;
  return [Account, AccessToken, RefreshToken].every((entries) => Object.keys(entries).length === 0);
}
