import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createOidcServer, type OidcServer } from '../../fixtures/oidcServer';
import { expectError, expectValue, never, setUpSignIn, type SignInSetup } from './signInSetup';

/** Less than the five minutes that MSAL wants a token to have left: each use renews it. */
const NEARLY_OVER = 200;
const AN_HOUR = 3600;
const NO_TOKENS = { status: 400, body: JSON.stringify({ error: 'invalid_grant', error_description: 'AADSTS70008' }) };

let server: OidcServer;
let setup: SignInSetup;
beforeAll(async () => {
  server = await createOidcServer();
});
afterAll(() => server.close());
afterEach(async () => {
  server.setTokenLifetime(AN_HOUR);
  await setup.close();
});

async function grantTypesDuring(work: () => Promise<unknown>): Promise<string[]> {
  const before = server.tokenRequests.length;
  await work();
  return server.tokenRequests.slice(before).map((request) => request.grantType);
}

async function signIn(user = 'alice'): Promise<string> {
  setup.person = { user };
  return expectValue(await setup.signIn.accessToken({ signal: never }));
}

describe('a token once signed in', () => {
  test('comes from the cache without a request', async () => {
    setup = await setUpSignIn(server);
    const first = await signIn();
    const grants = await grantTypesDuring(async () => expect(await signIn()).toBe(first));
    expect(grants).toEqual([]);
    expect(setup.openedUrls).toHaveLength(1);
  });

  test('comes from the cache in another window, too', async () => {
    setup = await setUpSignIn(server);
    const first = await signIn();
    expect(expectValue(await setup.openWindow().accessToken({ signal: never }))).toBe(first);
    expect(setup.openedUrls).toHaveLength(1);
  });

  test('is refreshed by one request for twenty callers at the same time', async () => {
    server.setTokenLifetime(NEARLY_OVER);
    setup = await setUpSignIn(server);
    const first = await signIn();
    const grants = await grantTypesDuring(async () => {
      const tokens = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const { signal } = new AbortController();
          return expectValue(await setup.signIn.accessToken({ signal }));
        }),
      );
      expect(new Set(tokens).size).toBe(1);
      expect(tokens[0]).not.toBe(first);
    });
    expect(grants).toEqual(['refresh_token']);
  });

  test('goes to the callers who stay when one of them leaves', async () => {
    server.setTokenLifetime(NEARLY_OVER);
    setup = await setUpSignIn(server);
    await signIn();
    const leave = new AbortController();
    const leaving = setup.signIn.accessToken({ signal: leave.signal });
    const staying = setup.signIn.accessToken({ signal: never });
    leave.abort();
    expect(expectError(await leaving).code).toBe('Cancelled');
    expectValue(await staying);
  });

  test('is asked for in one browser by callers at the same time', async () => {
    setup = await setUpSignIn(server);
    await Promise.all([signIn(), signIn(), signIn()]);
    expect(setup.openedUrls).toHaveLength(1);
  });

  test('needs a new sign-in of the same person when the refresh token was revoked', async () => {
    server.setTokenLifetime(NEARLY_OVER);
    setup = await setUpSignIn(server);
    await signIn();
    server.revokeRefreshTokens();
    const grants = await grantTypesDuring(signIn);
    expect(grants).toEqual(['refresh_token', 'authorization_code']);
    expect(new URL(setup.openedUrls[1] ?? '').searchParams.get('login_hint')).toBe('alice@contoso.test');
  });

  test.each([
    ['invalid_grant without a suberror', NO_TOKENS.body],
    ['invalid_grant with a suberror', JSON.stringify({ error: 'invalid_grant', suberror: 'bad_token' })],
    ['interaction_required', JSON.stringify({ error: 'interaction_required' })],
  ])('needs a new sign-in after %s', async (_, body) => {
    server.setTokenLifetime(NEARLY_OVER);
    setup = await setUpSignIn(server);
    await signIn();
    server.failNextTokenRequest({ status: 400, body });
    const grants = await grantTypesDuring(signIn);
    expect(grants).toEqual(['authorization_code']);
  });

  test('carries what a refused refresh demands into the new sign-in', async () => {
    server.setTokenLifetime(NEARLY_OVER);
    setup = await setUpSignIn(server);
    await signIn();
    const claims = '{"access_token":{"polids":{"essential":true,"values":["p1"]}}}';
    server.failNextTokenRequest({ status: 400, body: JSON.stringify({ error: 'interaction_required', claims }) });
    await signIn();
    expect(new URL(setup.openedUrls[1] ?? '').searchParams.get('claims')).toContain('polids');
  });

  test.each([
    ['an empty success', { status: 200, body: '{}' }, 'EmptyToken'],
    ['an empty 503', { status: 503, body: '{}' }, 'AuthorityBusy'],
    ['a 429', { status: 429, headers: { 'retry-after': '7' }, body: '{}' }, 'AuthorityBusy'],
    ['a page of a network log-in', { status: 200, body: '<html>Wi-Fi</html>' }, 'AuthorityAnswerUnreadable'],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://elsewhere.test/' }, body: '' },
      'AuthorityAnswerUnreadable',
    ],
  ])('is not taken from %s, and no browser is opened for it', async (_, fault, code) => {
    server.setTokenLifetime(NEARLY_OVER);
    setup = await setUpSignIn(server);
    await signIn();
    server.failNextTokenRequest(fault);
    expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe(code);
    expect(setup.openedUrls).toHaveLength(1);
    expectValue(await setup.signIn.accessToken({ signal: never }));
  });

  test('tells how long to wait where the server says so', async () => {
    server.setTokenLifetime(NEARLY_OVER);
    setup = await setUpSignIn(server);
    await signIn();
    server.failNextTokenRequest({ status: 429, headers: { 'retry-after': '7' }, body: '{}' });
    expect(expectError(await setup.signIn.accessToken({ signal: never })).hint).toContain('7 seconds');
  });
});

describe('a claims challenge', () => {
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
  const challenge = Buffer.from(claims).toString('base64');

  test('gets a new token that carries the claims, without asking the user', async () => {
    setup = await setUpSignIn(server);
    const dead = await signIn();
    const fresh = expectValue(await setup.signIn.accessToken({ claims: challenge, signal: never }));
    expect(fresh).not.toBe(dead);
    const asked = server.tokenRequests.at(-1);
    expect(asked?.grantType).toBe('refresh_token');
    expect(JSON.parse(asked?.claims ?? '')).toMatchObject({
      access_token: { nbf: { value: '1700000000' }, xms_cc: { values: ['cp1'] } },
    });
    expect(setup.openedUrls).toHaveLength(1);
    expect(await signIn()).toBe(fresh);
  });

  test('asks the user, with the claims, where the refresh token is no longer enough', async () => {
    setup = await setUpSignIn(server);
    await signIn();
    server.revokeRefreshTokens();
    expectValue(await setup.signIn.accessToken({ claims: challenge, signal: never }));
    expect(setup.openedUrls).toHaveLength(2);
    expect(new URL(setup.openedUrls[1] ?? '').searchParams.get('claims')).toContain('1700000000');
  });

  test('is an error where it cannot be read', async () => {
    setup = await setUpSignIn(server);
    const error = expectError(await setup.signIn.accessToken({ claims: 'no claims', signal: never }));
    expect(error.code).toBe('ClaimsUnreadable');
  });
});

describe('accounts', () => {
  test('are listed, and the one chosen gives the token', async () => {
    setup = await setUpSignIn(server);
    await signIn('alice');
    setup.person = { user: 'bob' };
    const bob = expectValue(await setup.signIn.addAccount(never));
    expect(bob).toMatchObject({ username: 'bob@contoso.test', name: 'User bob' });

    const accounts = expectValue(await setup.signIn.listAccounts(never));
    expect(accounts.map((account) => account.username).sort()).toEqual(['alice@contoso.test', 'bob@contoso.test']);
    expect(server.readToken(expectValue(await setup.signIn.accessToken({ signal: never })))['sub']).toBe('bob');

    const alice = accounts.find((account) => account.username.startsWith('alice'));
    await setup.signIn.chooseAccount(alice?.id ?? '');
    const elsewhere = setup.openWindow();
    expect(server.readToken(expectValue(await elsewhere.accessToken({ signal: never })))['sub']).toBe('alice');
    expect(setup.openedUrls).toHaveLength(2);
  });

  test('stay signed in when another one signs out', async () => {
    setup = await setUpSignIn(server);
    await signIn('alice');
    setup.person = { user: 'bob' };
    const bob = expectValue(await setup.signIn.addAccount(never));
    expectValue(await setup.signIn.signOut(bob.id, never));
    const left = expectValue(await setup.signIn.listAccounts(never));
    expect(left.map((account) => account.username)).toEqual(['alice@contoso.test']);
    expect(server.readToken(expectValue(await setup.signIn.accessToken({ signal: never })))['sub']).toBe('alice');
  });

  test('do not come back after a sign-out in another window', async () => {
    server.setTokenLifetime(NEARLY_OVER);
    setup = await setUpSignIn(server);
    await signIn('alice');
    const other = setup.openWindow();
    expectValue(await other.accessToken({ signal: never }));
    expectValue(await setup.signIn.signOut(undefined, never));
    expect(expectValue(await other.listAccounts(never))).toEqual([]);
    setup.person = { user: 'bob' };
    expectValue(await other.accessToken({ signal: never }));
    const accounts = expectValue(await setup.signIn.listAccounts(never));
    expect(accounts.map((account) => account.username)).toEqual(['bob@contoso.test']);
  });

  test('do not come back by a refresh that was under way when they signed out', async () => {
    server.setTokenLifetime(NEARLY_OVER);
    let whileRefreshing: () => Promise<unknown> = () => Promise.resolve();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await server.authority.fetch(input, init);
      if (typeof init?.body === 'string' && init.body.includes('grant_type=refresh_token')) await whileRefreshing();
      return response;
    };
    setup = await setUpSignIn({ ...server, authority: { ...server.authority, fetch } });
    await signIn('alice');
    whileRefreshing = () => setup.openWindow().signOut(undefined, never);
    await signIn('alice');
    expect(expectValue(await setup.signIn.listAccounts(never))).toEqual([]);
    expect([...setup.secrets.entries]).toEqual([]);
  });

  test('leave no secret behind when all sign out', async () => {
    setup = await setUpSignIn(server);
    await signIn('alice');
    expectValue(await setup.signIn.signOut(undefined, never));
    expect([...setup.secrets.entries]).toEqual([]);
    await signIn('alice');
    expect(setup.openedUrls).toHaveLength(2);
  });

  test('leave no token behind when the last one signs out by itself', async () => {
    setup = await setUpSignIn(server);
    await signIn('alice');
    const [alice] = expectValue(await setup.signIn.listAccounts(never));
    expectValue(await setup.signIn.signOut(alice?.id, never));
    expect([...setup.secrets.entries.values()].join('\n')).not.toContain('secret');
  });

  test('are nobody for a cache that cannot be read, and signing in again mends it', async () => {
    setup = await setUpSignIn(server);
    await signIn('alice');
    const key = [...setup.secrets.entries.keys()].find((name) => name.includes('tokens')) ?? '';
    for (const broken of ['', '{"Account":{"trunc', '[]', '{"Account":{"a":null}}', '{"Account":3}']) {
      setup.secrets.entries.set(key, broken);
      expect(expectValue(await setup.signIn.listAccounts(never))).toEqual([]);
    }
    await signIn('alice');
    expect(setup.openedUrls).toHaveLength(2);
    expect(expectValue(await setup.signIn.listAccounts(never))).toHaveLength(1);
  });
});

describe('where secrets cannot be kept', () => {
  test('a sign-in holds for as long as the window lives', async () => {
    const broken = () => Promise.reject(new Error('The keyring is locked.'));
    setup = await setUpSignIn(server, {}, { secrets: { get: broken, set: broken, delete: broken } });
    const token = await signIn('alice');
    expect(await signIn('alice')).toBe(token);
    expect(setup.openedUrls).toHaveLength(1);
    expectValue(await setup.signIn.signOut(undefined, never));
    expect(expectValue(await setup.signIn.listAccounts(never))).toEqual([]);
  });
});

describe('a server that is not there', () => {
  test('is named in the error', async () => {
    const gone = await createOidcServer();
    await gone.close();
    setup = await setUpSignIn(gone);
    const error = expectError(await setup.signIn.accessToken({ signal: never }));
    expect(error.code).toBe('AuthorityUnreachable');
    expect(error.message).toContain('127.0.0.1');
  });

  test('is not spoken to where its certificate is not trusted', async () => {
    const untrusted = { ...server, authority: { ...server.authority, fetch: globalThis.fetch } };
    setup = await setUpSignIn(untrusted);
    expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe('AuthorityNotTrusted');
  });
});
