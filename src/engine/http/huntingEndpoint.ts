import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describeError, fail, type Outcome } from '../../core/errors';
import type { HuntingRequest } from '../../core/kql/huntingRequest';
import { queryTimedOut } from '../answerErrors';
import { writeAnswerJson, type AnswerLimits } from '../answerJson';
import { databaseFault } from '../databaseFaults';
import type { QueryRunner } from '../queryRunner';
import type { QuerySlots } from './querySlots';
import { badRequest, tooManyQueries, type Refusal } from './refusal';
import { readHuntingRequest } from './requestBody';
import { guardRequest, type Guarded } from './requestGuard';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const JSON_CONTENT = { 'Content-Type': 'application/json; charset=utf-8' };
const PRIVATE_ANSWER = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** What stands behind the one path that is served. */
export interface Endpoint extends Guarded {
  readonly runner: QueryRunner;
  /** Aborts when the server stops. */
  readonly stopped: AbortSignal;
  readonly limits: AnswerLimits;
  readonly timeoutMs: number;
  readonly slots: QuerySlots;
}

/**
 * Answers one request as `POST /security/runHuntingQuery` does. A client that goes away, a time-out and the server's
 * stop each end the running query at once.
 */
export async function answerRequest(
  message: IncomingMessage,
  response: ServerResponse,
  endpoint: Endpoint,
): Promise<void> {
  const requestId = randomUUID();
  const ids = { 'request-id': requestId, 'client-request-id': clientIdOf(message) ?? requestId };
  response.setHeaders(new Map(Object.entries({ ...ids, ...PRIVATE_ANSWER })));
  const body = await answerBody(message, response, endpoint);
  if (body === undefined) response.destroy();
  else if ('status' in body) sendRefusal(response, body, ids);
  else await sendRows(response, body);
}

/** The body with the rows, why there is none, or undefined where nobody waits for an answer any more. */
async function answerBody(
  message: IncomingMessage,
  response: ServerResponse,
  endpoint: Endpoint,
): Promise<readonly Uint8Array[] | Refusal | undefined> {
  const refusal = guardRequest(message, endpoint);
  if (refusal !== undefined) return refusal;
  const read = await readHuntingRequest(message);
  if (read.refusal !== undefined) return read.refusal;
  if (!endpoint.slots.take()) return tooManyQueries();
  try {
    return await answerQuery(read.request, response, endpoint);
  } finally {
    endpoint.slots.free();
  }
}

async function answerQuery(
  request: HuntingRequest,
  response: ServerResponse,
  endpoint: Endpoint,
): Promise<readonly Uint8Array[] | Refusal | undefined> {
  const clientGone = new AbortController();
  response.once('close', () => {
    clientGone.abort();
  });
  const unwanted = AbortSignal.any([clientGone.signal, endpoint.stopped]);
  const body = await runWithTimeout(endpoint, request, unwanted);
  if (unwanted.aborted) return undefined;
  return body.ok ? body.value : badRequest(describeError(body.error));
}

async function runWithTimeout(
  endpoint: Endpoint,
  request: HuntingRequest,
  unwanted: AbortSignal,
): Promise<Outcome<readonly Uint8Array[]>> {
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    timeout.abort();
  }, endpoint.timeoutMs);
  try {
    const body = await runToBody(endpoint, request, AbortSignal.any([unwanted, timeout.signal]));
    return timeout.signal.aborted ? fail(queryTimedOut(endpoint.timeoutMs)) : body;
  } finally {
    clearTimeout(timer);
  }
}

async function runToBody(
  endpoint: Endpoint,
  request: HuntingRequest,
  signal: AbortSignal,
): Promise<Outcome<readonly Uint8Array[]>> {
  const context = `http://${endpoint.host}/v1.0/$metadata#microsoft.graph.security.huntingQueryResults`;
  try {
    const answer = await endpoint.runner.run(request, signal);
    return answer.ok ? await writeAnswerJson(answer.value, context, endpoint.limits, signal) : answer;
  } catch (cause) {
    return fail(databaseFault(cause, signal));
  }
}

async function sendRows(response: ServerResponse, body: readonly Uint8Array[]): Promise<void> {
  response.writeHead(200, {
    ...JSON_CONTENT,
    'Content-Length': body.reduce((sum, part) => sum + part.length, 0),
  });
  await pipeline(Readable.from(body), response);
}

function clientIdOf(message: IncomingMessage): string | undefined {
  const id = message.headers['client-request-id'];
  return typeof id === 'string' && GUID.test(id) ? id : undefined;
}

function sendRefusal(response: ServerResponse, refusal: Refusal, ids: Readonly<Record<string, string>>): void {
  const innerError = { date: new Date().toISOString().slice(0, 19), ...ids };
  const body = JSON.stringify({ error: { code: refusal.code, message: refusal.message, innerError } });
  response.writeHead(refusal.status, {
    ...JSON_CONTENT,
    'Content-Length': Buffer.byteLength(body),
    ...refusal.headers,
    ...(refusal.closesConnection === true ? { Connection: 'close' } : {}),
  });
  response.end(body);
}
