import { TokenCacheContext } from '@azure/msal-node';
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCacheLock } from '../../../src/auth/cacheLock';
import { createTenantSignIn } from '../../../src/auth/tenantSignIn';
import { createTokenCache, type TokenCache } from '../../../src/auth/tokenCache';
import { createFileSecretStore } from '../../fixtures/fileSecretStore';
import { createMemorySecretStore } from '../../fixtures/memorySecretStore';
import { PERSON_CLIENT_ID, TENANT_ID } from '../../fixtures/oidcConfiguration';
import { createOidcServer } from '../../fixtures/oidcServer';
import { expectValue, never } from './signInSetup';

const Stored = v.pipe(v.string(), v.parseJson(), v.object({ Account: v.record(v.string(), v.looseObject({})) }));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kql-hunt-cache-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a token cache shared by several processes', () => {
  test('loses no account while all of them sign in and refresh', async () => {
    const server = await createOidcServer();
    const script = join(folder, 'signInProcess.cjs');
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, server.caPem);
    await build({
      entryPoints: [join(import.meta.dirname, '../../fixtures/signInProcess.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'silent',
    });
    const users = ['alice', 'bob', 'carol', 'dave'];
    const [host] = server.authority.knownHosts;
    const common = {
      authorityUrl: server.authority.url,
      host,
      tenantId: TENANT_ID,
      clientId: PERSON_CLIENT_ID,
      folder,
    };
    const outcomes = await Promise.all(
      users.map(async (user) => {
        const task = JSON.stringify({ ...common, user, refreshes: 5 });
        const env = { ...process.env, NODE_EXTRA_CA_CERTS: caFile };
        const { stdout } = await promisify(execFile)(process.execPath, [script, task], { env });
        return stdout;
      }),
    );
    expect(outcomes).toEqual(users.map(() => JSON.stringify(Array.from({ length: 6 }, () => 'ok'))));

    const signIn = createTenantSignIn(
      { name: 'All', cloud: 'global', tenantId: TENANT_ID, clientId: PERSON_CLIENT_ID, signIn: 'browser' },
      {
        secrets: createFileSecretStore(folder),
        stateFolder: folder,
        openBrowser: () => Promise.resolve(false),
        showDeviceCode: () => undefined,
        askSecret: () => Promise.resolve(undefined),
      },
      server.authority,
    );
    const accounts = expectValue(await signIn.listAccounts(never));
    expect(accounts.map((account) => account.username).sort()).toEqual(users.map((user) => `${user}@contoso.test`));
    expect((await readdir(folder)).filter((name) => name.includes('lock'))).toEqual([]);
    await server.close();
  });
});

describe('changes of the token cache', () => {
  /** What MSAL is to the cache: it adds an account to what it was given. */
  async function addAccount(cache: TokenCache, id: string): Promise<void> {
    let stored: Record<string, object> = {};
    const context = new TokenCacheContext(
      {
        deserialize: (text) => {
          stored = v.parse(Stored, text).Account;
        },
        serialize: () => JSON.stringify({ Account: { ...stored, [id]: {} } }),
      },
      true,
    );
    const plugin = cache.connect(() => undefined);
    await plugin.beforeCacheAccess(context);
    await plugin.afterCacheAccess(context);
  }

  test('are made one after the other, so that none is lost', async () => {
    const secrets = createMemorySecretStore();
    const file = join(folder, 'changes.lock');
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(ids.map((id) => addAccount(createTokenCache(secrets, 'cache', createCacheLock(file)), id)));
    expect(Object.keys(v.parse(Stored, secrets.entries.get('cache')).Account).sort()).toEqual(ids);
  });
});

describe('the lock of the cache', () => {
  test('is held by one at a time', async () => {
    const file = join(folder, 'one', 'a.lock');
    const locks = [createCacheLock(file), createCacheLock(file)];
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        const release = await locks[i % 2]?.();
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
        await release?.();
      }),
    );
    expect(most).toBe(1);
    expect(await readdir(join(folder, 'one'))).toEqual([]);
  });

  test('is taken over from a process that ended with it', async () => {
    const file = join(folder, 'stale.lock');
    await writeFile(file, 'somebody who is gone');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);
    const release = await createCacheLock(file)();
    await release();
    expect(await readdir(folder)).not.toContain('stale.lock');
  });

  test('is no obstacle where its folder cannot be made', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const release = await createCacheLock(join(file, 'inside', 'a.lock'))();
    await release();
  });
});
