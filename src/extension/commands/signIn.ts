import { ProgressLocation, window } from 'vscode';
import type { ConnectionSettings } from '../../core/connectionSettings';
import { fail, succeed, type Outcome } from '../../core/errors';
import { withAbortSignal } from '../cancellation';
import type { Connections } from '../connections/connections';
import { noTenant } from '../errors';
import { notificationText, showError } from '../notifications';
import type { TenantSignIns } from '../connections/tenantSignIns';

/** Signs in to a tenant, whoever is signed in already: this is how a further account is added. */
export function signInCommand(connections: Connections, signIns: TenantSignIns) {
  return async (): Promise<void> => {
    const settings = await chooseTenant(connections);
    if (!settings.ok) {
      void showError(settings.error);
      return;
    }
    if (settings.value === undefined) return;
    const { name } = settings.value;
    const signedIn = await signInWithProgress(settings.value, signIns);
    if (signedIn.ok) {
      void window.showInformationMessage(notificationText(`Signed in to ${name} as ${signedIn.value}.`));
    } else if (signedIn.error.code !== 'Cancelled') {
      void showError(signedIn.error);
    }
  };
}

async function chooseTenant(connections: Connections): Promise<Outcome<ConnectionSettings | undefined>> {
  connections.reportWrongEntries();
  const tenants = connections.tenants();
  const [first, ...others] = tenants;
  if (first === undefined) return fail(noTenant());
  if (others.length === 0) return succeed(first);
  const items = tenants.map((settings) => ({ label: settings.name, description: settings.tenantId, settings }));
  const picked = await window.showQuickPick(items, { title: 'Sign In', placeHolder: 'Choose the tenant' });
  return succeed(picked?.settings);
}

/** @returns who is signed in now */
async function signInWithProgress(settings: ConnectionSettings, signIns: TenantSignIns): Promise<Outcome<string>> {
  return window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: `Signing in to ${settings.name}` },
    async (_, token) =>
      withAbortSignal(token, async (signal): Promise<Outcome<string>> => {
        const signIn = await signIns(settings);
        if (settings.signIn === 'clientSecret' || settings.signIn === 'clientCertificate') {
          const accessToken = await signIn.accessToken({ signal });
          return accessToken.ok ? succeed('the app itself') : accessToken;
        }
        const account = await signIn.addAccount(signal);
        return account.ok ? succeed(account.value.username) : account;
      }),
  );
}
