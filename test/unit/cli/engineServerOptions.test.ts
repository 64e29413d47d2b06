import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cacheFolderPath } from '../../../src/cli/engineServerOptions';

describe('the cache of the command line', () => {
  test.each([
    ['linux', { XDG_CACHE_HOME: '/c' }, join('/c', 'kql-hunting', 'tables')],
    ['linux', {}, join(homedir(), '.cache', 'kql-hunting', 'tables')],
    ['linux', { XDG_CACHE_HOME: '', LOCALAPPDATA: '/l' }, join(homedir(), '.cache', 'kql-hunting', 'tables')],
    ['darwin', {}, join(homedir(), 'Library/Caches', 'kql-hunting', 'tables')],
    ['win32', { LOCALAPPDATA: '/l', XDG_CACHE_HOME: '/c' }, join('/l', 'kql-hunting', 'tables')],
  ] as const)('lies on %s with %j in %s', (platform, environment, place) => {
    expect(cacheFolderPath(environment, platform)).toBe(place);
  });
});
