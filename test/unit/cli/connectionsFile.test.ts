import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectionsFilePath, readConnectionsFile } from '../../../src/cli/connectionsFile';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kql-connections-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the connections lie in the user’s configuration folder', () => {
  const rest = join('kql-hunting', 'connections.json');
  expect(connectionsFilePath({ XDG_CONFIG_HOME: folder }, 'linux')).toBe(join(folder, rest));
  expect(connectionsFilePath({ APPDATA: folder }, 'win32')).toBe(join(folder, rest));
  expect(connectionsFilePath({}, 'darwin')).toBe(join(homedir(), '.config', rest));
});

test('a file that is not there means no connections', async () => {
  expect(await readConnectionsFile(join(folder, 'none.json'))).toMatchObject({ ok: true, value: { connections: [] } });
});

test('good and wrong entries are told apart', async () => {
  const path = join(folder, 'connections.json');
  const good = { name: 'A', tenantId: 'contoso.com', clientId: '11111111-2222-3333-4444-555555555555' };
  await writeFile(path, `\uFEFF${JSON.stringify([good, { name: 'B' }])}`);
  expect(await readConnectionsFile(path)).toMatchObject({
    ok: true,
    value: { connections: [{ name: 'A' }], errors: [{ code: 'WrongConnection' }] },
  });
});

test('a file that is no JSON is an error that names it', async () => {
  const path = join(folder, 'connections.json');
  await writeFile(path, '[{');
  const read = await readConnectionsFile(path);
  expect(read.ok || read.error.message).toBe(`The connections in ${path} could not be read.`);
});
