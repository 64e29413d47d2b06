import { Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { cancelled, fail, succeed, type Outcome } from '../../../../src/core/errors';
import type { HuntingRequest } from '../../../../src/core/kql/huntingRequest';
import type { Column } from '../../../../src/core/results/resultTable';
import { parseServiceDateTime } from '../../../../src/core/results/values/ticks';
import type { EngineValue, JsonRow } from '../../../../src/engine/engineAnswer';
import { queryFailed } from '../../../../src/engine/errors';
import { startHttpServer } from '../../../../src/engine/http/httpServer';
import type { QueryRunner } from '../../../../src/engine/queryRunner';
import { writeRow } from '../../../fixtures/engineRows';
import { post, runnerOf, serve } from './serve';

const ErrorBody = v.object({
  error: v.object({
    code: v.string(),
    message: v.string(),
    innerError: v.object({ date: v.string(), 'request-id': v.string(), 'client-request-id': v.string() }),
  }),
});

async function readError(response: Response): Promise<v.InferOutput<typeof ErrorBody>['error']> {
  return v.parse(ErrorBody, await response.json()).error;
}

const COLUMNS: readonly Column[] = [
  { name: 'When', type: 'datetime' },
  { name: 'Id', type: 'long' },
];
const ROW: readonly EngineValue[] = [
  parseServiceDateTime('2026-01-31T23:59:59.1234567Z') ?? null,
  9_223_372_036_854_775_807n,
];

interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

function createGate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** A query that ends only when it is aborted. */
function endlessRunner(): {
  readonly runner: QueryRunner;
  readonly started: Promise<void>;
  readonly aborted: Promise<void>;
} {
  const started = createGate();
  const aborted = createGate();
  const runner: QueryRunner = {
    run: (_, signal) => {
      started.open();
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted.open();
          resolve(fail(cancelled()));
        });
      });
    },
  };
  return { runner, started: started.opened, aborted: aborted.opened };
}

describe('the answer to a hunting query', () => {
  it('has the service’s shape with exact values', async () => {
    const server = await serve(runnerOf(COLUMNS, [ROW, [null, -1n]]));
    const response = await post(server, { Query: 'T' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const context = server.url.replace(
      'security/runHuntingQuery',
      '$metadata#microsoft.graph.security.huntingQueryResults',
    );
    expect(await response.text()).toBe(
      `{"@odata.context":"${context}","schema":[{"name":"When","type":"DateTime"},{"name":"Id","type":"Int64"}],` +
        '"results":[{"When":"2026-01-31T23:59:59.1234567Z","Id":9223372036854775807},{"When":null,"Id":-1}]}',
    );
  });

  it.each([
    ['/v1.0/security/runHuntingQuery', '{"Query":"T | take 1","Timespan":"P90D"}'],
    ['/beta/security/runHuntingQuery', '{"query":"T | take 1","timespan":"P90D","workspaceId":"x"}'],
    ['/v1.0/security/microsoft.graph.security.runHuntingQuery', '{"Query":"T | take 1","Timespan":"P90D"}'],
  ])('is the same at %s', async (path, body) => {
    const seen: HuntingRequest[] = [];
    const server = await serve({
      run: (request) => {
        seen.push(request);
        return runnerOf(COLUMNS, []).run(request, new AbortController().signal);
      },
    });
    const response = await post({ ...server, url: new URL(path, server.url).href }, body);
    expect(response.status).toBe(200);
    expect(seen).toEqual([{ query: 'T | take 1', timespan: { kind: 'duration', duration: 'P90D' } }]);
  });

  it('takes a null timespan for none', async () => {
    const server = await serve(runnerOf(COLUMNS, []));
    expect((await post(server, { Query: 'T', Timespan: null })).status).toBe(200);
  });

  it('ends at the row limit without a word', async () => {
    const rows = Array.from({ length: 30 }, () => ROW);
    const limits = { rows: 10, dataBytes: 1e6, bodyBytes: 1e6 };
    const server = await serve(runnerOf(COLUMNS, rows), { limits });
    const body: unknown = await (await post(server, { Query: 'T' })).json();
    expect(v.parse(v.object({ results: v.array(v.unknown()) }), body).results).toHaveLength(10);
  });

  it('is an error when it is larger than the limit', async () => {
    const rows = Array.from({ length: 30 }, () => ROW);
    const server = await serve(runnerOf(COLUMNS, rows), { limits: { rows: 100, dataBytes: 500, bodyBytes: 1e6 } });
    const response = await post(server, { Query: 'T' });
    expect(response.status).toBe(400);
    expect((await readError(response)).message).toMatch(/^Query execution has exceeded the allowed result size/);
  });
});

describe('a query that fails', () => {
  it('answers 400 in the service’s error shape with the ids of the request', async () => {
    const error = { code: 'X', message: 'mv-apply at line 3 is not supported.', hint: 'Rewrite it.' };
    const server = await serve({ run: () => Promise.resolve(fail(error)) });
    const id = '2f0c2a34-1f0b-4f0c-8a57-0123456789ab';
    const response = await post(server, { Query: 'T' }, { 'client-request-id': id });
    expect(response.status).toBe(400);
    const body = await readError(response);
    expect(body).toMatchObject({ code: 'BadRequest', message: 'mv-apply at line 3 is not supported. Rewrite it.' });
    expect(body.innerError['client-request-id']).toBe(id);
    expect(body.innerError['request-id']).toBe(response.headers.get('request-id'));
  });

  it('is an error and not a cut answer when it fails after its first rows', async () => {
    const server = await serve({
      run: () => Promise.resolve(succeed({ columns: COLUMNS, notes: [], chunks: failingChunks() })),
    });
    const response = await post(server, { Query: 'T' });
    expect(response.status).toBe(400);
    expect((await readError(response)).message).toBe('The query failed: A value is too large at line 2, column 3.');
  });

  it('times out like the service', async () => {
    const server = await serve(endlessRunner().runner, { timeoutMs: 5 });
    const response = await post(server, { Query: 'T' });
    expect(response.status).toBe(400);
    expect((await readError(response)).message).toMatch(/^Query exceeded the timeout period/);
  });

  it('says what a wrong timespan should be', async () => {
    const server = await serve(runnerOf(COLUMNS, []));
    const response = await post(server, { Query: 'T', Timespan: 'soon' });
    expect((await readError(response)).message).toMatch(/^"soon" is not a timespan\. Write a duration such as/);
  });
});

describe('a running query', () => {
  it('is aborted when its client goes away', async () => {
    const { runner, started, aborted } = endlessRunner();
    const server = await serve(runner);
    const client = new AbortController();
    const answer = fetch(server.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: '{"Query":"T"}',
      signal: client.signal,
    });
    await started;
    client.abort();
    await expect(answer).rejects.toThrow();
    await aborted;
  });

  it('is aborted when the server stops', async () => {
    const { runner, started, aborted } = endlessRunner();
    const server = await serve(runner);
    const answer = post(server, { Query: 'T' });
    await started;
    await Promise.all([expect(answer).rejects.toThrow(), server.close(), aborted]);
  });

  it('does not hold up another', async () => {
    const endless = endlessRunner();
    const quick = runnerOf(COLUMNS, [ROW]);
    const server = await serve({
      run: (request, signal) => (request.query === 'slow' ? endless.runner : quick).run(request, signal),
    });
    const slow = post(server, { Query: 'slow' });
    await endless.started;
    expect((await post(server, { Query: 'quick' })).status).toBe(200);
    await Promise.all([expect(slow).rejects.toThrow(), server.close()]);
  });
});

describe('queries at the same time', () => {
  it('are refused like the service’s where they are too many, and answered again when one has ended', async () => {
    const endless = endlessRunner();
    const quick = runnerOf(COLUMNS, [ROW]);
    const server = await serve(
      { run: (request, signal) => (request.query === 'slow' ? endless.runner : quick).run(request, signal) },
      { maxQueries: 1 },
    );
    const client = new AbortController();
    const slow = fetch(server.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: '{"Query":"slow"}',
      signal: client.signal,
    });
    await endless.started;
    const refused = await post(server, { Query: 'quick' });
    expect({ status: refused.status, after: refused.headers.get('retry-after') }).toEqual({ status: 429, after: '1' });
    expect(await readError(refused)).toMatchObject({ code: 'TooManyRequests' });
    client.abort();
    await Promise.all([expect(slow).rejects.toThrow(), endless.aborted]);
    await expect.poll(async () => (await post(server, { Query: 'quick' })).status).toBe(200);
  });
});

describe('starting a server', () => {
  it('fails with a next step when the port is taken', async () => {
    const first = await serve(runnerOf(COLUMNS, []));
    const second = await startHttpServer(runnerOf(COLUMNS, []), { port: Number(new URL(first.url).port) });
    expect(second.ok ? 'started' : second.error.code).toBe('PortNotAvailable');
  });

  it('refuses a token that no header can carry', async () => {
    const started = await startHttpServer(runnerOf(COLUMNS, []), { token: 'a b' });
    expect(started.ok ? 'started' : started.error.code).toBe('WrongServerToken');
  });
});

describe('Microsoft’s own JavaScript client', () => {
  it('runs a hunting query against the local server', async () => {
    const server = await serve(runnerOf(COLUMNS, [ROW]));
    // The client's own way of signing in sends tokens to https addresses alone.
    const client = Client.initWithMiddleware({
      baseUrl: new URL(server.url).origin,
      defaultVersion: 'v1.0',
      middleware: new HTTPMessageHandler(),
    });
    const answer: unknown = await client
      .api('/security/runHuntingQuery')
      .header('Authorization', `Bearer ${server.token}`)
      .post({ Query: 'T | take 1', Timespan: 'P90D' });
    expect(answer).toMatchObject({
      schema: [
        { name: 'When', type: 'DateTime' },
        { name: 'Id', type: 'Int64' },
      ],
      results: [{ When: '2026-01-31T23:59:59.1234567Z' }],
    });
  });
});

async function* failingChunks(): AsyncGenerator<Outcome<readonly JsonRow[]>> {
  yield await Promise.resolve(succeed([writeRow(COLUMNS, ROW)]));
  yield fail(queryFailed('A value is too large', undefined, { line: 2, column: 3 }));
}
