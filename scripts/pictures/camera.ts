import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Workbench } from '../../test/e2e/workbench/workbench.ts';
import type { Camera, Subject } from './pictureGroup.ts';
import { shrinkPng } from './smallPng.ts';

const MEDIA = path.resolve(import.meta.dirname, '../../media');

/** A theme of VS Code: its setting, and the classes that the workbench and a webview's body have under it. */
interface Theme {
  readonly name: string;
  readonly setting: string;
  readonly workbenchClass: string;
  readonly webviewClass: string;
}

const THEMES: readonly Theme[] = [
  { name: 'light', setting: 'Light Modern', workbenchClass: 'vs', webviewClass: 'vscode-light' },
  {
    name: 'high-contrast',
    setting: 'Default High Contrast',
    workbenchClass: 'hc-black',
    webviewClass: 'vscode-high-contrast:not(.vscode-high-contrast-light)',
  },
  {
    name: 'high-contrast-light',
    setting: 'Default High Contrast Light',
    workbenchClass: 'hc-light',
    webviewClass: 'vscode-high-contrast-light',
  },
  // The one that VS Code starts with comes last, so that it is left as it was.
  { name: 'dark', setting: 'Dark Modern', workbenchClass: 'vs-dark', webviewClass: 'vscode-dark' },
];

export function createCamera(workbench: Workbench): Camera {
  const { page } = workbench;
  mkdirSync(path.join(MEDIA, 'features'), { recursive: true });
  return {
    shoot: (name) => take(page, name),
    shootFeature: async (name, subject = 'result') => {
      for (const theme of THEMES) {
        await setTheme(theme);
        await take(partOf(subject), `features/${name}-${theme.name}`);
      }
    },
  };

  async function setTheme({ setting, workbenchClass, webviewClass }: Theme): Promise<void> {
    workbench.setWorkspaceSettings({ 'workbench.colorTheme': setting });
    await page.locator(`.monaco-workbench.${workbenchClass}`).waitFor();
    if ((await page.locator('iframe.webview.ready').count()) === 0) return;
    const body = workbench.result().locator(`body.${webviewClass}`);
    await body.waitFor();
    await body.locator('.chart-view[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  function partOf(subject: Subject): Locator {
    if (subject === 'window') return page.locator('.monaco-workbench');
    return subject === 'result' ? page.locator('iframe.webview.ready').last() : subject;
  }
}

async function take(part: Pick<Locator, 'screenshot'>, name: string): Promise<void> {
  const screen = await part.screenshot({ animations: 'disabled' });
  writeFileSync(path.join(MEDIA, `${name}.png`), shrinkPng(screen));
  console.log(`media/${name}.png`);
}
