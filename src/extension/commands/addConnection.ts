import { ConfigurationTarget, window, workspace, type QuickPickItem } from 'vscode';
import { CLOUD_ENDPOINTS } from '../../core/clouds';
import { CLOUDS, type Cloud } from '../../core/connection';
import {
  findConnection,
  isClientId,
  isReservedName,
  isTenantId,
  parseConnectionSettings,
  type ConnectionSettings,
  type SignInMethod,
} from '../../core/connectionSettings';
import type { Connections } from '../connections/connections';
import { showError } from '../notifications';
import { readUserSetting } from '../userSettings';

const TITLE = 'Add Connection';

const SIGN_IN_LABELS: Readonly<Record<SignInMethod, readonly [label: string, description: string]>> = {
  browser: ['Browser', 'as yourself, on this machine'],
  deviceCode: ['Device code', 'as yourself, with a code typed on any device'],
  clientSecret: ['Client secret', 'as the app, with a secret that is asked for once'],
  clientCertificate: ['Client certificate', 'as the app, with a certificate in PEM'],
};

/** Asks for a tenant step by step, writes it into the user settings and chooses it. Escape at any step changes nothing. */
export function addConnectionCommand(connections: Connections) {
  return async (): Promise<void> => {
    const settings = await askSettings(connections);
    if (settings === undefined) return;
    const parsed = parseConnectionSettings(settings);
    if (!parsed.ok) {
      void showError(parsed.error);
      return;
    }
    const written = readUserSetting('connections');
    const entries: readonly unknown[] = Array.isArray(written) ? written : [];
    await workspace
      .getConfiguration('kqlHunting')
      .update('connections', [...entries, settings], ConfigurationTarget.Global);
    const selected = await connections.select(parsed.value.name);
    if (!selected.ok) void showError(selected.error);
  };
}

async function askSettings(connections: Connections): Promise<Partial<ConnectionSettings> | undefined> {
  const tenantId = await ask(
    'Tenant: its GUID or a domain such as contoso.onmicrosoft.com',
    isTenantId,
    'A tenant is a GUID or a domain such as contoso.onmicrosoft.com.',
  );
  if (tenantId === undefined) return undefined;
  const clientId = await ask(
    'Application (client) ID of your app registration with the permission ThreatHunting.Read.All',
    isClientId,
    'A client ID is a GUID such as 11111111-2222-3333-4444-555555555555.',
  );
  if (clientId === undefined) return undefined;
  const cloud = await pick<Cloud>(
    'The cloud that the tenant is in',
    CLOUDS.map((value) => ({ value, label: CLOUD_ENDPOINTS[value].label, description: describeCloud(value) })),
  );
  if (cloud === undefined) return undefined;
  const signIn = await askSignIn();
  if (signIn === undefined) return undefined;
  const name = await askName(connections, tenantId);
  return name === undefined ? undefined : { name, cloud, tenantId, clientId, ...signIn };
}

async function askSignIn(): Promise<Partial<ConnectionSettings> | undefined> {
  const signIn = await pick<SignInMethod>('How to sign in', [
    signInItem('browser'),
    signInItem('deviceCode'),
    signInItem('clientSecret'),
    signInItem('clientCertificate'),
  ]);
  if (signIn !== 'clientCertificate') return signIn === undefined ? undefined : { signIn };
  const files = await window.showOpenDialog({
    title: 'The certificate with its private key, in PEM',
    openLabel: 'Use Certificate',
    filters: { PEM: ['pem', 'crt', 'cer'] },
  });
  const certificatePath = files?.[0]?.fsPath;
  return certificatePath === undefined ? undefined : { signIn, certificatePath };
}

async function askName(connections: Connections, tenantId: string): Promise<string | undefined> {
  return window.showInputBox({
    title: TITLE,
    prompt: 'How the connection is called in the status bar',
    value: tenantId.split('.')[0] ?? '',
    ignoreFocusOut: true,
    validateInput: (typed) => {
      if (typed.trim() === '') return 'Give it a name.';
      const isTaken = isReservedName(typed) || findConnection(connections.tenants(), typed) !== undefined;
      return isTaken ? 'There is a connection of that name.' : undefined;
    },
  });
}

async function ask(prompt: string, isRight: (text: string) => boolean, rule: string): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: TITLE,
    prompt,
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' || isRight(text) ? undefined : rule),
  });
  return typed === undefined || typed === '' ? undefined : typed.trim();
}

interface ValueItem<T> extends QuickPickItem {
  readonly value: T;
}

async function pick<T>(placeHolder: string, items: readonly ValueItem<T>[]): Promise<T | undefined> {
  const picked = await window.showQuickPick(items, { title: TITLE, placeHolder, ignoreFocusOut: true });
  return picked?.value;
}

function signInItem(value: SignInMethod): ValueItem<SignInMethod> {
  const [label, description] = SIGN_IN_LABELS[value];
  return { value, label, description };
}

function describeCloud(cloud: Cloud): string {
  return CLOUD_ENDPOINTS[cloud].offersHunting ? '' : 'hunting is not offered there at present';
}
