import { request } from 'node:http';
import type { HttpAnswer } from '../graph/transport';

/**
 * Posts to this machine. Node's own `fetch` gives up after five minutes without an answer, which a query that may take
 * any time must not.
 */
export function loopbackFetch(url: URL, init: RequestInit): Promise<HttpAnswer> {
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
