import { fail, succeed, type Outcome } from '../core/errors';
import type { Column } from '../core/results/resultTable';
import { netTypeName, type ScalarType } from '../core/results/scalarType';
import { formatDateTime, formatTimespanTicks } from '../core/results/ticks';
import { NOTES_MEMBER } from '../core/kql/answerNotes';
import { answerTooLarge } from './answerErrors';
import type { EngineAnswer, EngineValue } from './engineAnswer';

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

/** Text is turned into bytes in parts of about this many characters. */
const PART_LENGTH = 256 * 1024;

/**
 * Writes an answer as the body of a hunting response, `{"@odata.context", "schema", "results"}`, with notes before the
 * schema where there are any. Every value is exact:
 * longs and decimals are raw digits, datetimes have seven fraction digits, dynamics are embedded as they are.
 * The body is complete before its first byte is sent, so that a failure half way is an error and not a cut answer.
 * @throws what reading the answer throws, and the reason of an abort.
 */
export async function writeAnswerJson(
  answer: EngineAnswer,
  context: string,
  limits: AnswerLimits,
  signal: AbortSignal,
): Promise<Outcome<readonly Buffer[]>> {
  const parts: Buffer[] = [];
  const keys = answer.columns.map((column, index) => `${index === 0 ? '' : ','}${JSON.stringify(column.name)}:`);
  const nameBytes = Buffer.byteLength(keys.join('')) + 3;
  let bodyBytes = 0;
  let rowCount = 0;
  const notes = answer.notes.length === 0 ? '' : `"${NOTES_MEMBER}":${JSON.stringify(answer.notes)},`;
  let text = `{"@odata.context":${JSON.stringify(context)},${notes}"schema":${writeSchema(answer.columns)},"results":[`;
  const fits = (): boolean => {
    const part = Buffer.from(text);
    text = '';
    parts.push(part);
    bodyBytes += part.length;
    return bodyBytes <= limits.bodyBytes && bodyBytes - rowCount * nameBytes <= limits.dataBytes;
  };
  reading: for await (const rows of answer.chunks) {
    signal.throwIfAborted();
    for (const row of rows) {
      if (rowCount === limits.rows) break reading;
      text += rowCount === 0 ? '{' : ',{';
      for (let index = 0; index < keys.length; index++) {
        text += (keys[index] ?? '') + writeValue(answer.columns[index]?.type ?? 'string', row[index] ?? null);
      }
      text += '}';
      rowCount++;
      if (text.length > PART_LENGTH && !fits()) return fail(answerTooLarge());
    }
  }
  text += ']}';
  return fits() ? succeed(parts) : fail(answerTooLarge());
}

function writeSchema(columns: readonly Column[]): string {
  return JSON.stringify(columns.map(({ name, type }) => ({ name, type: netTypeName(type) })));
}

/** One value as JSON. Reals that JSON has no number for are the strings NaN, Infinity and -Infinity. */
export function writeValue(type: ScalarType, value: EngineValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return Number.isFinite(value) ? writeFinite(value) : `"${value}"`;
  if (typeof value === 'string') return type === 'dynamic' || type === 'decimal' ? value : JSON.stringify(value);
  if (type === 'datetime') return `"${formatDateTime(value)}"`;
  return type === 'timespan' ? `"${formatTimespanTicks(value)}"` : String(value);
}

function writeFinite(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}
