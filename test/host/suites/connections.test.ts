import * as assert from 'node:assert/strict';
import { commands, ConfigurationTarget, languages, window, workspace, type QuickPickItem } from 'vscode';
import { closeAllEditors, openKusto, runQuery } from '../editor';
import { answerWith, jsonAnswer, readBody, rowsAnswer, type SentRequest } from '../huntingService';
import { keepErrorMessages, replace, restoreAll } from '../replacement';

const TENANT = {
  name: 'Contoso',
  tenantId: '11111111-2222-3333-4444-555555555555',
  clientId: '66666666-7777-8888-9999-000000000000',
  signIn: 'clientSecret',
  workspaceId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
};
const SELECT = 'kqlHunting.selectConnection';

const setConnections = (connections: unknown) =>
  workspace.getConfiguration('kqlHunting').update('connections', connections, ConfigurationTarget.Global);

/** Microsoft's two ends: a sign-in server that grants every token, and Graph. */
function answerLikeMicrosoft({ url }: SentRequest): Response {
  if (url.pathname.endsWith('/token')) {
    return jsonAnswer(200, '{"token_type":"Bearer","expires_in":3600,"access_token":"a-token"}');
  }
  if (url.hostname === 'login.microsoftonline.com') {
    const origin = `${url.origin}/${TENANT.tenantId}`;
    return jsonAnswer(
      200,
      JSON.stringify({
        authorization_endpoint: `${origin}/oauth2/v2.0/authorize`,
        token_endpoint: `${origin}/oauth2/v2.0/token`,
        issuer: `${origin}/v2.0`,
        jwks_uri: `${origin}/discovery/v2.0/keys`,
      }),
    );
  }
  return rowsAnswer({ N: 'Int64' }, ['{"N":1}']);
}

const isHunt = ({ url }: SentRequest) => url.pathname.endsWith('/runHuntingQuery');

async function run(check: (hunt: SentRequest | undefined, sent: readonly SentRequest[]) => void): Promise<void> {
  await openKusto('DeviceInfo');
  await answerWith(answerLikeMicrosoft, async (sent) => {
    await runQuery();
    check(sent.find(isHunt), sent);
  });
}

describe('connections', () => {
  let secretsAsked = 0;

  beforeEach(async () => {
    secretsAsked = 0;
    replace(window, 'showInputBox', () => {
      secretsAsked += 1;
      return Promise.resolve('a-secret');
    });
    replace(window, 'showInformationMessage', () => Promise.resolve());
    await setConnections([TENANT]);
  });

  afterEach(async () => {
    replace(window, 'showQuickPick', async (items: Thenable<QuickPickItem[]>) =>
      (await items).find(({ description }) => description?.includes('every account')),
    );
    await commands.executeCommand('kqlHunting.signOut');
    await commands.executeCommand(SELECT, 'local');
    restoreAll();
    await setConnections(undefined);
    await closeAllEditors();
  });

  it('run on the local engine at first, without a Microsoft token', () =>
    run((hunt, sent) => {
      assert.equal(hunt?.url.hostname, '127.0.0.1');
      assert.equal(sent.length, 1);
    }));

  it('run on the tenant that was chosen, with its token and workspace', async () => {
    await commands.executeCommand(SELECT, 'Contoso');
    await run((hunt) => {
      assert.equal(hunt?.url.href, 'https://graph.microsoft.com/v1.0/security/runHuntingQuery');
      assert.equal(hunt.headers.get('authorization'), 'Bearer a-token');
      assert.equal(readBody(hunt).workspaceId, TENANT.workspaceId);
    });
  });

  it('say how old the tables of their tenant are without asking it', async () => {
    const said = new Promise<string>((resolve) => {
      replace(languages, 'createLanguageStatusItem', () => ({
        dispose: () => undefined,
        set text(text: string) {
          resolve(text);
        },
      }));
    });
    await openKusto('DeviceInfo');
    await answerWith(answerLikeMicrosoft, async (sent) => {
      await commands.executeCommand(SELECT, 'Contoso');
      assert.equal(await said, 'Documented tables');
      assert.deepEqual(sent, []);
    });
  });

  it('ask for a client secret once and again after signing out', async () => {
    await commands.executeCommand(SELECT, 'Contoso');
    await run(() => undefined);
    await run(() => undefined);
    assert.equal(secretsAsked, 1);
    replace(window, 'showQuickPick', async (items: Thenable<QuickPickItem[]>) =>
      (await items).find(({ label }) => label === 'Contoso'),
    );
    await commands.executeCommand('kqlHunting.signOut');
    await run(() => undefined);
    assert.equal(secretsAsked, 2);
  });

  it('are offered with the local engine first and the chosen one marked', async () => {
    const offered: string[] = [];
    replace(window, 'showQuickPick', (items: readonly QuickPickItem[]) => {
      offered.push(...items.map(({ label }) => label));
      return Promise.resolve();
    });
    await commands.executeCommand(SELECT);
    assert.deepEqual(offered, ['$(check) Local sample data', 'Contoso', '$(add) Add Connection…']);
  });

  it('are never read from a folder, even where VS Code lets its settings through', async () => {
    const evil = { ...TENANT, name: 'Evil' };
    const original = workspace.getConfiguration.bind(workspace);
    replace(workspace, 'getConfiguration', (...args: Parameters<typeof original>) => {
      const configuration = original(...args);
      return {
        ...configuration,
        get: () => [evil],
        inspect: (name: string) => ({ ...configuration.inspect(name), workspaceValue: [evil] }),
      };
    });
    const messages = keepErrorMessages();
    await commands.executeCommand(SELECT, 'Evil');
    assert.match(messages.join(), /no connection called "Evil"/);
  });

  it('that cannot be used are named, and the others stay', async () => {
    const warnings: string[] = [];
    replace(window, 'showWarningMessage', (message: string) => {
      warnings.push(message);
      return Promise.resolve();
    });
    await setConnections([
      { ...TENANT, clientId: 'not one' },
      { ...TENANT, name: 'Fabrikam' },
    ]);
    await commands.executeCommand(SELECT, 'Fabrikam');
    assert.match(warnings.join(), /"Contoso" cannot be used: clientId is a GUID/);
    await run((hunt) => assert.equal(hunt?.url.hostname, 'graph.microsoft.com'));
  });

  it('fall back to the local engine when the chosen one is taken out of the settings', async () => {
    await commands.executeCommand(SELECT, 'Contoso');
    await setConnections([]);
    await run((hunt) => assert.equal(hunt?.url.hostname, '127.0.0.1'));
    await setConnections([TENANT]);
  });

  it('are added step by step', async () => {
    await setConnections([]);
    const typed = [TENANT.tenantId, TENANT.clientId, 'Added'];
    replace(window, 'showInputBox', () => Promise.resolve(typed.shift()));
    replace(window, 'showQuickPick', (items: readonly QuickPickItem[]) =>
      Promise.resolve(items.find(({ label }) => label === 'Global' || label === 'Browser')),
    );
    await commands.executeCommand('kqlHunting.addConnection');
    assert.deepEqual(workspace.getConfiguration('kqlHunting').get('connections'), [
      { name: 'Added', cloud: 'global', tenantId: TENANT.tenantId, clientId: TENANT.clientId, signIn: 'browser' },
    ]);
  });
});
