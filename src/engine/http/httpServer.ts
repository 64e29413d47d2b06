import { createServer, type Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import { SERVICE_LIMITS, type AnswerLimits } from '../answerJson';
import { fail, succeed, type Outcome } from '../../core/errors';
import type { QueryRunner } from '../queryRunner';
import { portNotAvailable, wrongServerToken } from './errors';
import { answerRequest, type Endpoint } from './huntingEndpoint';
import { QuerySlots } from './querySlots';

const LOOPBACK = '127.0.0.1';
const SERVICE_TIMEOUT_MS = 180_000;
const MAX_QUERIES = 16;
const VISIBLE_ASCII = /^[!-~]+$/;

export interface HttpServerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** By default a random token of 256 bits. */
  readonly token?: string;
  /** By default the service's own. */
  readonly limits?: AnswerLimits;
  /** By default the service's three minutes. */
  readonly timeoutMs?: number;
  /** How many queries may run at the same time; by default 16. */
  readonly maxQueries?: number;
}

/** A server that is listening. */
export interface HttpServer {
  /** Where hunting queries are posted to. */
  readonly url: string;
  readonly token: string;
  /** Ends every running query and every connection. */
  close(): Promise<void>;
}

/** Serves a runner on this machine alone, to whoever has the token. */
export async function startHttpServer(
  runner: QueryRunner,
  options: HttpServerOptions = {},
): Promise<Outcome<HttpServer>> {
  const token = options.token ?? randomBytes(32).toString('base64url');
  if (!VISIBLE_ASCII.test(token)) return fail(wrongServerToken());
  const stopped = new AbortController();
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 60_000, maxHeaderSize: 16_384 });
  const port = await listen(server, options.port ?? 0);
  if (port === undefined) return fail(portNotAvailable(options.port ?? 0));
  const host = `${LOOPBACK}:${port}`;
  const endpoint: Endpoint = {
    host,
    token,
    runner,
    stopped: stopped.signal,
    limits: options.limits ?? SERVICE_LIMITS,
    timeoutMs: options.timeoutMs ?? SERVICE_TIMEOUT_MS,
    slots: new QuerySlots(options.maxQueries ?? MAX_QUERIES),
  };
  server.on('request', (message, response) => {
    answerRequest(message, response, endpoint).catch(() => {
      // Only a connection that broke while it was read or written comes here: there is nobody left to tell.
      response.destroy();
    });
  });
  return succeed({
    url: `http://${host}/v1.0/security/runHuntingQuery`,
    token,
    close: () => closeServer(server, stopped),
  });
}

/** @returns the port, or undefined where the wanted one cannot be had. */
function listen(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = server.address();
      resolve(address === null || typeof address === 'string' ? undefined : address.port);
    });
  });
}

function closeServer(server: Server, stopped: AbortController): Promise<void> {
  stopped.abort();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
