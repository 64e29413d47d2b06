import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { vsixPathOf } from '../../../scripts/packaging/vsix.ts';
import { startCodeServer, type CodeServerOptions } from '../../../scripts/vscodeHost/codeServer.ts';
import { launchBrowser } from '../../fixtures/browser.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

const SELECT_TIMESPAN = 'KQL Hunting: Select Timespan';
const QUICK_INPUT_LIMIT_MS = 10_000;

export interface WorkbenchOptions extends Pick<CodeServerOptions, 'settings' | 'environment'> {
  /** A certificate authority, in PEM, that the server's programs trust besides the usual ones. */
  readonly trustedAuthority?: string;
  readonly width?: number;
  readonly height?: number;
  /** Files to put into the workspace beside the sample hunts: name to text. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * A VS Code with the packaged extension installed, a copy of `samples/` as its workspace, and the hands to use it.
 * It knows VS Code's own page; what the extension shows is found by its roles and labels.
 */
export interface Workbench {
  readonly page: Page;
  /** Folder that is open, for files to be written to and read back from. */
  readonly folder: string;
  /** Where the extension keeps the runs of its history. */
  readonly historyFolder: string;
  /** Opens a file of the workspace, waits for its coloured tokens and puts the cursor at its start. */
  openFile(name: string): Promise<void>;
  /** Puts the cursor of the open file at a line, counted from 1. */
  goToLine(line: number): Promise<void>;
  /** Runs a command by its full title in the command palette. */
  runCommand(title: string): Promise<void>;
  /** Runs the query at the cursor with Shift+Enter. */
  runQuery(): Promise<void>;
  /** The page of the newest result. */
  result(): FrameLocator;
  /** Answers the input box or file dialog on top with a text and Enter. */
  answerInput(text: string): Promise<void>;
  /** Answers the file dialog on top with a path. */
  answerFileDialog(file: string): Promise<void>;
  /** Chooses the row of the open quick pick that begins with this text. */
  pick(label: string): Promise<void>;
  /** A notification that contains this text. */
  notification(text: string | RegExp): Locator;
  clearNotifications(): Promise<void>;
  /** Types a timespan into the picker's custom entry and waits until the status bar has its label. */
  selectTimespan(text: string, label?: string): Promise<void>;
  /** Chooses the timespan of a fresh machine. */
  selectDefaultTimespan(): Promise<void>;
  /** An entry of the status bar. */
  statusBarItem(text: string): Locator;
  closeResults(): Promise<void>;
  /** Sets the settings of the workspace through its file: the focus, menus and hovers stay. */
  setWorkspaceSettings(settings: Readonly<Record<string, unknown>>): void;
  /** Closes editors, dialogs and notifications: what every test starts with. */
  reset(): Promise<void>;
  /** Keeps a picture in `test-results/` of what is on the screen. */
  keepPicture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts code-server and a browser; `npm run package` has to have made the extension's package. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const vsix = vsixPathOf();
  if (!existsSync(vsix)) throw new Error(`There is no ${path.basename(vsix)}: run "npm run package" first.`);
  const scratch = mkdtempSync(path.join(tmpdir(), 'kql-hunting-workspace-'));
  const folder = path.join(scratch, 'samples');
  cpSync(path.join(REPOSITORY, 'samples'), folder, {
    recursive: true,
    filter: (source) => path.basename(source) !== 'data',
  });
  for (const [name, text] of Object.entries(options.files ?? {})) writeFileSync(path.join(folder, name), text);

  const trust: Record<string, string> = {};
  if (options.trustedAuthority !== undefined) {
    const authorityFile = path.join(scratch, 'authority.pem');
    writeFileSync(authorityFile, options.trustedAuthority);
    trust['NODE_EXTRA_CA_CERTS'] = authorityFile;
  }
  const server = await startCodeServer({
    vsixFiles: [vsix],
    settings: { 'editor.minimap.enabled': false, 'files.simpleDialog.enable': true, ...options.settings },
    environment: { ...options.environment, ...trust },
  });
  const browser = await launchBrowser({ width: options.width ?? 1400, height: options.height ?? 900 });
  const { page } = browser;
  page.setDefaultTimeout(30_000);

  const quickInput = page.locator('.quick-input-widget:visible');
  const quickInputBox = quickInput.locator('input[type="text"], input[type="password"]').first();
  const quickRows = quickInput.locator('.quick-input-list .monaco-list-row');
  const editor = (name: string): Locator => page.locator(`.monaco-editor[data-uri$="/${name}"]`);

  /** VS Code closes a quick input when another part takes the focus meanwhile: then it is opened again. */
  const useQuickInput = async (use: () => Promise<void>): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        await use();
        return;
      } catch (error) {
        if (attempt === 3) throw error;
        await page.keyboard.press('Escape');
      }
    }
  };

  const fillQuickInput = (text: string): Promise<void> => quickInputBox.fill(text, { timeout: QUICK_INPUT_LIMIT_MS });

  const openCommand = async (title: string): Promise<void> => {
    await page.keyboard.press('F1');
    await fillQuickInput(`>${title}`);
    const row = quickInput.locator(
      `.monaco-list-row[aria-label="${title}"], .monaco-list-row[aria-label^="${title},"]`,
    );
    await row.first().click({ timeout: QUICK_INPUT_LIMIT_MS });
  };

  const runCommand = (title: string): Promise<void> => useQuickInput(() => openCommand(title));

  const waitForTitle = (title: string): Promise<void> =>
    quickInput.locator('.quick-input-title').filter({ hasText: title }).waitFor({ timeout: QUICK_INPUT_LIMIT_MS });

  const statusBarItem = (text: string): Locator => page.locator('.statusbar-item').filter({ hasText: text });

  const pick = async (label: string): Promise<void> => {
    // A long list shows only some of its rows.
    await fillQuickInput(label);
    await quickRows.filter({ hasText: label }).first().click({ timeout: QUICK_INPUT_LIMIT_MS });
  };

  const answerInput = async (text: string): Promise<void> => {
    await quickInputBox.waitFor();
    await quickInputBox.fill(text);
    await page.keyboard.press('Enter');
  };

  const clearNotifications = async (): Promise<void> => {
    await runCommand('Notifications: Clear All Notifications');
    await page.locator('.notification-list-item').first().waitFor({ state: 'detached' });
  };

  await page.goto(`${server.url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();

  return {
    page,
    folder,
    historyFolder: path.join(server.userDataFolder, 'User/globalStorage/kql-hunting.kql-hunting/history'),
    runCommand,
    async openFile(name) {
      // A whole path needs no search, which may not know a new file yet.
      await useQuickInput(async () => {
        await page.keyboard.press('Control+P');
        await fillQuickInput(path.join(folder, name));
        await quickRows.filter({ hasText: name }).first().click({ timeout: QUICK_INPUT_LIMIT_MS });
      });
      await editor(name).locator('.view-line').first().waitFor();
      // mtk1 is plain text: the grammar loads after the file is shown.
      await editor(name).locator('.view-line span[class*="mtk"]:not(.mtk1)').first().waitFor();
      await editor(name).locator('.view-lines').click();
      await page.keyboard.press('Control+Home');
    },
    async goToLine(line) {
      await useQuickInput(async () => {
        await page.keyboard.press('Control+G');
        await fillQuickInput(`:${String(line)}`);
        await page.keyboard.press('Enter');
      });
      await quickInput.waitFor({ state: 'hidden' });
    },
    runQuery: () => page.keyboard.press('Shift+Enter'),
    result: () => page.locator('iframe.webview.ready').last().contentFrame().frameLocator('iframe#active-frame'),
    answerInput,
    async answerFileDialog(file) {
      // The dialog writes a name of its own into the box until it has listed the folder.
      await quickRows.first().waitFor();
      await answerInput(file);
    },
    pick,
    notification: (text) => page.locator('.notification-list-item').filter({ hasText: text }),
    clearNotifications,
    async selectTimespan(text, label = text) {
      await useQuickInput(async () => {
        await openCommand(SELECT_TIMESPAN);
        await waitForTitle('Select Timespan');
        await pick('Custom…');
        await waitForTitle('Custom Timespan');
        await answerInput(text);
      });
      await statusBarItem(label).waitFor();
    },
    async selectDefaultTimespan() {
      await useQuickInput(async () => {
        await openCommand(SELECT_TIMESPAN);
        await waitForTitle('Select Timespan');
        await pick('Default timespan');
      });
      await statusBarItem('Default timespan').waitFor();
    },
    statusBarItem,
    async closeResults() {
      await runCommand('View: Focus First Editor Group');
      await runCommand('View: Close Editors in Other Groups');
    },
    setWorkspaceSettings(settings) {
      mkdirSync(path.join(folder, '.vscode'), { recursive: true });
      writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    },
    async reset() {
      await page.keyboard.press('Escape');
      await runCommand('View: Close All Editors');
      await clearNotifications();
    },
    async keepPicture(name) {
      const file = `${name.replace(/[^\w]+/g, '-')}.png`;
      await page.screenshot({ path: path.join(REPOSITORY, 'test-results', file) });
    },
    async close() {
      await browser.close();
      await server.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
