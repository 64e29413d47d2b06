import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import * as v from 'valibot';
import type { HuntError } from '../core/errors';
import type { Authority } from './authority';
import {
  authorityAnswerUnreadable,
  authorityBusy,
  authorityNotTrusted,
  authorityTooSlow,
  authorityUnreachable,
  refusedByEntra,
} from './errors';

const TIMEOUT_MS = 60_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

const JsonObject = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

const OAuthError = v.object({
  error: v.string(),
  error_description: v.fallback(v.string(), ''),
  correlation_id: v.fallback(v.string(), ''),
});

/** Answers to a device code's polling that only mean "not yet". */
const NOT_YET = new Set(['authorization_pending', 'slow_down']);

/** One conversation's way to the authority. */
export interface AuthorityHttp {
  /** What MSAL sends its requests through. */
  readonly networkClient: INetworkModule;
  /** Why the last request was refused or had no usable answer: MSAL hands on only a part of that, or nothing. */
  failure(): HuntError | undefined;
}

class UnusableAnswer extends Error {
  constructor(readonly reason: HuntError) {
    super(reason.message);
  }
}

/** Speaks HTTPS with the authority: no redirects, JSON objects only, bounded in time and size, ended by `signal`. */
export function createAuthorityHttp(authority: Authority, signal: AbortSignal): AuthorityHttp {
  const host = new URL(authority.url).host;
  let lastFailure: HuntError | undefined;

  async function exchange<T>(
    method: string,
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    lastFailure = undefined;
    try {
      const response = await authority.fetch(url, {
        method,
        headers: options?.headers ?? {},
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout]),
        ...(method === 'POST' && { body: options?.body ?? '' }),
      });
      const body = readAnswer(host, response, await readText(host, response));
      lastFailure = describeRefusal(body);
      // MSAL's interface promises its own T here and checks the members itself.
      return { status: response.status, headers: Object.fromEntries(response.headers), body: body as T };
    } catch (error) {
      lastFailure = timeout.aborted ? authorityTooSlow(host) : describeFailure(host, error);
      throw error;
    }
  }

  return {
    networkClient: {
      sendGetRequestAsync: (url, options) => exchange('GET', url, options),
      sendPostRequestAsync: (url, options) => exchange('POST', url, options),
    },
    failure: () => lastFailure,
  };
}

async function readText(host: string, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new UnusableAnswer(authorityAnswerUnreadable(host, response.status));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Without an OAuth error in its body, a 429 or 5xx would reach us as a success with an empty token. */
function readAnswer(host: string, response: Response, text: string): Record<string, unknown> {
  const parsed = v.safeParse(JsonObject, text);
  const explained = parsed.success && typeof parsed.output['error'] === 'string';
  if ((response.status === 429 || response.status >= 500) && !explained) {
    throw new UnusableAnswer(authorityBusy(host, response.status, response.headers.get('retry-after')));
  }
  if (!parsed.success || (response.status >= 300 && response.status < 400)) {
    throw new UnusableAnswer(authorityAnswerUnreadable(host, response.status));
  }
  return parsed.output;
}

function describeRefusal(body: unknown): HuntError | undefined {
  const parsed = v.safeParse(OAuthError, body);
  if (!parsed.success || NOT_YET.has(parsed.output.error)) return undefined;
  return refusedByEntra({
    oauthError: parsed.output.error,
    description: parsed.output.error_description,
    correlationId: parsed.output.correlation_id,
  });
}

const SystemFailure = v.object({ code: v.string() });

function describeFailure(host: string, error: unknown): HuntError {
  if (error instanceof UnusableAnswer) return error.reason;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const reason = v.is(SystemFailure, cause) ? cause.code : 'unknown';
  return /CERT|TLS|SSL|SIGNATURE/.test(reason) ? authorityNotTrusted(host, reason) : authorityUnreachable(host, reason);
}
