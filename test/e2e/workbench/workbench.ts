import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { vsixPathOf } from '../../../scripts/packaging/vsix.ts';
import { startCodeServer, type CodeServerOptions } from '../../../scripts/vscodeHost/codeServer.ts';
import { launchBrowser } from '../../fixtures/browser.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

export interface WorkbenchOptions extends Pick<CodeServerOptions, 'settings' | 'environment'> {
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
  /** Opens a file of the workspace and waits for its coloured tokens. */
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
  /** Chooses the row of the open quick pick that begins with this text. */
  pick(label: string): Promise<void>;
  /** A notification that contains this text. */
  notification(text: string | RegExp): Locator;
  clearNotifications(): Promise<void>;
  /** Types a timespan into the picker's custom entry. */
  selectTimespan(text: string): Promise<void>;
  closeResults(): Promise<void>;
  /** Closes editors, dialogs and notifications, and forgets the chosen timespan: what every test starts with. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Starts code-server and a browser; `npm run package` has to have made the extension's package. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const vsix = vsixPathOf();
  if (!existsSync(vsix)) throw new Error(`There is no ${path.basename(vsix)}: run "npm run package" first.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'kql-hunting-workspace-'));
  cpSync(path.join(REPOSITORY, 'samples'), folder, {
    recursive: true,
    filter: (source) => path.basename(source) !== 'data',
  });
  for (const [name, text] of Object.entries(options.files ?? {})) writeFileSync(path.join(folder, name), text);

  const server = await startCodeServer({
    vsixFiles: [vsix],
    settings: { 'editor.minimap.enabled': false, 'files.simpleDialog.enable': true, ...options.settings },
    ...(options.environment === undefined ? {} : { environment: options.environment }),
  });
  const browser = await launchBrowser({ width: options.width ?? 1400, height: options.height ?? 900 });
  const { page } = browser;
  page.setDefaultTimeout(30_000);

  const quickInput = page.locator('.quick-input-widget:visible');
  const quickInputBox = quickInput.locator('input[type="text"], input[type="password"]').first();
  const quickRows = quickInput.locator('.quick-input-list .monaco-list-row');
  const editor = (name: string): Locator => page.locator(`.monaco-editor[data-uri$="/${name}"]`);

  const runCommand = async (title: string): Promise<void> => {
    await page.keyboard.press('F1');
    await quickInputBox.waitFor();
    await quickInputBox.fill(`>${title}`);
    const row = quickInput.locator(
      `.monaco-list-row[aria-label="${title}"], .monaco-list-row[aria-label^="${title},"]`,
    );
    await row.first().click();
  };

  const pick = (label: string): Promise<void> => quickRows.filter({ hasText: label }).first().click();

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
    runCommand,
    async openFile(name) {
      await page.keyboard.press('Control+P');
      await quickInputBox.fill(name);
      await quickRows.filter({ hasText: name }).first().click();
      await editor(name).locator('.view-line').first().waitFor();
      // mtk1 is plain text: the grammar loads after the file is shown.
      await editor(name).locator('.view-line span[class*="mtk"]:not(.mtk1)').first().waitFor();
      await editor(name).locator('.view-lines').click();
    },
    async goToLine(line) {
      await page.keyboard.press('Control+G');
      await quickInputBox.fill(`:${String(line)}`);
      await page.keyboard.press('Enter');
      await quickInput.waitFor({ state: 'hidden' });
    },
    runQuery: () => page.keyboard.press('Shift+Enter'),
    result: () => page.locator('iframe.webview.ready').last().contentFrame().frameLocator('iframe#active-frame'),
    answerInput,
    pick,
    notification: (text) => page.locator('.notification-list-item').filter({ hasText: text }),
    clearNotifications,
    async selectTimespan(text) {
      await runCommand('KQL Hunting: Select Timespan');
      await pick('Custom…');
      await answerInput(text);
      await page.locator('.statusbar-item').filter({ hasText: text }).waitFor();
    },
    closeResults: () => runCommand('View: Close Editors in Other Groups'),
    async reset() {
      await page.keyboard.press('Escape');
      await runCommand('KQL Hunting: Select Timespan');
      await pick('Default timespan');
      await runCommand('View: Close All Editors');
      await clearNotifications();
    },
    async close() {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
