import { describe, expect, it } from 'vitest';
import { cancelled, fail } from '../../../../src/core/errors';
import type { QueryRunner } from '../../../../src/engine/queryRunner';
import { sendRaw, serve, type RawRequest } from './serve';

const ATTACKS: readonly (readonly [string, RawRequest, string])[] = [
  ['a request without a token', { headers: { authorization: undefined } }, '401'],
  ['a wrong token', { headers: { authorization: 'Bearer x' } }, '401'],
  ['another scheme', { headers: { authorization: 'Basic eA==' } }, '401'],
  ['a name that was pointed at this machine', { headers: { host: 'evil.test' } }, '421'],
  ['another name for this machine', { headers: { host: 'localhost:1' } }, '421'],
  ['a request without a host', { headers: { host: undefined } }, '400'],
  ['a page of another origin', { headers: { origin: 'http://evil.test' } }, '403'],
  ['a sandboxed page', { headers: { origin: 'null' } }, '403'],
  ['a browser of any site', { headers: { 'sec-fetch-site': 'same-origin' } }, '403'],
  ['a form’s content type', { headers: { 'content-type': 'text/plain' } }, '415'],
  ['no content type', { headers: { 'content-type': undefined } }, '415'],
  ['a content type that only begins like JSON', { headers: { 'content-type': 'application/jsonp' } }, '415'],
  ['another charset', { headers: { 'content-type': 'application/json; charset=utf-7' } }, '415'],
  ['another path', { path: '/v1.0/me' }, '404'],
  ['a path that climbs', { path: '/v1.0/security/../../etc/passwd' }, '404'],
  ['another method', { method: 'GET' }, '405'],
  ['a preflight', { method: 'OPTIONS', headers: { origin: 'http://evil.test' } }, '403'],
  ['a body beyond 1 MiB', { body: `{"Query":"${'a'.repeat(2 ** 21)}"}` }, '413'],
  [
    'a body beyond 1 MiB in chunks',
    {
      headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' },
      body: `${(2 ** 21).toString(16)}\r\n${'a'.repeat(2 ** 21)}\r\n0\r\n\r\n`,
    },
    '413',
  ],
  ['two lengths at once', { headers: { 'transfer-encoding': 'chunked' } }, '400'],
  ['a deep body', { body: `{"Query":${'['.repeat(50_000)}}` }, '400'],
  ['a body that is no JSON', { body: 'Query=x' }, '400'],
  ['an array', { body: '[]' }, '400'],
  ['a query that is no text', { body: '{"Query":{"$gt":""}}' }, '400'],
  ['a query in the prototype', { body: '{"__proto__":{"Query":"x"}}' }, '400'],
  ['an empty query', { body: '{"Query":" \\n"}' }, '400'],
  ['two queries', { body: '{"Query":"x","query":"y"}' }, '400'],
  ['a wrong timespan', { body: '{"Query":"x","Timespan":"yesterday"}' }, '400'],
  ['a timespan that is no text', { body: '{"Query":"x","Timespan":7}' }, '400'],
];

describe('the local server', () => {
  it.each(ATTACKS)('refuses %s before any query runs', async (_, request, status) => {
    let runs = 0;
    const runner: QueryRunner = {
      run: () => {
        runs++;
        return Promise.resolve(fail(cancelled()));
      },
    };
    const server = await serve(runner);
    const line = await sendRaw(server, request);
    expect(line.split(' ')[1]).toBe(status);
    expect(runs).toBe(0);
  });

  it('listens on the loopback address only', async () => {
    const server = await serve({ run: () => Promise.resolve(fail(cancelled())) });
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });

  it('makes a new token of 256 bits for each server', async () => {
    const runner: QueryRunner = { run: () => Promise.resolve(fail(cancelled())) };
    const tokens = [(await serve(runner)).token, (await serve(runner)).token];
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });
});
