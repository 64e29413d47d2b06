import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listenForCallback, type LoopbackListener } from '../../../src/auth/loopbackListener';
import { expectError, expectValue } from './signInSetup';

const STATE = 'the-right-state';

let listener: LoopbackListener;
let stop: AbortController;
beforeEach(async () => {
  stop = new AbortController();
  listener = expectValue(await listenForCallback(STATE, stop.signal));
});
afterEach(() => listener.close());

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** Sends what a browser would not, such as another `Host`. */
function send(path: string, options: { method?: string; body?: string; host?: string } = {}): Promise<Answer> {
  const { port } = new URL(listener.redirectUri);
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      port,
      path,
      method: options.method ?? 'GET',
      agent: false,
      headers: { host: options.host ?? `localhost:${port}` },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    outgoing.end(options.body);
  });
}

const form = (members: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(members).toString() });

describe('the listener for the browser', () => {
  test('takes the code that is posted with the right state', async () => {
    const answer = await send('/', form({ state: STATE, code: 'a code' }));
    expect(answer.status).toBe(200);
    expect(expectValue(await listener.code)).toBe('a code');
  });

  test('takes a code from the address, too', async () => {
    await send(`/?state=${STATE}&code=abc`);
    expect(expectValue(await listener.code)).toBe('abc');
  });

  test('answers whatever is not the callback with an error and waits on', async () => {
    expect((await send('/favicon.ico')).status).toBe(404);
    expect((await send(`/other?state=${STATE}&code=evil`)).status).toBe(404);
    expect((await send('/')).status).toBe(400);
    expect((await send('/?code=evil')).status).toBe(400);
    expect((await send('/?state=wrong&code=evil')).status).toBe(400);
    expect((await send('/', form({ state: 'wrong', code: 'evil' }))).status).toBe(400);
    expect((await send('/', form({ state: '', error: 'access_denied' }))).status).toBe(400);
    expect((await send(`/?state=${STATE}&code=evil`, { method: 'PUT' })).status).toBe(404);
    expect((await send(`/?state=${STATE}&code=evil`, { host: 'evil.test' })).status).toBe(403);
    await send('/', form({ state: STATE, code: 'right' }));
    expect(expectValue(await listener.code)).toBe('right');
  });

  test('cuts off a body that is too long and waits on', async () => {
    await expect(send('/', form({ state: STATE, code: 'x'.repeat(100_000) }))).rejects.toThrow();
    await send('/', form({ state: STATE, code: 'right' }));
    expect(expectValue(await listener.code)).toBe('right');
  });

  test('tells why there is no code, and shows nothing of it in the page', async () => {
    const description = '<script>alert(1)</script> AADSTS65001: No consent. Correlation ID: none';
    const answer = await send('/', form({ state: STATE, error: 'access_denied', error_description: description }));
    expect(answer.text).toContain('You are not signed in');
    expect(answer.text).not.toContain('alert');
    expect(expectError(await listener.code).code).toBe('ConsentMissing');
  });

  test('answers every request with pages that run, load and keep nothing', async () => {
    for (const path of ['/', '/favicon.ico', `/?state=${STATE}&code=abc`]) {
      const { headers } = await send(path);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
    }
  });

  test('frees its port at once on an abort', async () => {
    const port = Number(new URL(listener.redirectUri).port);
    stop.abort();
    expect(expectError(await listener.code).code).toBe('Cancelled');
    await listener.close();
    expect(await isListening('127.0.0.1', port)).toBe(false);
  });

  test('does not start when it was aborted before', async () => {
    expect(expectError(await listenForCallback(STATE, AbortSignal.abort())).code).toBe('Cancelled');
  });

  test('is not to be reached from other machines', async () => {
    const port = Number(new URL(listener.redirectUri).port);
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter((address) => !address.internal && address.family === 'IPv4');
    for (const { address } of outside) expect(await isListening(address, port)).toBe(false);
    expect(await isListening('127.0.0.1', port)).toBe(true);
  });
});

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
