import * as v from 'valibot';

/** A request that the extension sent, to Graph, to the local engine or to a sign-in server. */
export interface SentRequest {
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
  readonly signal: AbortSignal;
}

export type Answer = (request: SentRequest) => Response | Promise<Response>;

const RequestBody = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ Query: v.string(), Timespan: v.optional(v.string()), workspaceId: v.optional(v.string()) }),
);

/** What a hunting request asks. */
export function readBody(request: SentRequest | undefined): v.InferOutput<typeof RequestBody> {
  return v.parse(RequestBody, request?.text);
}

/**
 * Answers the extension's requests itself while `work` runs, and keeps what was sent. Requests of VS Code's own
 * extensions go their way. The local engine is still started; only what it would be asked comes here.
 */
export async function answerWith(answer: Answer, work: (sent: readonly SentRequest[]) => Promise<void>): Promise<void> {
  const original = globalThis.fetch;
  const sent: SentRequest[] = [];
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!isOurs(url)) return original(input, init);
    const text = await request.text();
    const received = { url, headers: request.headers, text, signal: request.signal };
    sent.push(received);
    return untilAborted(answer(received), request.signal);
  };
  try {
    await work(sent);
  } finally {
    globalThis.fetch = original;
  }
}

/** The answer of a query that came back with these rows. */
export function rowsAnswer(schema: Readonly<Record<string, string>>, rows: readonly string[]): Response {
  const columns = Object.entries(schema).map(([name, type]) => ({ name, type }));
  return jsonAnswer(200, `{"schema":${JSON.stringify(columns)},"results":[${rows.join(',')}]}`);
}

/** The answer of a service that says what is wrong with a query. */
export function errorAnswer(status: number, code: string, message: string): Response {
  return jsonAnswer(status, JSON.stringify({ error: { code, message, innerError: { 'request-id': 'a-request' } } }));
}

export function jsonAnswer(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}

function isOurs({ pathname, hostname }: URL): boolean {
  return pathname.endsWith('/runHuntingQuery') || hostname === 'login.microsoftonline.com';
}

async function untilAborted(answer: Response | Promise<Response>, signal: AbortSignal): Promise<Response> {
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => reject(new DOMException('This operation was aborted', 'AbortError'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([answer, aborted]);
}
