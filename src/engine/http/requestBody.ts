import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { describeError } from '../../core/errors';
import type { HuntingRequest } from '../../core/kql/huntingRequest';
import { parseTimespan } from '../../core/kql/timespan';
import { badRequest, bodyTooLarge, type Refusal } from './refusal';

const MAX_BODY_BYTES = 1024 * 1024;

const OptionalText = v.nullish(v.string());
/** The service's own clients write the parameters in either case. */
const Body = v.object({
  Query: OptionalText,
  query: OptionalText,
  Timespan: OptionalText,
  timespan: OptionalText,
});

export type ReadRequest =
  { readonly request: HuntingRequest; readonly refusal?: undefined } | { readonly refusal: Refusal };

/** Reads and checks the body of a request. @throws only if the client goes away while it is read. */
export async function readHuntingRequest(message: IncomingMessage): Promise<ReadRequest> {
  if (Number(message.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return { refusal: bodyTooLarge() };
  const parts: Buffer[] = [];
  let length = 0;
  // Left half-read, the stream would take the connection down before the refusal is sent.
  const chunks: AsyncIterable<Buffer> = message.iterator({ destroyOnReturn: false });
  for await (const bytes of chunks) {
    length += bytes.length;
    if (length > MAX_BODY_BYTES) return { refusal: bodyTooLarge() };
    parts.push(bytes);
  }
  return checkBody(Buffer.concat(parts));
}

function checkBody(bytes: Buffer): ReadRequest {
  const body = v.safeParse(Body, parseJson(bytes));
  if (!body.success) {
    return refuse('The body must be a JSON object such as {"Query":"DeviceInfo | take 10","Timespan":"P7D"}.');
  }
  const { Query, query, Timespan, timespan } = body.output;
  if (typeof Query === 'string' && typeof query === 'string') return refuse('The body has both "Query" and "query".');
  const text = Query ?? query ?? '';
  if (text.trim() === '') return refuse('The body needs a "Query" with the text to run.');
  const span = Timespan ?? timespan ?? undefined;
  if (span === undefined) return { request: { query: text } };
  const parsed = parseTimespan(span);
  return parsed.ok ? { request: { query: text, timespan: parsed.value } } : refuse(describeError(parsed.error));
}

function refuse(message: string): ReadRequest {
  return { refusal: badRequest(message) };
}

/** @returns undefined, which no JSON text means, for bytes that are not JSON in UTF-8. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
