import { fail, succeed, type Outcome } from '../core/errors';
import { netTypeName } from '../core/results/scalarType';
import { NOTES_MEMBER } from '../core/kql/answerNotes';
import { answerTooLarge } from './answerErrors';
import type { EngineAnswer, JsonRow } from './engineAnswer';
import { nameBytesOf } from './sql/jsonRows';

/** Where an answer ends. */
export interface AnswerLimits {
  /** More rows than these are left out without a word, as the service does. */
  readonly rows: number;
  /** Bytes of values, counted without the names that JSON repeats in every row. */
  readonly dataBytes: number;
  /** Bytes of the whole body, which no client has to take beyond this. */
  readonly bodyBytes: number;
}

/** The service's limits on rows and size. Source: https://learn.microsoft.com/graph/api/security-security-runhuntingquery */
export const SERVICE_LIMITS: AnswerLimits = {
  rows: 100_000,
  dataBytes: 50 * 1024 * 1024,
  bodyBytes: 128 * 1024 * 1024,
};

/** For answers that stay on this machine: what the memory holds. */
export const NO_LIMITS: AnswerLimits = { rows: Infinity, dataBytes: Infinity, bodyBytes: Infinity };

/** Rows are put together in parts of about this many bytes. */
const PART_BYTES = 256 * 1024;

/**
 * Writes an answer as the body of a hunting response, `{"@odata.context", "schema", "results"}`, with notes before the
 * schema where there are any. The body is complete before its first byte is sent, so that a failure half way is an error
 * and not a cut answer.
 * @throws the reason of an abort
 */
export async function writeAnswerJson(
  answer: EngineAnswer,
  context: string,
  limits: AnswerLimits,
  signal: AbortSignal,
): Promise<Outcome<readonly Uint8Array[]>> {
  const body = new AnswerBody(writeHead(answer, context));
  const nameBytes = nameBytesOf(answer.columns);
  const isTooLarge = (): boolean =>
    body.bytes > limits.bodyBytes || body.bytes - body.rowCount * nameBytes > limits.dataBytes;
  for await (const rows of answer.chunks) {
    signal.throwIfAborted();
    if (!rows.ok) return rows;
    body.addRows(rows.value.slice(0, limits.rows - body.rowCount));
    if (isTooLarge()) return fail(answerTooLarge());
    if (body.rowCount === limits.rows) break;
  }
  const parts = body.end();
  return isTooLarge() ? fail(answerTooLarge()) : succeed(parts);
}

function writeHead({ columns, notes }: EngineAnswer, context: string): string {
  const noted = notes.length === 0 ? '' : `"${NOTES_MEMBER}":${JSON.stringify(notes)},`;
  const schema = columns.map(({ name, type }) => ({ name, type: netTypeName(type) }));
  return `{"@odata.context":${JSON.stringify(context)},${noted}"schema":${JSON.stringify(schema)},"results":[`;
}

/** A body that grows row by row. */
class AnswerBody {
  bytes = 0;
  rowCount = 0;
  private readonly parts: Uint8Array[] = [];
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;

  constructor(head: string) {
    this.add(Buffer.from(head));
  }

  addRows(rows: readonly JsonRow[]): void {
    for (const row of rows) this.add(this.rowCount++ === 0 ? row.subarray(1) : row);
  }

  end(): readonly Uint8Array[] {
    this.add(Buffer.from(']}'));
    this.join();
    return this.parts;
  }

  private add(bytes: Uint8Array): void {
    this.waiting.push(bytes);
    this.bytes += bytes.length;
    this.waitingBytes += bytes.length;
    if (this.waitingBytes > PART_BYTES) this.join();
  }

  private join(): void {
    this.parts.push(Buffer.concat(this.waiting, this.waitingBytes));
    this.waiting = [];
    this.waitingBytes = 0;
  }
}
