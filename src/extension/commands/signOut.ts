import { ProgressLocation, window, type QuickPickItem } from 'vscode';
import type { TenantSignIn } from '../../auth/tenantSignIn';
import type { ConnectionSettings } from '../../core/connectionSettings';
import { withAbortSignal } from '../cancellation';
import type { Connections } from '../connections/connections';
import { noTenant } from '../errors';
import { notificationText, showError } from '../notifications';
import type { TenantSignIns } from '../connections/tenantSignIns';

interface SignOutItem extends QuickPickItem {
  readonly signIn: TenantSignIn;
  /** Without an account the whole connection is forgotten: its accounts, tokens and secrets. */
  readonly accountId?: string;
}

/** Lists who is signed in, and forgets whom the user picks. */
export function signOutCommand(connections: Connections, signIns: TenantSignIns) {
  return async (): Promise<void> => {
    const tenants = connections.tenants();
    if (tenants.length === 0) {
      void showError(noTenant());
      return;
    }
    const picked = await window.showQuickPick(listItems(tenants, signIns), {
      title: 'Sign Out',
      placeHolder: 'Choose whose sign-in is forgotten on this machine',
      matchOnDescription: true,
    });
    if (picked === undefined) return;
    const { signIn, accountId } = picked;
    const signedOut = await window.withProgress(
      { location: ProgressLocation.Notification, cancellable: true, title: 'Signing out' },
      async (_, token) => withAbortSignal(token, async (signal) => signIn.signOut(accountId, signal)),
    );
    if (signedOut.ok) void window.showInformationMessage(notificationText(`Signed out: ${picked.label}.`));
    else if (signedOut.error.code !== 'Cancelled') void showError(signedOut.error);
  };
}

async function listItems(tenants: readonly ConnectionSettings[], signIns: TenantSignIns): Promise<SignOutItem[]> {
  const items = await Promise.all(tenants.map(async (settings) => listItemsOf(settings, await signIns(settings))));
  return items.flat();
}

async function listItemsOf(settings: ConnectionSettings, signIn: TenantSignIn): Promise<SignOutItem[]> {
  const accounts = await signIn.listAccounts(new AbortController().signal);
  const people = (accounts.ok ? accounts.value : []).map(({ id, username }): SignOutItem => ({
    label: username,
    description: settings.name,
    signIn,
    accountId: id,
  }));
  const everything = { label: settings.name, description: 'every account, token and secret of the connection', signIn };
  return [...people, everything];
}
