import type { AccessTokenSource } from '../core/accessToken';
import type { StreamedAnswer } from '../core/connection';
import { cancelled, fail, succeed, type Outcome } from '../core/errors';
import type { HuntingRequest } from '../core/kql/huntingRequest';
import { formatTimespan } from '../core/kql/timespan';
import { emptyQuery, noAccessToken } from './errors';
import { exchange, type Exchanged, type ExchangeOptions } from './exchange';
import type { Remedy } from './failure';
import { repeatDelay, type Transport } from './transport';

/** The service cuts a result here without an error. Source: security-runhuntingquery. */
const ROW_CAP = 100_000;

/** An address that was checked, and the tokens that may be sent to it. */
export interface HuntingTarget {
  readonly url: URL;
  /** Who answers there, as a sentence names it: `Microsoft Graph` or `The local engine`. */
  readonly service: string;
  /** How long a query may take there, where that is known beforehand. */
  readonly timeLimitMs?: number;
  readonly accessToken: AccessTokenSource;
}

/**
 * Runs one query: asks for a token, sends the request, reads the rows, and repeats what may pass (throttling, a failing
 * service, a lost connection). Aborting gives `cancelled()` at once, whatever is under way; the service may go on, since
 * it knows no way to stop a query.
 */
export async function runHuntingQuery<Read extends object>(
  target: HuntingTarget,
  request: HuntingRequest,
  options: ExchangeOptions<Read>,
  transport: Transport,
): Promise<Outcome<StreamedAnswer<Read>>> {
  if (request.query.trim() === '') return fail(emptyQuery());
  const { signal } = options;
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<Outcome<never>>((resolve) => {
    onAbort = () => resolve(fail(cancelled()));
    signal.addEventListener('abort', onAbort);
  });
  try {
    if (signal.aborted) return fail(cancelled());
    return await Promise.race([aborted, runUntilDone(target, request, options, transport)]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function runUntilDone<Read extends object>(
  target: HuntingTarget,
  request: HuntingRequest,
  options: ExchangeOptions<Read>,
  transport: Transport,
): Promise<Outcome<StreamedAnswer<Read>>> {
  const deadlineMs = transport.now() + transport.limits.totalMs;
  const body = requestBody(request);
  const isAborted = (): boolean => options.signal.aborted;
  let claims: string | undefined;
  let wasChallenged = false;
  let repeats = 0;
  for (;;) {
    const token = await target.accessToken({ signal: options.signal, ...(claims !== undefined && { claims }) });
    if (!token.ok) return token;
    if (token.value === '') return fail(noAccessToken());
    if (isAborted()) return fail(cancelled());
    const { url, service, timeLimitMs } = target;
    const sent = {
      url,
      service,
      token: token.value,
      query: request.query,
      body,
      deadlineMs,
      ...(timeLimitMs !== undefined && { timeLimitMs }),
    };
    const exchanged = await exchange(sent, options, transport);
    if (exchanged.ok) return succeed(toAnswer(exchanged));
    const { error, remedy } = exchanged.failure;
    claims = remedy.kind === 'newToken' && !wasChallenged ? remedy.claims : undefined;
    if (claims !== undefined) {
      wasChallenged = true;
      continue;
    }
    const delayMs = delayBeforeRepeat(remedy, repeats, transport);
    if (delayMs === undefined || transport.now() + delayMs > deadlineMs) return fail(error);
    repeats++;
    await transport.wait(delayMs, options.signal);
    if (isAborted()) return fail(cancelled());
  }
}

/** @returns undefined where the request is not sent again: it would not help, or the service asks for too long a wait. */
function delayBeforeRepeat(remedy: Remedy, repeats: number, transport: Transport): number | undefined {
  if (remedy.kind !== 'repeat' || repeats >= remedy.limit) return undefined;
  if (remedy.afterMs !== undefined && remedy.afterMs > transport.limits.longestWaitMs) return undefined;
  return repeatDelay(repeats, remedy.afterMs, transport.random());
}

/** The query goes out as it is: nothing but `JSON.stringify` touches it. */
function requestBody({ query, timespan, workspaceId }: HuntingRequest): string {
  return JSON.stringify({
    Query: query,
    ...(timespan !== undefined && { Timespan: formatTimespan(timespan) }),
    ...(workspaceId !== undefined && { workspaceId }),
  });
}

function toAnswer<Read extends object>(exchanged: Extract<Exchanged<Read>, { ok: true }>): StreamedAnswer<Read> {
  const { read, rowCount, elapsedMs } = exchanged;
  return { ...read, elapsedMs, mayBeIncomplete: rowCount === ROW_CAP };
}
