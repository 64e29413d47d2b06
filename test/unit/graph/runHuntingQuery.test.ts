import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessTokenRequest } from '../../../src/core/accessToken';
import type { HuntingAnswer, RunOptions } from '../../../src/core/connection';
import { fail, succeed, type HuntError, type Outcome } from '../../../src/core/errors';
import { createGraphConnection, createLocalConnection } from '../../../src/graph/graphConnection';
import { AnswerParser } from '../../../src/graph/response/answerParser';
import { runHuntingQuery } from '../../../src/graph/runHuntingQuery';
import { DEFAULT_TRANSPORT, type Transport, type TransportLimits } from '../../../src/graph/transport';
import { startFakeGraph, type FakeGraph } from '../../fixtures/fakeGraph';
import { FAKE_CLAIMS } from '../../fixtures/fakeGraphFaults';
import { textRows } from '../../fixtures/parseAnswer';

let graph: FakeGraph;
beforeAll(async () => {
  graph = await startFakeGraph();
});
afterAll(() => graph.close());

const never = new AbortController().signal;

/** The rows are read into a table of this process. */
const inProcess = (signal: AbortSignal) => ({ signal, openReader: () => new AnswerParser() });

/** A transport that records its waits instead of waiting; half of the jitter is used. */
function transportOf(limits: Partial<TransportLimits> = {}): Transport & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    ...DEFAULT_TRANSPORT,
    waits,
    random: () => 0.5,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    limits: { ...DEFAULT_TRANSPORT.limits, ...limits },
  };
}

interface Ran {
  readonly outcome: Outcome<HuntingAnswer>;
  readonly waits: readonly number[];
  readonly tokens: readonly AccessTokenRequest[];
  readonly sent: number;
}

let runs = 0;

/** Runs a query of its own for a scenario: the fake counts the times that it sees one query. */
async function run(
  scenario: string,
  limits: Partial<TransportLimits> = {},
  options: Partial<RunOptions> = {},
): Promise<Ran> {
  const transport = transportOf(limits);
  const tokens: AccessTokenRequest[] = [];
  const before = graph.requests.length;
  const target = {
    url: new URL(graph.url),
    service: 'Microsoft Graph',
    accessToken: (request: AccessTokenRequest) => {
      tokens.push(request);
      return Promise.resolve(succeed(graph.token));
    },
  };
  const query = `// scenario: ${scenario}\n  | where NoSuchTable > ${runs++}\n  | summarize NoSuchColumn`;
  const outcome = await runHuntingQuery(target, { query }, { ...inProcess(never), ...options }, transport);
  return { outcome, waits: transport.waits, tokens, sent: graph.requests.length - before };
}

async function errorOf(scenario: string, limits: Partial<TransportLimits> = {}): Promise<HuntError & { sent: number }> {
  const { outcome, sent } = await run(scenario, limits);
  if (outcome.ok) throw new Error('The run gave rows.');
  return { ...outcome.error, sent };
}

describe('a run that succeeds', () => {
  it('gives rows, their time, and no warning', async () => {
    const { outcome } = await run('plain');
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(textRows(outcome.value.table)).toHaveLength(2);
    expect(outcome.value.elapsedMs).toBeGreaterThan(0);
    expect(outcome.value.mayBeIncomplete).toBe(false);
    expect(outcome.value.notes).toEqual([]);
  });

  it('warns at exactly 100,000 rows', async () => {
    const { outcome } = await run('atTheRowCap');
    expect(outcome.ok && outcome.value.table.rowCount).toBe(100_000);
    expect(outcome.ok && outcome.value.mayBeIncomplete).toBe(true);
  });

  it('sends the query untouched, with the documented headers', async () => {
    const query = "// scenario: plain\r\n| where a == 'turn\\rn' // \u2028 \" 😀\n";
    const timespan = { kind: 'durationEnd', duration: 'P7D', end: '2026-01-01T00:00:00Z' } as const;
    const workspaceId = '11111111-2222-3333-4444-555555555555';
    const local = createLocalConnection({ name: 'Local', url: graph.url, token: graph.token });
    if (!local.ok) throw new Error(local.error.message);
    await local.value.run({ query, timespan, workspaceId }, { signal: never });
    const sent = graph.requests.at(-1);
    expect(sent?.method).toBe('POST');
    expect(sent?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(sent?.headers.authorization).toBe(`Bearer ${graph.token}`);
    expect(sent?.headers['client-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent?.body).toBe(JSON.stringify({ Query: query, Timespan: 'P7D/2026-01-01T00:00:00Z', workspaceId }));
  });

  it('leaves out a timespan and a workspace that are not given', async () => {
    await run('plain');
    expect(Object.keys(JSON.parse(graph.requests.at(-1)?.body ?? '{}') as object)).toEqual(['Query']);
  });

  it('tells of bytes and rows as they come', async () => {
    const seen: { bytes: number; rows: number }[] = [];
    await run('slowBody', {}, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)?.rows).toBe(2);
    expect(seen.map(({ bytes }) => bytes)).toEqual(seen.map(({ bytes }) => bytes).sort((a, b) => a - b));
  });
});

describe('errors of the query', () => {
  it.each([
    ['unresolvedColumn', 'QueryFault', { line: 3, column: 15 }],
    ['unknownTable', 'QueryFault', { line: 2, column: 11 }],
    ['syntaxError', 'QueryFault', { line: 2, column: 5 }],
    ['localEngineUnsupported', 'QueryFault', { line: 3, column: 3 }],
    ['resultTooLarge', 'ResultTooLarge', undefined],
    ['preempted', 'QueryPreempted', undefined],
    ['queryTooLarge', 'QueryTooLarge', undefined],
    ['quota', 'QuotaUsedUp', undefined],
    ['queryTimeout', 'QueryTimedOut', undefined],
  ])('%s is %s', async (scenario, code, position) => {
    const error = await errorOf(scenario);
    expect(error.code).toBe(code);
    expect(error.position).toEqual(position);
    expect(error.sent).toBe(1);
    expect(error.hint).toMatch(/^[A-Z].*\.$/);
    expect(error.details).toMatchObject({
      status: '400',
      'request-id': '11111111-aaaa-4bbb-8ccc-000000000001',
      'client-request-id': '11111111-aaaa-4bbb-8ccc-000000000002',
      date: '2026-03-01T10:11:12',
    });
  });

  it("shows Kusto's text as it came", async () => {
    expect((await errorOf('unresolvedColumn')).message).toBe(
      "'summarize' operator: Failed to resolve scalar expression named 'NoSuchColumn'. Fix semantic errors in your query.",
    );
  });

  it('says that a missing licence looks like a wrong table name', async () => {
    expect((await errorOf('unknownTable')).hint).toContain('licence');
  });

  it('says when the quota allows queries again', async () => {
    expect((await errorOf('quota')).hint).toContain('in 12 minutes and 30 seconds.');
  });

  it('never shows a token or a control character that an answer holds', async () => {
    expect((await errorOf('echoesToken')).message).toBe('Bad header: Bearer …  [31m end');
  });

  it('refuses an empty query without sending it', async () => {
    const target = { url: new URL(graph.url), service: 'x', accessToken: () => Promise.resolve(succeed('t')) };
    const before = graph.requests.length;
    const outcome = await runHuntingQuery(target, { query: ' \n' }, inProcess(never), transportOf());
    expect(!outcome.ok && outcome.error.code).toBe('EmptyQuery');
    expect(graph.requests.length).toBe(before);
  });
});

describe('errors of the caller, the service and the way between', () => {
  it.each([
    ['unauthorized', 'SignInRefused', 1],
    ['forbidden', 'Forbidden', 1],
    ['notFound', 'NotFound', 1],
    ['throttledForLong', 'Throttled', 1],
    ['throttled', 'Throttled', 5],
    ['internalError', 'ServiceFault', 5],
    ['gatewayTimeout', 'ServiceFault', 5],
    ['unavailable', 'ServiceFault', 5],
    ['htmlError', 'ServiceFault', 5],
    ['htmlForbidden', 'NotJson', 1],
    ['htmlBody', 'NotJson', 1],
    ['htmlAsJson', 'MalformedAnswer', 1],
    ['noHuntingAnswer', 'NotAHuntingAnswer', 1],
    ['redirect', 'Redirected', 1],
    ['truncatedBody', 'TruncatedAnswer', 3],
    ['brokenBody', 'ConnectionLost', 5],
    ['reset', 'ConnectionLost', 5],
  ])('%s is %s, sent %i times', async (scenario, code, sent) => {
    const error = await errorOf(scenario);
    expect([error.code, error.sent]).toEqual([code, sent]);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
    expect(error.hint).toMatch(/^[A-Z].*\.$/);
  });

  it('gives the facts for support also where the body writes innererror, or has no text at all', async () => {
    expect((await errorOf('gatewayTimeout')).details).toMatchObject({
      status: '504',
      'request-id': '11111111-aaaa-4bbb-8ccc-000000000001',
    });
    expect((await errorOf('htmlError')).details).toMatchObject({
      'request-id': '11111111-aaaa-4bbb-8ccc-00000000000f',
    });
  });

  it('does not repeat a query that failed after minutes', async () => {
    const target = { url: new URL(graph.url), service: 'x', accessToken: () => Promise.resolve(succeed('t')) };
    let now = 0;
    const sent: string[] = [];
    const transport: Transport = {
      ...transportOf(),
      fetch: (url) => {
        sent.push(url.href);
        now += 150_000;
        return Promise.resolve(new Response('', { status: 504 }));
      },
      now: () => now,
    };
    const outcome = await runHuntingQuery(target, { query: 'T' }, inProcess(never), transport);
    expect(!outcome.ok && outcome.error.code).toBe('QueryTimedOut');
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['silent', { headersMs: 30 }, 'NoAnswerInTime'],
    ['stalledBody', { idleMs: 30 }, 'AnswerStalled'],
    ['silent', { totalMs: 30 }, 'RunTookTooLong'],
    ['plain', { answerBytes: 100 }, 'AnswerTooLarge'],
  ] as const)('%s within %o is %s', async (scenario, limits, code) => {
    expect((await errorOf(scenario, limits)).code).toBe(code);
  });

  it('tells a refused connection and an unknown host apart', async () => {
    const port = await freePort();
    const codeAt = async (url: string): Promise<string> => {
      const target = { url: new URL(url), service: 'x', accessToken: () => Promise.resolve(succeed('t')) };
      const outcome = await runHuntingQuery(target, { query: 'T' }, inProcess(never), transportOf());
      return outcome.ok ? 'rows' : outcome.error.code;
    };
    expect(await codeAt(`http://127.0.0.1:${port}/`)).toBe('ConnectionRefused');
    expect(await codeAt('http://no-such-host.invalid/')).toBe('HostNotFound');
  });
});

describe('repeating a request', () => {
  it('waits as long as Retry-After says, and a little more', async () => {
    const { outcome, waits } = await run('throttledOnce');
    expect(outcome.ok).toBe(true);
    expect(waits).toEqual([7500]);
  });

  it('waits as long as the message says where there is no header', async () => {
    expect((await run('throttledInWords')).waits).toEqual([8500, 8500, 8500, 8500]);
  });

  it('waits longer each time where nobody says how long', async () => {
    expect((await run('throttledByRate')).waits).toEqual([750, 1500, 3000, 6000]);
  });

  it('does not wait for an hour: the user is told', async () => {
    const { outcome, waits } = await run('throttledForLong');
    expect(waits).toEqual([]);
    expect(!outcome.ok && outcome.error.hint).toContain('3600 seconds');
  });

  it.each(['unavailableTwice', 'truncatedBodyOnce', 'brokenBodyOnce', 'resetOnce'])(
    '%s ends with rows',
    async (scenario) => {
      const { outcome } = await run(scenario);
      expect(outcome.ok && outcome.value.table.rowCount).toBe(2);
    },
  );

  it('does not begin a wait that would end behind the deadline', async () => {
    const { outcome, waits } = await run('throttled', { totalMs: 5000 });
    expect(!outcome.ok && outcome.error.code).toBe('Throttled');
    expect(waits).toEqual([]);
  });
});

describe('tokens', () => {
  it('asks once for a token with the claims of a challenge', async () => {
    const { outcome, tokens } = await run('claimsOnce');
    expect(outcome.ok).toBe(true);
    expect(tokens.map(({ claims }) => claims)).toEqual([undefined, FAKE_CLAIMS]);
  });

  it('gives up where the challenge comes again', async () => {
    const { outcome, tokens } = await run('claimsChallenge');
    expect(!outcome.ok && outcome.error.code).toBe('ClaimsRefused');
    expect(tokens).toHaveLength(2);
  });

  it.each([
    ['an empty token', succeed(''), 'NoAccessToken'],
    ['a failed sign-in', fail({ code: 'SignInFailed', message: 'No.', hint: '' }), 'SignInFailed'],
  ])('sends nothing with %s', async (_what, token, code) => {
    const before = graph.requests.length;
    const target = { url: new URL(graph.url), service: 'x', accessToken: () => Promise.resolve(token) };
    const outcome = await runHuntingQuery(target, { query: 'T' }, inProcess(never), transportOf());
    expect(!outcome.ok && outcome.error.code).toBe(code);
    expect(graph.requests.length).toBe(before);
  });

  it('go to the compiled-in address of the cloud', async () => {
    const addresses: string[] = [];
    const transport: Transport = {
      ...transportOf(),
      fetch: (url, init) => {
        addresses.push(`${url.href} ${init.redirect}`);
        return Promise.resolve(new Response('{}', { status: 403, headers: { 'Content-Type': 'application/json' } }));
      },
    };
    const accessToken = () => Promise.resolve(succeed('t'));
    for (const cloud of ['global', 'usGovL4', 'usGovL5', 'china'] as const) {
      await createGraphConnection({ name: 'T', cloud, accessToken }, transport).run({ query: 'T' }, { signal: never });
    }
    expect(addresses).toEqual([
      'https://graph.microsoft.com/v1.0/security/runHuntingQuery manual',
      'https://graph.microsoft.us/v1.0/security/runHuntingQuery manual',
      'https://dod-graph.microsoft.us/v1.0/security/runHuntingQuery manual',
      'https://microsoftgraph.chinacloudapi.cn/v1.0/security/runHuntingQuery manual',
    ]);
  });

  it.each([
    'https://127.0.0.1:1/v1.0/security/runHuntingQuery',
    'http://localhost:8080/v1.0/security/runHuntingQuery',
    'http://127.0.0.1.evil.example:80/v1.0/security/runHuntingQuery',
    'http://user@127.0.0.1:8080/v1.0/security/runHuntingQuery',
    'http://127.0.0.1:8080/elsewhere',
    'http://graph.microsoft.com/v1.0/security/runHuntingQuery',
    'no address',
  ])('a local engine is not looked for at %s', (url) => {
    const local = createLocalConnection({ name: 'Local', url, token: 't' });
    expect(!local.ok && local.error.code).toBe('EndpointNotAllowed');
  });
});

describe('aborting', () => {
  it('gives Cancelled without sending anything where it came first', async () => {
    const before = graph.requests.length;
    const { outcome } = await run('plain', {}, { signal: AbortSignal.abort() });
    expect(!outcome.ok && outcome.error.code).toBe('Cancelled');
    expect(graph.requests.length).toBe(before);
  });

  it('gives Cancelled at once while the sign-in goes on and on', async () => {
    const abort = new AbortController();
    const target = {
      url: new URL(graph.url),
      service: 'x',
      accessToken: () => {
        abort.abort();
        return new Promise<Outcome<string>>(() => undefined);
      },
    };
    const outcome = await runHuntingQuery(target, { query: 'T' }, inProcess(abort.signal), transportOf());
    expect(!outcome.ok && outcome.error.code).toBe('Cancelled');
  });

  it('gives Cancelled at once while nothing is answered, and ends the request', async () => {
    const abort = new AbortController();
    let ended: AbortSignal | null | undefined;
    const transport: Transport = {
      ...transportOf(),
      fetch: (_url, init) => {
        ended = init.signal;
        abort.abort();
        return new Promise(() => undefined);
      },
    };
    const target = { url: new URL(graph.url), service: 'x', accessToken: () => Promise.resolve(succeed('t')) };
    const outcome = await runHuntingQuery(target, { query: 'T' }, inProcess(abort.signal), transport);
    expect(!outcome.ok && outcome.error.code).toBe('Cancelled');
    expect(ended?.aborted).toBe(true);
  });

  it('gives Cancelled while rows come in', async () => {
    const abort = new AbortController();
    const { outcome } = await run('slowBody', {}, { signal: abort.signal, onProgress: () => abort.abort() });
    expect(!outcome.ok && outcome.error.code).toBe('Cancelled');
  });

  it('gives Cancelled while it waits to repeat, and repeats nothing', async () => {
    const abort = new AbortController();
    const transport: Transport = {
      ...DEFAULT_TRANSPORT,
      wait: (ms, signal) => {
        abort.abort();
        return DEFAULT_TRANSPORT.wait(ms, signal);
      },
    };
    const before = graph.requests.length;
    const target = { url: new URL(graph.url), service: 'x', accessToken: () => Promise.resolve(succeed(graph.token)) };
    const query = '// scenario: throttled\n// aborted';
    const outcome = await runHuntingQuery(target, { query }, inProcess(abort.signal), transport);
    expect(!outcome.ok && outcome.error.code).toBe('Cancelled');
    expect(graph.requests.length - before).toBe(1);
  });
});

/** A port of this machine where nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address === null || typeof address === 'string' ? 0 : address.port;
}
