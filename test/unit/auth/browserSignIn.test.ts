import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createOidcServer, type OidcServer } from '../../fixtures/oidcServer';
import { expectError, expectValue, never, setUpSignIn, type SignInSetup } from './signInSetup';

let server: OidcServer;
let setup: SignInSetup;
beforeAll(async () => {
  server = await createOidcServer();
});
afterAll(() => server.close());
afterEach(() => setup.close());

describe('signing in with the browser', () => {
  test('ends with a token for hunting, for the person who signed in', async () => {
    setup = await setUpSignIn(server);
    const token = server.readToken(expectValue(await setup.signIn.accessToken({ signal: never })));
    expect(token).toMatchObject({
      sub: 'alice',
      aud: 'https://graph.microsoft.com',
      scope: 'https://graph.microsoft.com/ThreatHunting.Read.All',
    });
  });

  test('asks with PKCE, a state, a nonce and the capability for claims challenges, and lets the user pick an account', async () => {
    setup = await setUpSignIn(server);
    expectValue(await setup.signIn.accessToken({ signal: never }));
    const asked = new URL(setup.openedUrls[0] ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(asked.get('state')).toMatch(/^[\w-]{43}$/);
    expect(asked.get('nonce')).toBeTruthy();
    expect(asked.get('response_mode')).toBe('form_post');
    expect(asked.get('prompt')).toBe('select_account');
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
    expect(asked.get('claims')).toContain('cp1');
  });

  test('shows a page that says it can be closed, runs nothing and holds nothing of the request', async () => {
    setup = await setUpSignIn(server);
    expectValue(await setup.signIn.accessToken({ signal: never }));
    await setup.close();
    const page = setup.pages[0];
    expect(page?.status).toBe(200);
    expect(page?.text).toContain('You can close this page');
    expect(page?.text).not.toMatch(/<script|code=|state=/);
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page?.headers.get('cache-control')).toBe('no-store');
  });

  test('says so when the user declines', async () => {
    setup = await setUpSignIn(server);
    setup.person = { user: 'carol', declinesConsent: true };
    const error = expectError(await setup.signIn.accessToken({ signal: never }));
    expect(error.code).toBe('SignInDeclined');
    expect(error.details).toMatchObject({ entraCode: 'AADSTS65004', oauthError: 'access_denied' });
    await setup.close();
    expect(setup.pages[0]?.text).toContain('You are not signed in');
  });

  test('says so when no browser can be opened', async () => {
    for (const openBrowser of [() => Promise.resolve(false), () => Promise.reject(new Error('no display'))]) {
      setup = await setUpSignIn(server, {}, { openBrowser });
      expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe('BrowserNotOpened');
      await setup.close();
    }
  });

  test('frees its port at once when it is cancelled while the user is away', async () => {
    const cancel = new AbortController();
    let port = 0;
    setup = await setUpSignIn(
      server,
      {},
      {
        openBrowser: (url) => {
          port = Number(new URL(new URL(url).searchParams.get('redirect_uri') ?? '').port);
          cancel.abort();
          return Promise.resolve(true);
        },
      },
    );
    expect(expectError(await setup.signIn.addAccount(cancel.signal)).code).toBe('Cancelled');
    await expectFree(port);
  });

  test('is cancelled at once even while opening the browser hangs', async () => {
    const cancel = new AbortController();
    setup = await setUpSignIn(
      server,
      {},
      {
        openBrowser: () => {
          cancel.abort();
          return new Promise(() => undefined);
        },
      },
    );
    expect(expectError(await setup.signIn.addAccount(cancel.signal)).code).toBe('Cancelled');
  });

  test('asks nobody when it was cancelled before it began', async () => {
    setup = await setUpSignIn(server);
    const cancelled = AbortSignal.abort();
    expect(expectError(await setup.signIn.accessToken({ signal: cancelled })).code).toBe('Cancelled');
    expect(expectError(await setup.signIn.addAccount(cancelled)).code).toBe('Cancelled');
    expect(setup.openedUrls).toEqual([]);
  });
});

/** Rejects where somebody still listens on that port. */
function expectFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
