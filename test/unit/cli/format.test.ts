import { chmod, readdir, stat } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { format } from '../../../src/cli/format';
import { FakeTerminal } from './fakeTerminal';
import { QueryFolder } from './queryFolder';

const LOOSE = 'T|where a==1\n|take   2\n';
const TIDY = 'T\n| where a == 1\n| take 2\n';

async function run(files: readonly string[], isCheck = false, typed = '') {
  const terminal = new FakeTerminal({}, typed);
  const outcome = await format({ kind: 'format', files, isCheck }, terminal, new AbortController().signal);
  return { failure: outcome.ok ? undefined : outcome.error.message, shown: terminal.shown, told: terminal.told };
}

describe('kql-hunt format', () => {
  test('lays files out in place, names them, and leaves nothing behind', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': LOOSE, 'b.kql': TIDY });
    expect(await run([folder.root])).toEqual({ failure: undefined, shown: `${folder.path('a.kql')}\n`, told: '' });
    expect(await folder.read('a.kql')).toBe(TIDY);
    expect(await readdir(folder.root)).toEqual(['a.kql', 'b.kql']);
    expect(await run([folder.root])).toEqual({ failure: undefined, shown: '', told: '' });
  });

  test('changes nothing with --check, and fails where something would change', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': LOOSE, 'b.kql': TIDY });
    expect(await run([folder.root], true)).toEqual({
      failure: '1 file is not laid out.',
      shown: `${folder.path('a.kql')}\n`,
      told: '',
    });
    expect(await folder.read('a.kql')).toBe(LOOSE);
    expect((await run([folder.path('b.kql')], true)).failure).toBeUndefined();
  });

  test.each([
    ['crlf.kql', LOOSE.replaceAll('\n', '\r\n'), TIDY.replaceAll('\n', '\r\n')],
    ['mark.kql', `\uFEFF${LOOSE}`, `\uFEFF${TIDY}`],
    ['noEnd.kql', LOOSE.trimEnd(), TIDY.trimEnd()],
    [
      'rule.yaml',
      'a: 1 # x\nquery: |\n   T|where a==1\n   |take   2\n\nb: 2\n',
      'a: 1 # x\nquery: |\n   T\n   | where a == 1\n   | take 2\n\nb: 2\n',
    ],
    ['folded.yaml', 'query: >-\n  let a=1;\n  T|take a\n', 'query: |-\n  let a = 1;\n  T | take a\n'],
    [
      'page.md',
      `text\n\n> \`\`\`kql\n> T|where a==1\n> |take   2\n> \`\`\`\n`,
      `text\n\n> \`\`\`kql\n> T\n> | where a == 1\n> | take 2\n> \`\`\`\n`,
    ],
  ])('keeps all else of %s', async (name, before, after) => {
    await using folder = await QueryFolder.create({ [name]: before });
    await run([folder.path(name)]);
    expect(await folder.read(name)).toBe(after);
    expect((await run([folder.path(name)])).shown).toBe('');
  });

  test.skipIf(process.platform === 'win32')('keeps the permissions of a file', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': LOOSE });
    await chmod(folder.path('a.kql'), 0o640);
    await run([folder.path('a.kql')]);
    expect((await stat(folder.path('a.kql'))).mode & 0o777).toBe(0o640);
  });

  test('writes what it reads from standard input to standard output', async () => {
    expect(await run(['-'], false, LOOSE)).toEqual({ failure: undefined, shown: TIDY, told: '' });
    expect(await run(['-'], true, LOOSE)).toEqual({ failure: '1 file is not laid out.', shown: '-\n', told: '' });
  });

  test('says which files cannot be read, and goes on', async () => {
    await using folder = await QueryFolder.create({ 'a.kql': Uint8Array.of(0xe9), 'b.kql': LOOSE });
    const { failure, told } = await run([folder.path('none.kql'), folder.root]);
    expect(failure).toBe('2 files could not be formatted.');
    expect(told).toContain(`${folder.path('a.kql')}: The file is not UTF-8 text.`);
    expect(told).toContain(`${folder.path('none.kql')}: There is no such file`);
    expect(await folder.read('b.kql')).toBe(TIDY);
  });
});
