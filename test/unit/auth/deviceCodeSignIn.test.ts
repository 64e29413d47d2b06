import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAuthorityHttp } from '../../../src/auth/authorityHttp';
import { followPollingRules } from '../../../src/auth/deviceCodeSignIn';
import type { NetworkClient } from '../../../src/auth/msalConversation';
import { createOidcServer, type OidcServer } from '../../fixtures/oidcServer';
import { expectError, expectValue, never, setUpSignIn, type SignInSetup } from './signInSetup';

let server: OidcServer;
let setup: SignInSetup;
beforeAll(async () => {
  server = await createOidcServer();
});
afterAll(() => server.close());
afterEach(() => setup.close());

describe('signing in with a device code', () => {
  test('shows a code and ends with a token for the person who typed it', async () => {
    setup = await setUpSignIn(server, { signIn: 'deviceCode' });
    const token = server.readToken(expectValue(await setup.signIn.accessToken({ signal: never })));
    expect(token).toMatchObject({ sub: 'alice', scope: 'https://graph.microsoft.com/ThreatHunting.Read.All' });
    const [code] = setup.shownCodes;
    expect(code?.userCode).toMatch(/^\w{4}-\w{4}$/);
    expect(code?.verificationUri).toMatch(/^https:/);
    expect(code?.message).toContain(code?.userCode);
    expect(code?.expiresInSeconds).toBe(600);
    expect(setup.openedUrls).toEqual([]);
  });

  test('keeps the account, so that the next token needs no code', async () => {
    setup = await setUpSignIn(server, { signIn: 'deviceCode' });
    const token = expectValue(await setup.signIn.accessToken({ signal: never }));
    expect(expectValue(await setup.openWindow().accessToken({ signal: never }))).toBe(token);
    expect(setup.shownCodes).toHaveLength(1);
  });

  test('is cancelled at once, and the code is taken away', async () => {
    const cancel = new AbortController();
    let finished: AbortSignal | undefined;
    setup = await setUpSignIn(
      server,
      { signIn: 'deviceCode' },
      {
        showDeviceCode: (_, signal) => {
          finished = signal;
          cancel.abort();
        },
      },
    );
    expect(expectError(await setup.signIn.accessToken({ signal: cancel.signal })).code).toBe('Cancelled');
    await new Promise((resolve) => setImmediate(resolve));
    expect(finished?.aborted).toBe(true);
  });

  test.each([
    ['authorization_declined', 'SignInDeclined'],
    ['expired_token', 'SignInTimedOut'],
    ['invalid_client', 'PublicClientNotAllowed', 'AADSTS7000218: The request body must contain client_secret.'],
  ])('says what %s while polling means', async (error, code, description = '') => {
    setup = await setUpSignIn(
      server,
      { signIn: 'deviceCode' },
      {
        showDeviceCode: () => {
          server.failNextTokenRequest({ status: 400, body: JSON.stringify({ error, error_description: description }) });
        },
      },
    );
    expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe(code);
  });

  test('says why no code was given', async () => {
    setup = await setUpSignIn(server, { signIn: 'deviceCode', clientId: '00000000-0000-0000-0000-00000000dddd' });
    expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe('CredentialRefused');
    expect(setup.shownCodes).toEqual([]);
  });
});

describe('polling for a device code', () => {
  const answering = (body: object): NetworkClient => {
    const fetch = () => Promise.resolve(Response.json(body));
    const authority = { url: 'https://login.test/t', knownHosts: [], fetch };
    return createAuthorityHttp(authority, never).networkClient;
  };
  const waits: number[] = [];
  const wait = (milliseconds: number) => {
    waits.push(milliseconds);
    return Promise.resolve();
  };

  test.each([undefined, 0, -1, 'soon', null])(
    'happens every five seconds where the interval is %s',
    async (interval) => {
      const client = followPollingRules(answering({ device_code: 'd', user_code: 'u', interval }), wait);
      const answer = await client.sendPostRequestAsync('https://login.test/t/devicecode');
      expect(answer.body).toMatchObject({ interval: 5 });
    },
  );

  test('keeps the interval that the server names', async () => {
    const client = followPollingRules(answering({ device_code: 'd', user_code: 'u', interval: 7 }), wait);
    expect((await client.sendPostRequestAsync('https://login.test/t/devicecode')).body).toMatchObject({ interval: 7 });
  });

  test('waits five seconds more and goes on when it is told to slow down', async () => {
    waits.length = 0;
    const client = followPollingRules(answering({ error: 'slow_down' }), wait);
    const answer = await client.sendPostRequestAsync('https://login.test/t/token');
    expect(answer.body).toEqual({ error: 'authorization_pending' });
    expect(waits).toEqual([5000]);
  });
});
