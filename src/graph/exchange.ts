import type { AnswerReader, RunOptions } from '../core/connection';
import type { HuntError } from '../core/errors';
import { classifyFault, type FaultContext } from './classifyFault';
import { classifyNetworkError } from './classifyNetworkError';
import { readErrorAnswer } from './errorAnswer';
import { answerStalled, answerTooLarge, noAnswerInTime, notJson, redirected, runTookTooLong } from './errors';
import { brokenBody, final, passing, type Failure } from './failure';
import type { HttpAnswer, Transport, TransportLimits } from './transport';

/** One request as it is sent. */
export interface ExchangeRequest {
  readonly url: URL;
  /** Who is asked, as a sentence names it. */
  readonly service: string;
  /** How long a query may take there, where that is known beforehand. */
  readonly timeLimitMs?: number;
  readonly token: string;
  readonly query: string;
  readonly body: string;
  /** When the run has to end, on `performance.now()`'s clock. */
  readonly deadlineMs: number;
}

export type Exchanged<Read> =
  | { readonly ok: true; readonly read: Read; readonly rowCount: number; readonly elapsedMs: number }
  | { readonly ok: false; readonly failure: Failure };

/** Why an exchange ended before the service was done. */
type Ended = 'headers' | 'idle' | 'total' | undefined;

const JSON_TYPE = /^\s*application\/(?:[\w.+-]*\+)?json\b/i;

/** What an exchange needs beside its request. */
export interface ExchangeOptions<Read> extends RunOptions {
  readonly openReader: () => AnswerReader<Read>;
}

/** Sends one request and reads what comes back, within the limits. A caller that aborts gets any failure. */
export async function exchange<Read extends object>(
  request: ExchangeRequest,
  options: ExchangeOptions<Read>,
  transport: Transport,
): Promise<Exchanged<Read>> {
  const startedMs = transport.now();
  const watch = new Watch(options.signal, request.deadlineMs, transport.now);
  try {
    watch.allow('headers', transport.limits.headersMs);
    const response = await transport.fetch(request.url, requestInit(request, watch.signal));
    watch.allow('idle', transport.limits.idleMs);
    const read = await readResponse(response, request, options, transport, watch, startedMs);
    return 'failure' in read
      ? { ok: false, failure: read.failure }
      : { ok: true, ...read, elapsedMs: transport.now() - startedMs };
  } catch (error) {
    return { ok: false, failure: classifyEnd(watch.ended, error, request, transport) };
  } finally {
    watch.stop();
  }
}

function requestInit({ token, body }: ExchangeRequest, signal: AbortSignal): RequestInit {
  return {
    method: 'POST',
    redirect: 'manual',
    cache: 'no-store',
    credentials: 'omit',
    signal,
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json; charset=utf-8',
      'client-request-id': crypto.randomUUID(),
    },
    body,
  };
}

/** What was read of an answer, or why it was not. */
type ReadOrFailure<Read> = { readonly read: Read; readonly rowCount: number } | { readonly failure: Failure };

async function readResponse<Read>(
  response: HttpAnswer,
  request: ExchangeRequest,
  options: ExchangeOptions<Read>,
  transport: Transport,
  watch: Watch,
  startedMs: number,
): Promise<ReadOrFailure<Read>> {
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return { failure: final(redirected(request.service, status)) };
  }
  if (!response.ok) {
    const body = await readStart(response, transport.limits, watch);
    const context: FaultContext = {
      service: request.service,
      ...(request.timeLimitMs !== undefined && { timeLimitMs: request.timeLimitMs }),
      query: request.query,
      elapsedMs: transport.now() - startedMs,
      nowMs: Date.now(),
    };
    return { failure: classifyFault(readErrorAnswer(status, response.headers, body), context) };
  }
  const contentType = response.headers.get('content-type');
  if (contentType !== null && !JSON_TYPE.test(contentType)) return { failure: final(notJson(request.service)) };
  return readAnswer(response, options, transport.limits, watch);
}

async function readAnswer<Read>(
  response: HttpAnswer,
  { onProgress, openReader }: ExchangeOptions<Read>,
  limits: TransportLimits,
  watch: Watch,
): Promise<ReadOrFailure<Read>> {
  const reader = openReader();
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > limits.answerBytes) return { failure: final(answerTooLarge(limits.answerBytes)) };
    const error = await reader.write(chunk);
    if (error !== undefined) return { failure: final(error) };
    watch.allow('idle', limits.idleMs);
    onProgress?.({ bytes, rows: reader.rowCount });
  }
  const read = await reader.finish();
  if (!read.ok) return { failure: failureOfAnswer(read.error) };
  onProgress?.({ bytes, rows: reader.rowCount });
  return { read: read.value, rowCount: reader.rowCount };
}

function failureOfAnswer(error: HuntError): Failure {
  return error.code === 'TruncatedAnswer' ? brokenBody(error) : final(error);
}

/** The first bytes of an error's body; the rest is of no use. */
async function readStart(response: HttpAnswer, limits: TransportLimits, watch: Watch): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    watch.allow('idle', limits.idleMs);
    bytes += chunk.length;
    text += decoder.decode(chunk, { stream: true });
    if (bytes >= limits.errorBytes) break;
  }
  return text;
}

function classifyEnd(ended: Ended, error: unknown, request: ExchangeRequest, { limits }: Transport): Failure {
  switch (ended) {
    case 'headers':
      return final(noAnswerInTime(request.service, limits.headersMs / 1000));
    case 'idle':
      return passing(answerStalled(request.service, limits.idleMs / 1000));
    case 'total':
      return final(runTookTooLong(limits.totalMs / 1000));
    case undefined:
      return classifyNetworkError(error, request.service, request.url.host);
  }
}

/** Ends an exchange when its user, a time-out or the deadline asks for it. */
class Watch {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended: Ended;
  readonly #abort = (): void => this.#controller.abort();

  constructor(
    private readonly user: AbortSignal,
    private readonly deadlineMs: number,
    private readonly now: () => number,
  ) {
    user.addEventListener('abort', this.#abort);
    if (user.aborted) this.#abort();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get ended(): Ended {
    return this.#ended;
  }

  /** Gives the next step this much time from now, or until the deadline. */
  allow(step: 'headers' | 'idle', ms: number): void {
    clearTimeout(this.#timer);
    const left = Math.max(0, this.deadlineMs - this.now());
    this.#timer = setTimeout(
      () => {
        this.#ended = left < ms ? 'total' : step;
        this.#abort();
      },
      Math.min(ms, left),
    );
  }

  /** To be called at the end of every exchange: what is still under way is ended. */
  stop(): void {
    clearTimeout(this.#timer);
    this.user.removeEventListener('abort', this.#abort);
    this.#abort();
  }
}
