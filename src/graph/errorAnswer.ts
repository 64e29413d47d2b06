import * as v from 'valibot';
import type { FaultDetails } from './errors';
import { cleanServiceText } from './serviceText';

/** What a service said instead of rows. */
export interface ErrorAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly isJson: boolean;
  readonly details: FaultDetails;
  readonly retryAfter: string | null;
  /** The claims that a new token needs, base64, where the answer is a claims challenge. */
  readonly claims: string | undefined;
}

const Inner = v.optional(v.record(v.string(), v.unknown()), {});

const ErrorBody = v.object({
  error: v.object({
    code: v.optional(v.string(), ''),
    message: v.optional(v.string(), ''),
    innerError: Inner,
    innererror: Inner,
  }),
});

/** The names under which the service gives facts for a support case, in its headers and its bodies. */
const DETAILS = ['request-id', 'client-request-id', 'date'] as const;
const MAX_DETAIL_LENGTH = 100;
const MAX_CHALLENGE_LENGTH = 16_384;
const NEEDS_CLAIMS = /\berror="insufficient_claims"/i;
const CLAIMS = /\bclaims="([A-Za-z0-9+/=_-]+)"/i;

/** Reads an answer that is not 2xx. @param body its text, or the part of it that was read */
export function readErrorAnswer(status: number, headers: Headers, body: string): ErrorAnswer {
  const { error, isJson } = parseBody(body);
  const inner = { ...error.innererror, ...error.innerError };
  const details: Record<string, string> = { status: String(status) };
  for (const name of DETAILS) {
    const value = inner[name] ?? headers.get(name);
    if (typeof value === 'string' && value !== '') details[name] = value.slice(0, MAX_DETAIL_LENGTH);
  }
  return {
    status,
    code: error.code,
    message: cleanServiceText(error.message),
    isJson,
    details,
    retryAfter: headers.get('retry-after'),
    claims: readClaims(headers.get('www-authenticate') ?? ''),
  };
}

function parseBody(body: string): { error: v.InferOutput<typeof ErrorBody>['error']; isJson: boolean } {
  const parsed = v.safeParse(v.pipe(v.string(), v.trim(), v.parseJson(), ErrorBody), body);
  if (parsed.success) return { error: parsed.output.error, isJson: true };
  return { error: { code: '', message: '', innerError: {}, innererror: {} }, isJson: false };
}

function readClaims(challenge: string): string | undefined {
  if (challenge.length > MAX_CHALLENGE_LENGTH || !NEEDS_CLAIMS.test(challenge)) return undefined;
  return CLAIMS.exec(challenge)?.[1];
}
