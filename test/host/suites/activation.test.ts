import * as assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import * as v from 'valibot';
import { commands, extensions } from 'vscode';
import { replace, restoreAll } from '../replacement';

const EXTENSION = 'kql-hunting.kql-hunting';

const Manifest = v.object({ contributes: v.object({ commands: v.array(v.object({ command: v.string() })) }) });

/** What was seen around activation; taken before any suite uses the extension. */
interface ActivationRecord {
  readonly wasActive: boolean;
  readonly processes: readonly string[];
  readonly requests: readonly string[];
}

let record: ActivationRecord | undefined;

before(async () => {
  const extension = extensions.getExtension(EXTENSION);
  assert.ok(extension, `${EXTENSION} is not installed`);
  const wasActive = extension.isActive;
  const requests: string[] = [];
  const processes: string[] = [];
  // VS Code's own extensions, such as Git, live in the same host: theirs go their way.
  for (const name of ['spawn', 'fork'] as const) {
    const original = childProcess[name];
    replace(childProcess, name, (...args: unknown[]) => {
      const what = JSON.stringify(args.slice(0, 2));
      if (what.includes(extension.extensionPath)) processes.push(what);
      return Reflect.apply(original, childProcess, args) as unknown;
    });
  }
  const fetch = globalThis.fetch;
  replace(globalThis, 'fetch', (...[input, init]: Parameters<typeof fetch>) => {
    const { url } = new Request(input, init);
    if (/runHuntingQuery|login\./.test(url)) requests.push(url);
    return fetch(input, init);
  });
  await extension.activate();
  restoreAll();
  record = { wasActive, processes, requests };
});

describe('activation', () => {
  it('waits for a Kusto document or a command', () => {
    assert.equal(record?.wasActive, false);
  });

  it('starts no process', () => {
    assert.deepEqual(record?.processes, []);
  });

  it('sends no request', () => {
    assert.deepEqual(record?.requests, []);
  });

  it('offers every command that the manifest declares', async () => {
    const { contributes } = v.parse(Manifest, extensions.getExtension(EXTENSION)?.packageJSON);
    const offered = new Set(await commands.getCommands(true));
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !offered.has(command)),
      [],
    );
  });
});
