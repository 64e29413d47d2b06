/** Bounds of one run: times in milliseconds, sizes in bytes of decoded body. */
export interface TransportLimits {
  readonly headersMs: number;
  readonly idleMs: number;
  /** From the first request to the last row, with every wait in between. */
  readonly totalMs: number;
  readonly answerBytes: number;
  readonly errorBytes: number;
  /** A service that asks for a longer wait than this is not waited for: the user is told. */
  readonly longestWaitMs: number;
}

/** What a run reads of `fetch`'s `Response`. */
export interface HttpAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** The outside that a run touches, so that a test can do without waiting. */
export interface Transport {
  /** Called anew for each request: VS Code replaces `globalThis.fetch` to bring in proxies and company certificates. */
  readonly fetch: (url: URL, init: RequestInit) => Promise<HttpAnswer>;
  /** Resolves after a time, or as soon as the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  readonly limits: TransportLimits;
}

export const DEFAULT_TRANSPORT: Transport = {
  fetch: (url, init) => globalThis.fetch(url, init),
  wait,
  now: () => performance.now(),
  random: Math.random,
  limits: {
    headersMs: 200_000,
    idleMs: 60_000,
    totalMs: 900_000,
    answerBytes: 128 * 1_048_576,
    errorBytes: 64 * 1024,
    longestWaitMs: 120_000,
  },
};

const FIRST_WAIT_MS = 1000;
const LONGEST_BACK_OFF_MS = 30_000;

/**
 * How long to wait before a request is sent again.
 * @param attempt 0 for the first repeat @param afterMs what the service asks for @param random from 0 to 1
 */
export function repeatDelay(attempt: number, afterMs: number | undefined, random: number): number {
  // Many clients are told the same time: each comes a little later than told.
  if (afterMs !== undefined) return afterMs + random * FIRST_WAIT_MS;
  return Math.min(LONGEST_BACK_OFF_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + random / 2);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
