import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import { isAborted } from './abort';
import { NOT_SIGNED_IN_PAGE, NOTHING_HERE_PAGE, SIGNED_IN_PAGE, type AnswerPage } from './answerPage';
import { listenerNotStarted, refusedByEntra } from './errors';

const MAX_BODY_BYTES = 64 * 1024;
const PORT_TRIES = 5;

/** Waits on this machine for the browser to come back from a sign-in. */
export interface LoopbackListener {
  /** `http://localhost:PORT`, the address that app registrations allow with any port. */
  readonly redirectUri: string;
  /** The authorization code, or why there is none; never rejects. */
  readonly code: Promise<Outcome<string>>;
  /** Frees the port. */
  close(): Promise<void>;
}

/**
 * Listens on the loopback addresses only. A callback counts when it comes to `/` under our own host name with our
 * `state`; anything else is answered with an error page and the wait goes on. An abort frees the port at once.
 */
export async function listenForCallback(state: string, signal: AbortSignal): Promise<Outcome<LoopbackListener>> {
  if (signal.aborted) return fail(cancelled());
  let settle: (code: Outcome<string>) => void = () => undefined;
  const code = new Promise<Outcome<string>>((resolve) => {
    settle = resolve;
  });
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    receiveCallback(request, response, state).then(
      (received) => {
        if (received !== undefined) settle(received);
      },
      () => response.destroy(),
    );
  };

  const started = await startServers(answer);
  if (!started.ok) return started;
  const { servers, port } = started.value;
  const close = async () => {
    signal.removeEventListener('abort', stop);
    await Promise.all(servers.map(closeServer));
  };
  const stop = () => {
    settle(fail(cancelled()));
    void close();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (isAborted(signal)) stop();
  return succeed({ redirectUri: `http://localhost:${port}`, code, close });
}

/** The browser's "localhost" may mean either loopback address, so nobody else may have our port on the other one. */
async function startServers(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Outcome<{ servers: Server[]; port: number }>> {
  let reason = 'no free port';
  for (let attempt = 0; attempt < PORT_TRIES; attempt += 1) {
    const v4 = createServer(answer);
    const failure = await listen(v4, '127.0.0.1', 0);
    if (failure !== undefined) return fail(listenerNotStarted(failure));
    const { port } = readAddress(v4);
    const v6 = createServer(answer);
    const v6Failure = await listen(v6, '::1', port);
    if (v6Failure === undefined) return succeed({ servers: [v4, v6], port });
    if (v6Failure !== 'EADDRINUSE') return succeed({ servers: [v4], port });
    reason = v6Failure;
    await closeServer(v4);
  }
  return fail(listenerNotStarted(reason));
}

const SystemError = v.object({ code: v.string() });

function listen(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(v.is(SystemError, error) ? error.code : 'unknown'));
    server.listen({ host, port, exclusive: true }, () => resolve(undefined));
  });
}

function readAddress(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
  return address;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Answers one request; gives the outcome where it was the callback that is waited for. */
async function receiveCallback(
  request: IncomingMessage,
  response: ServerResponse,
  state: string,
): Promise<Outcome<string> | undefined> {
  const port = request.socket.localPort ?? 0;
  const url = new URL(request.url ?? '/', `http://localhost:${port}`);
  if (request.headers.host !== `localhost:${port}`) {
    await send(response, 403, NOTHING_HERE_PAGE);
    return undefined;
  }
  if (url.pathname !== '/' || (request.method !== 'GET' && request.method !== 'POST')) {
    await send(response, 404, NOTHING_HERE_PAGE);
    return undefined;
  }
  const parameters = request.method === 'POST' ? new URLSearchParams(await readBody(request)) : url.searchParams;
  if (!isSameText(parameters.get('state') ?? '', state)) {
    await send(response, 400, NOTHING_HERE_PAGE);
    return undefined;
  }
  const code = parameters.get('code') ?? '';
  if (code !== '') {
    await send(response, 200, SIGNED_IN_PAGE);
    return succeed(code);
  }
  await send(response, 200, NOT_SIGNED_IN_PAGE);
  return fail(
    refusedByEntra({
      oauthError: parameters.get('error') ?? '',
      description: parameters.get('error_description') ?? '',
    }),
  );
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new Error('The callback is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Resolves when the browser has the page, or has gone. */
function send(response: ServerResponse, status: number, page: AnswerPage): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.writeHead(status, page.headers).end(page.body);
  });
}

/** Compares without telling by its duration how much was right. */
function isSameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
