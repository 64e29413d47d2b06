import * as assert from 'node:assert/strict';
import { commands, ConfigurationTarget, env, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import { answerWith, jsonAnswer, type SentRequest } from '../huntingService';
import { replace, restoreAll } from '../replacement';

const TENANT_ID = '11111111-2222-3333-4444-555555555555';
const CLIENT_ID = '66666666-7777-8888-9999-111111111111';

const setConnections = (connections: unknown) =>
  workspace.getConfiguration('kqlHunting').update('connections', connections, ConfigurationTarget.Global);

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A sign-in server on which Alice has typed her code before the first question. */
function answerLikeEntra({ url }: SentRequest): Response {
  const origin = `${url.origin}/${TENANT_ID}`;
  if (url.pathname.endsWith('/devicecode')) {
    return jsonAnswer(
      200,
      JSON.stringify({
        device_code: 'a-device-code',
        user_code: 'ABCD-EFGH',
        verification_uri: 'https://microsoft.com/devicelogin',
        message: 'Type the code.',
        expires_in: 900,
        interval: 1,
      }),
    );
  }
  if (url.pathname.endsWith('/token')) {
    const now = Math.floor(Date.now() / 1000);
    const identity = {
      aud: CLIENT_ID,
      iss: `${origin}/v2.0`,
      iat: now,
      exp: now + 3600,
      oid: 'alice',
      sub: 'alice',
      tid: TENANT_ID,
      preferred_username: 'alice@contoso.com',
      name: 'Alice',
    };
    return jsonAnswer(
      200,
      JSON.stringify({
        token_type: 'Bearer',
        expires_in: 3600,
        scope: 'https://graph.microsoft.com/ThreatHunting.Read.All openid profile offline_access',
        access_token: 'a-token',
        refresh_token: 'a-refresh-token',
        id_token: `${base64url({ alg: 'none' })}.${base64url(identity)}.`,
        client_info: base64url({ uid: 'alice', utid: TENANT_ID }),
      }),
    );
  }
  return jsonAnswer(
    200,
    JSON.stringify({
      authorization_endpoint: `${origin}/oauth2/v2.0/authorize`,
      token_endpoint: `${origin}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${origin}/oauth2/v2.0/devicecode`,
      issuer: `${origin}/v2.0`,
      jwks_uri: `${origin}/discovery/v2.0/keys`,
    }),
  );
}

/** Who is listed for signing out. */
async function listAccounts(): Promise<string[]> {
  const labels: string[] = [];
  replace(window, 'showQuickPick', async (items: Thenable<QuickPickItem[]>) => {
    labels.push(...(await items).map(({ label }) => label));
  });
  await commands.executeCommand('kqlHunting.signOut');
  return labels;
}

describe('signing in and out', () => {
  const said: string[] = [];
  const opened: string[] = [];

  beforeEach(async () => {
    said.length = 0;
    opened.length = 0;
    replace(window, 'showInformationMessage', (message: string, ...rest: unknown[]) => {
      said.push(message);
      return Promise.resolve(rest.find((action) => action === 'Copy Code and Open'));
    });
    replace(window, 'showErrorMessage', (message: string) => {
      said.push(message);
      return Promise.resolve();
    });
    replace(env, 'openExternal', (uri: Uri) => {
      opened.push(uri.toString());
      return Promise.resolve(true);
    });
    await setConnections([{ name: 'Contoso', tenantId: TENANT_ID, clientId: CLIENT_ID, signIn: 'deviceCode' }]);
  });

  afterEach(async () => {
    restoreAll();
    await setConnections(undefined);
  });

  it('shows the device code, copies it and opens its page, and forgets the account it signed in', async () => {
    await answerWith(answerLikeEntra, async () => {
      await commands.executeCommand('kqlHunting.signIn');
      assert.match(said[0] ?? '', /ABCD-EFGH/);
      assert.equal(await env.clipboard.readText(), 'ABCD-EFGH');
      assert.deepEqual(opened, ['https://microsoft.com/devicelogin']);
      assert.match(said.at(-1) ?? '', /Signed in to Contoso as alice@contoso\.com/);
      assert.deepEqual(await listAccounts(), ['alice@contoso.com', 'Contoso']);

      replace(window, 'showQuickPick', async (items: Thenable<QuickPickItem[]>) =>
        (await items).find(({ label }) => label === 'alice@contoso.com'),
      );
      await commands.executeCommand('kqlHunting.signOut');
      assert.match(said.at(-1) ?? '', /Signed out: alice@contoso\.com/);
      assert.deepEqual(await listAccounts(), ['Contoso']);
    });
  });

  it('says that there is no tenant where there is none', async () => {
    await setConnections(undefined);
    await commands.executeCommand('kqlHunting.signIn');
    assert.match(said.join(), /no tenant to sign in to/);
  });
});
