import path from 'node:path';

const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * Which VS Code the tests run in: undefined lets `@vscode/test-electron` download the desktop one; otherwise the path
 * of a stand-in for it. Set `KQL_HUNTING_VSCODE` to `desktop` or `code-server` to choose yourself.
 */
export async function chooseVscode(): Promise<string | undefined> {
  const standIn = path.join(import.meta.dirname, 'desktopStandIn.ts');
  switch (process.env['KQL_HUNTING_VSCODE']) {
    case 'desktop':
      return undefined;
    case 'code-server':
      return standIn;
    default:
      return (await canDownloadDesktop()) ? undefined : standIn;
  }
}

async function canDownloadDesktop(): Promise<boolean> {
  // code-server needs no display and starts faster; Windows has no code-server.
  if (process.platform === 'linux' && process.env['DISPLAY'] === undefined) return false;
  try {
    return (await fetch(DOWNLOADS, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return process.platform === 'win32';
  }
}
