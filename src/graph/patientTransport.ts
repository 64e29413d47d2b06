import { request } from 'node:http';
import { DEFAULT_TRANSPORT, type HttpAnswer, type Transport } from './transport';

const A_DAY_MS = 24 * 3_600_000;

/** For a local engine that bounds its answers itself, as its user asked for: the client bounds nothing. */
export function patientTransport(): Transport {
  const limits = { headersMs: A_DAY_MS, idleMs: A_DAY_MS, totalMs: A_DAY_MS, answerBytes: Infinity };
  return { ...DEFAULT_TRANSPORT, fetch: loopbackFetch, limits: { ...DEFAULT_TRANSPORT.limits, ...limits } };
}

/**
 * Posts to this machine. Node's own `fetch` gives up after five minutes without an answer, which a query that may take
 * any time must not.
 */
function loopbackFetch(url: URL, init: RequestInit): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const options = {
      method: init.method,
      headers,
      ...(init.signal instanceof AbortSignal && { signal: init.signal }),
    };
    const sent = request(url, options, (answer) => {
      const status = answer.statusCode ?? 0;
      resolve({
        ok: status >= 200 && status < 300,
        status,
        type: 'basic',
        headers: new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
        body: answer,
      });
    });
    sent.on('error', reject);
    sent.end(init.body);
  });
}
