import type { ErrorAnswer } from './errorAnswer';
import {
  claimsRefused,
  forbidden,
  notFound,
  notJson,
  proxyAsksSignIn,
  queryFault,
  queryPreempted,
  queryTimedOut,
  queryTooLarge,
  quotaUsedUp,
  requestRefused,
  resultTooLarge,
  serviceFault,
  signInRefused,
  throttled,
} from './errors';
import { final, passing, type Failure } from './failure';
import { findFaultPosition } from './queryFault';
import { readRetryAfter } from './retryAfter';

/** What is known of the request that an answer belongs to. */
export interface FaultContext {
  /** Who was asked, as a sentence names it: `Microsoft Graph` or `The local engine`. */
  readonly service: string;
  /** How long a query may take there, where that is known beforehand. */
  readonly timeLimitMs?: number;
  readonly query: string;
  /** How long the answer took: a query that failed after minutes is not sent again unasked. */
  readonly elapsedMs: number;
  /** The time of day, in milliseconds since 1970. */
  readonly nowMs: number;
}

const SLOW_MS = 60_000;

/** Tells what an answer that is not 2xx means, and what may help. */
export function classifyFault(answer: ErrorAnswer, context: FaultContext): Failure {
  const { status, details, message } = answer;
  const { service } = context;
  if (status === 400) return classifyBadRequest(answer, context);
  if (status === 401) return classifyUnauthorized(answer, service);
  if (status === 403 && answer.isJson) return final(forbidden(details));
  if (status === 404 && answer.isJson) return final(notFound(service, details));
  if (status === 407) return final(proxyAsksSignIn());
  if (status === 429) {
    const waitMs = readRetryAfter(answer.retryAfter, message, context.nowMs);
    return passing(throttled(waitMs, details), waitMs);
  }
  if (status === 408 || status >= 500) return classifyServiceFault(answer, context);
  return final(answer.isJson ? requestRefused(service, status, message, details) : notJson(service));
}

/** The service answers 400 to faults of the query, but also where a limit was met. */
function classifyBadRequest({ isJson, code, message, details }: ErrorAnswer, context: FaultContext): Failure {
  const { service, query } = context;
  if (!isJson) return final(notJson(service));
  if (/\ballowed result size\b/i.test(message)) return final(resultTooLarge(details));
  if (/\bpreempted\b/i.test(message)) return final(queryPreempted(details));
  if (/\ballowed size limit when processed\b/i.test(message)) return final(queryTooLarge(details));
  if (/\bexceeded processing resources\b/i.test(message)) {
    return final(quotaUsedUp(/\bagain in ([^.]+)\./i.exec(message)?.[1], details));
  }
  if (/\bexceeded the timeout\b/i.test(message)) return final(queryTimedOut(timeLimit(message, context), details));
  if (message === '') return final(requestRefused(service, 400, code, details));
  return final(queryFault(message, findFaultPosition(message, query), details));
}

function classifyUnauthorized({ claims, details }: ErrorAnswer, service: string): Failure {
  if (claims === undefined) return final(signInRefused(service, details));
  return { error: claimsRefused(service, details), remedy: { kind: 'newToken', claims } };
}

function classifyServiceFault(answer: ErrorAnswer, context: FaultContext): Failure {
  const { service, elapsedMs, nowMs } = context;
  const { status, message, details } = answer;
  const isTimeout = status === 408 || status === 504;
  if (elapsedMs > SLOW_MS) {
    return final(
      isTimeout ? queryTimedOut(timeLimit(message, context), details) : serviceFault(service, status, message, details),
    );
  }
  return passing(serviceFault(service, status, message, details), readRetryAfter(answer.retryAfter, message, nowMs));
}

/** In milliseconds: what the answer says, as the local engine's does, else what is known of the service. */
function timeLimit(message: string, { timeLimitMs }: FaultContext): number | undefined {
  const stated = /\btimeout period of (\d{1,6}(?:\.\d{1,3})?) seconds\b/i.exec(message)?.[1];
  return stated === undefined ? timeLimitMs : Number(stated) * 1000;
}
