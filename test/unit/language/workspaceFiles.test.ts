import { rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { WorkspaceFiles } from '../../../src/language/workspaceFiles';
import { QueryFolder } from '../cli/queryFolder';

const HUNT = '// Rare logons\nlet since = 1d;\nDeviceLogonEvents | where Timestamp > ago(since)\n';

const uriOf = (path: string) => pathToFileURL(path).href;

function open(folder: QueryFolder) {
  const files = new WorkspaceFiles();
  return async (openFiles: readonly string[] = [], signal = new AbortController().signal) =>
    (await files.symbols([uriOf(folder.root)], openFiles, signal)).map(({ name }) => name);
}

describe('WorkspaceFiles', () => {
  it('lists what the Kusto files of the workspace name, in folders as well', async () => {
    await using folder = await QueryFolder.create({
      'a.kql': `\uFEFF${HUNT}`,
      'deep/b.CSL': '// Mails\r\nEmailEvents\r\n',
      'notes.txt': HUNT,
      'node_modules/c.kql': HUNT,
      '.hidden/d.kql': HUNT,
    });
    expect(await open(folder)()).toEqual(['Rare logons', 'since', 'Mails']);
  });

  it('says where a query is', async () => {
    await using folder = await QueryFolder.create({ 'odd name.kql': HUNT });
    const [symbol] = await new WorkspaceFiles().symbols([uriOf(folder.root)], [], new AbortController().signal);
    expect(symbol?.location).toMatchObject({ uri: uriOf(folder.path('odd name.kql')), range: { start: { line: 1 } } });
  });

  it('leaves out files that are open, and folders that are on no disk', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': HUNT, 'b.kql': '// Mails\nEmailEvents' });
    expect(await open(folder)([uriOf(folder.path('a.kql')), 'untitled:Untitled-1'])).toEqual(['Mails']);
    expect(await new WorkspaceFiles().symbols(['vscode-vfs://x/y'], [], new AbortController().signal)).toEqual([]);
  });

  it('reads what has changed anew, and forgets what is gone', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': HUNT, 'b.kql': '// Mails\nEmailEvents' });
    const names = open(folder);
    await names();
    await writeFile(folder.path('a.kql'), '// Common logons\nDeviceLogonEvents');
    await rm(folder.path('b.kql'));
    expect(await names()).toEqual(['Common logons']);
  });

  it('gives nothing to whoever no longer waits', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': HUNT });
    expect(await open(folder)([], AbortSignal.abort())).toEqual([]);
  });
});
