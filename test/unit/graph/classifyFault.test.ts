import { describe, expect, it } from 'vitest';
import { queryTimedOut } from '../../../src/engine/answerErrors';
import { classifyFault, type FaultContext } from '../../../src/graph/classifyFault';
import { classifyNetworkError } from '../../../src/graph/classifyNetworkError';
import { readErrorAnswer } from '../../../src/graph/errorAnswer';

const CONTEXT = { service: 'Microsoft Graph', query: 'T', elapsedMs: 10, nowMs: 0 };

function classify(status: number, body = '', headers: Record<string, string> = {}) {
  return classifyFault(readErrorAnswer(status, new Headers(headers), body), CONTEXT);
}

describe('an answer that is not 2xx', () => {
  it.each([
    [400, '<html>', 'NotJson'],
    [400, '{"error":{"code":"BadRequest"}}', 'RequestRefused'],
    [407, '', 'ProxyAsksSignIn'],
    [405, '{"error":{"message":"No."}}', 'RequestRefused'],
    [413, '{"error":{}}', 'RequestRefused'],
    [421, '', 'NotJson'],
    [500, 'not json', 'ServiceFault'],
    [500, '{"error":null}', 'ServiceFault'],
  ])('%i with %j is %s', (status, body, code) => {
    expect(classify(status, body).error.code).toBe(code);
  });

  it('bounds what it shows', () => {
    const body = JSON.stringify({ error: { message: 'x'.repeat(100_000) } });
    expect(classify(400, body, { 'request-id': 'y'.repeat(5000) }).error.message.length).toBeLessThan(5000);
    expect(classify(400, body, { 'request-id': 'y'.repeat(5000) }).error.details?.['request-id']?.length).toBe(100);
  });

  it.each([
    'Bearer',
    'Bearer error="invalid_token", claims="e30="',
    'Bearer error="insufficient_claims"',
    `Bearer error="insufficient_claims", claims="${'A'.repeat(20_000)}"`,
  ])('takes %.60s for no claims challenge', (challenge) => {
    expect(classify(401, '', { 'www-authenticate': challenge }).remedy.kind).toBe('none');
  });
});

describe('a query that took too long', () => {
  const TENANT = { ...CONTEXT, timeLimitMs: 180_000 };
  const messageOf = (status: number, body: string, context: FaultContext): string =>
    classifyFault(readErrorAnswer(status, new Headers(), body), context).error.message;
  const timedOut = (sentence: string): string => JSON.stringify({ error: { code: 'BadRequest', message: sentence } });

  it('is told the limit that is known of the service', () => {
    const expected = 'The query did not end within the 3 minutes that it may take.';
    expect(messageOf(400, timedOut('Query exceeded the timeout period.'), TENANT)).toBe(expected);
    expect(messageOf(504, '', { ...TENANT, elapsedMs: 170_000 })).toBe(expected);
  });

  it.each([
    [90, '90 seconds'],
    [600, '10 minutes'],
    [3600, '1 hour'],
  ])('is told the limit that a local engine says it has: %i seconds', (seconds, words) => {
    const { message } = queryTimedOut(seconds * 1000);
    expect(messageOf(400, timedOut(message), CONTEXT)).toBe(
      `The query did not end within the ${words} that it may take.`,
    );
  });

  it('is told no figure where none is known', () => {
    expect(messageOf(400, timedOut('Query exceeded the timeout period.'), CONTEXT)).toBe(
      'The query did not end within the time that it may take.',
    );
  });
});

describe('a request that failed on its way', () => {
  const withCode = (code: string): Error =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('…'), { code }) });

  it.each([
    [withCode('ENOTFOUND'), 'HostNotFound', 'none'],
    [withCode('ECONNREFUSED'), 'ConnectionRefused', 'repeat'],
    [withCode('ECONNRESET'), 'ConnectionLost', 'repeat'],
    [withCode('UND_ERR_SOCKET'), 'ConnectionLost', 'repeat'],
    [withCode('SELF_SIGNED_CERT_IN_CHAIN'), 'CertificateNotTrusted', 'none'],
    [withCode('ERR_TLS_CERT_ALTNAME_INVALID'), 'CertificateNotTrusted', 'none'],
    [new TypeError('net::ERR_NAME_NOT_RESOLVED'), 'HostNotFound', 'none'],
    [new TypeError('net::ERR_CERT_AUTHORITY_INVALID'), 'CertificateNotTrusted', 'none'],
    [
      new TypeError('fetch failed', { cause: new Error('Proxy response (407) !== 200 when HTTP Tunneling') }),
      'ProxyAsksSignIn',
      'none',
    ],
    [
      new TypeError('fetch failed', { cause: new AggregateError([withCode('ECONNREFUSED')]) }),
      'ConnectionRefused',
      'repeat',
    ],
    ['no error at all', 'ConnectionLost', 'repeat'],
  ])('%s is %s', (error, code, remedy) => {
    const failure = classifyNetworkError(error, 'Microsoft Graph', 'graph.microsoft.com');
    expect([failure.error.code, failure.remedy.kind]).toEqual([code, remedy]);
  });

  it('shows no text of the error itself', () => {
    const { error } = classifyNetworkError(new Error('token eyJhbGciOi secret'), 'Microsoft Graph', 'host');
    expect(JSON.stringify(error)).not.toContain('secret');
  });
});
