import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { succeed } from '../../../../src/core/errors';
import type { Column } from '../../../../src/core/results/resultTable';
import type { EngineValue } from '../../../../src/engine/engineAnswer';
import { writeRow } from '../../../fixtures/engineRows';
import { startHttpServer, type HttpServer, type HttpServerOptions } from '../../../../src/engine/http/httpServer';
import type { QueryRunner } from '../../../../src/engine/queryRunner';

/** A runner whose every answer is these rows. */
export function runnerOf(columns: readonly Column[], rows: readonly (readonly EngineValue[])[]): QueryRunner {
  return {
    run: () =>
      Promise.resolve(
        succeed({ columns, notes: [], chunks: oneChunk(succeed(rows.map((row) => writeRow(columns, row)))) }),
      ),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- an answer's chunks are asynchronous
async function* oneChunk<T>(chunk: T): AsyncGenerator<T> {
  yield chunk;
}

export async function serve(runner: QueryRunner, options: HttpServerOptions = {}): Promise<HttpServer> {
  const server = await startHttpServer(runner, options);
  if (!server.ok) throw new Error(server.error.message);
  onTestFinished(() => server.value.close());
  return server.value;
}

export async function post(server: HttpServer, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(server.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** What an attacker may vary of a request; undefined leaves a header out. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** Sends exactly these bytes and gives the status line that comes back, '' where the connection just closes. */
export function sendRaw(server: HttpServer, request: RawRequest): Promise<string> {
  const { host, port, pathname } = new URL(server.url);
  const body = request.body ?? '{"Query":"x"}';
  const sent: Record<string, string | undefined> = {
    host,
    authorization: `Bearer ${server.token}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...request.headers,
  };
  const headers = Object.entries(sent).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}\r\n`],
  );
  const text = `${request.method ?? 'POST'} ${request.path ?? pathname} HTTP/1.1\r\n${headers.join('')}\r\n${body}`;
  return new Promise((resolve) => {
    const received: string[] = [];
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (part) => received.push(part.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(received.join('').split('\r\n')[0] ?? '');
    });
  });
}
