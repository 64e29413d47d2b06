import { env, Uri, window } from 'vscode';
import type { SignInServices } from '../../auth/tenantSignIn';
import { notificationText } from '../notifications';

/** How a sign-in asks the user in VS Code. */
export function signInPrompts(): Pick<SignInServices, 'openBrowser' | 'showDeviceCode' | 'askSecret'> {
  return {
    openBrowser: async (url) => env.openExternal(Uri.parse(url, true)),
    showDeviceCode: ({ userCode, verificationUri }, finished) => {
      void showDeviceCode(userCode, verificationUri, finished);
    },
    askSecret: async ({ kind, connectionName }) => {
      const what = kind === 'clientSecret' ? 'client secret' : 'passphrase of the private key';
      const value = await window.showInputBox({
        title: `Sign In: ${connectionName}`,
        prompt: `The ${what}. It is asked for once and kept in VS Code’s secret storage; Sign Out forgets it.`,
        password: true,
        ignoreFocusOut: true,
      });
      return value === undefined ? undefined : { value, mayBeKept: true };
    },
  };
}

async function showDeviceCode(userCode: string, verificationUri: string, finished: AbortSignal): Promise<void> {
  const copyAndOpen = 'Copy Code and Open';
  const answer = await window.showInformationMessage(
    notificationText(`Your sign-in code is ${userCode}`),
    {
      modal: true,
      detail: notificationText(
        `Enter it at ${verificationUri} on this or another device. Use it only if you have just started to sign in here; Cancel in the notification ends the sign-in.`,
      ),
    },
    copyAndOpen,
  );
  if (answer !== copyAndOpen || finished.aborted) return;
  await env.clipboard.writeText(userCode);
  if (verificationUri.startsWith('https://')) await env.openExternal(Uri.parse(verificationUri, true));
}
