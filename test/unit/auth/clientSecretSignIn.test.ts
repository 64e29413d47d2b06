import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SignInServices } from '../../../src/auth/tenantSignIn';
import { CLIENT_SECRET, SECRET_CLIENT_ID } from '../../fixtures/oidcConfiguration';
import { createOidcServer, type OidcServer } from '../../fixtures/oidcServer';
import { expectError, expectValue, never, setUpSignIn, type SignInSetup } from './signInSetup';

let server: OidcServer;
let setup: SignInSetup;
beforeAll(async () => {
  server = await createOidcServer();
});
afterAll(() => server.close());
afterEach(() => setup.close());

const app = { signIn: 'clientSecret', clientId: SECRET_CLIENT_ID } as const;

function answeringWith(...secrets: string[]): Pick<SignInServices, 'askSecret'> & { asked: number } {
  const answers = {
    asked: 0,
    askSecret: () => {
      const value = secrets[answers.asked++];
      return Promise.resolve(value === undefined ? undefined : { value, mayBeKept: true });
    },
  };
  return answers;
}

describe('signing in with a client secret', () => {
  test('ends with a token of the app itself', async () => {
    setup = await setUpSignIn(server, app, answeringWith(CLIENT_SECRET));
    const token = server.readToken(expectValue(await setup.signIn.accessToken({ signal: never })));
    expect(token).toMatchObject({ sub: SECRET_CLIENT_ID, aud: 'https://graph.microsoft.com' });
    expect(server.tokenRequests.at(-1)).toMatchObject({
      grantType: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    });
  });

  test('asks for the secret once and takes later tokens from the cache', async () => {
    const user = answeringWith(CLIENT_SECRET);
    setup = await setUpSignIn(server, app, user);
    const token = expectValue(await setup.signIn.accessToken({ signal: never }));
    expect(expectValue(await setup.openWindow().accessToken({ signal: never }))).toBe(token);
    expect(user.asked).toBe(1);
  });

  test('does not keep a secret that comes from the environment', async () => {
    const askSecret = () => Promise.resolve({ value: CLIENT_SECRET, mayBeKept: false });
    setup = await setUpSignIn(server, app, { askSecret });
    expectValue(await setup.signIn.accessToken({ signal: never }));
    expect([...setup.secrets.entries.values()]).not.toContain(CLIENT_SECRET);
  });

  test('forgets a secret that is refused and asks again at the next run', async () => {
    const user = answeringWith('wrong', CLIENT_SECRET);
    setup = await setUpSignIn(server, app, user);
    expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe('CredentialRefused');
    expectValue(await setup.signIn.accessToken({ signal: never }));
    expect(user.asked).toBe(2);
  });

  test('says that a secret has expired, forgets it, and tells nothing of it', async () => {
    const user = answeringWith(CLIENT_SECRET, CLIENT_SECRET);
    setup = await setUpSignIn(server, app, user);
    expectValue(await setup.signIn.accessToken({ signal: never }));
    const description =
      'AADSTS7000222: The provided client secret keys are expired. Trace ID: t Correlation ID: 11111111-2222-3333-4444-666666666666';
    server.failNextTokenRequest({
      status: 401,
      body: JSON.stringify({ error: 'invalid_client', error_description: description, error_codes: [7000222] }),
    });
    const error = expectError(await setup.signIn.accessToken({ claims: '{"access_token":{}}', signal: never }));
    expect(error.code).toBe('SecretExpired');
    expect(error.details).toEqual({
      entraCode: 'AADSTS7000222',
      oauthError: 'invalid_client',
      correlationId: '11111111-2222-3333-4444-666666666666',
    });
    expect(JSON.stringify(error)).not.toContain(CLIENT_SECRET);
    expectValue(await setup.signIn.accessToken({ signal: never }));
    expect(user.asked).toBe(2);
  });

  test('asks the server again for a claims challenge', async () => {
    setup = await setUpSignIn(server, app, answeringWith(CLIENT_SECRET));
    const dead = expectValue(await setup.signIn.accessToken({ signal: never }));
    const claims = Buffer.from('{"access_token":{"nbf":{"essential":true}}}').toString('base64');
    expect(expectValue(await setup.signIn.accessToken({ claims, signal: never }))).not.toBe(dead);
    expect(server.tokenRequests.at(-1)?.claims).toContain('nbf');
  });

  test('says so when no secret is given', async () => {
    setup = await setUpSignIn(server, app);
    expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe('SecretMissing');
    expect(setup.questions).toEqual(['clientSecret']);
  });

  test.each([
    [200, 'EmptyToken'],
    [503, 'AuthorityBusy'],
  ])('takes an empty answer with status %d for an error', async (status, code) => {
    setup = await setUpSignIn(server, app, answeringWith(CLIENT_SECRET));
    server.failNextTokenRequest({ status, body: '{}' });
    expect(expectError(await setup.signIn.accessToken({ signal: never })).code).toBe(code);
  });

  test('is cancelled at once while the user is asked', async () => {
    const cancel = new AbortController();
    setup = await setUpSignIn(server, app, {
      askSecret: () => {
        cancel.abort();
        return new Promise(() => undefined);
      },
    });
    expect(expectError(await setup.signIn.accessToken({ signal: cancel.signal })).code).toBe('Cancelled');
  });

  test('forgets secret and tokens at sign-out', async () => {
    setup = await setUpSignIn(server, app, answeringWith(CLIENT_SECRET));
    expectValue(await setup.signIn.accessToken({ signal: never }));
    expectValue(await setup.signIn.signOut(undefined, never));
    expect([...setup.secrets.entries]).toEqual([]);
  });
});
