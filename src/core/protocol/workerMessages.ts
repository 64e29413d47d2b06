import * as v from 'valibot';
import { CHART_IMAGE_FORMATS } from '../charts/chartSpec';
import { completeness } from '../completeness';
import { FORMATS } from '../formats/format';
import { SCALAR_TYPES } from '../results/scalarType';
import { copyFormat, index, pivot, runSummary } from './gridMessages';

/**
 * The messages between the extension host and the worker that holds one result's rows. Each side parses what it
 * receives. What the page and the worker say to one another goes through as it is; the one who reads it parses it.
 */

const columns = v.pipe(v.array(v.object({ name: v.string(), type: v.picklist(SCALAR_TYPES) })), v.readonly());

/** Rows of the worker's table that are to be saved, known to the host by a number. */
const selection = v.object({
  id: index,
  rowCount: index,
  columns,
});

const bytes = v.custom<Uint8Array>((data) => data instanceof Uint8Array);
const chartImage = v.object({ format: v.picklist(CHART_IMAGE_FORMATS), bytes });

const huntError = v.object({
  code: v.string(),
  message: v.string(),
  hint: v.string(),
  position: v.exactOptional(v.object({ line: index, column: index })),
  details: v.exactOptional(v.record(v.string(), v.string())),
});

const toWorker = v.variant('type', [
  /** What was read of an answer before is forgotten. */
  v.object({ type: v.literal('beginAnswer') }),
  v.object({ type: v.literal('answerBytes'), requestId: index, bytes }),
  v.object({ type: v.literal('endAnswer'), requestId: index }),
  /** The rows that have been read are shown, or those that have come since are shown with them. */
  v.object({ type: v.literal('showRowsSoFar'), run: runSummary }),
  /** In the place of `endAnswer`: no more bytes come, and the rows that have been read are the answer. */
  v.object({ type: v.literal('endAnswerEarly'), requestId: index }),
  /** The rows read last are those that the next ones are compared with. */
  v.object({ type: v.literal('setAnswerAside') }),
  /** The rows read last become what differs between those set aside and them. */
  v.object({ type: v.literal('compareAnswers'), requestId: index, keys: v.pipe(v.array(v.string()), v.readonly()) }),
  /** The rows read last are shown. */
  v.object({
    type: v.literal('showAnswer'),
    run: runSummary,
    elapsedMs: v.pipe(v.number(), v.minValue(0)),
    ...completeness.entries,
  }),
  v.object({ type: v.literal('fromPage'), message: v.unknown() }),
  v.object({ type: v.literal('pivotSelection'), pivot }),
  v.object({ type: v.literal('copySelection'), format: copyFormat, withHeader: v.boolean() }),
  v.object({ type: v.literal('clipboardWritten'), requestId: index, isWritten: v.boolean() }),
  /** All rows: as they came where `isWhole` is true, else those that are shown, as they are shown. */
  v.object({ type: v.literal('selectAll'), requestId: index, isWhole: v.boolean() }),
  v.object({
    type: v.literal('writeRows'),
    selectionId: index,
    format: v.picklist(FORMATS),
    options: v.object({
      guardFormulas: v.boolean(),
      byteOrderMark: v.boolean(),
      notes: v.exactOptional(v.pipe(v.array(v.string()), v.readonly())),
    }),
  }),
  v.object({ type: v.literal('nextChunk'), requestId: index, selectionId: index }),
  v.object({ type: v.literal('dropSelection'), selectionId: index }),
]);

const fromWorker = v.variant('type', [
  v.object({ type: v.literal('bytesRead'), requestId: index, rowCount: index, error: v.exactOptional(huntError) }),
  v.object({
    type: v.literal('answerRead'),
    requestId: index,
    rowCount: index,
    columns,
    notes: v.pipe(v.array(v.string()), v.readonly()),
    error: v.exactOptional(huntError),
  }),
  v.object({ type: v.literal('toPage'), message: v.unknown() }),
  v.object({ type: v.literal('writeClipboard'), requestId: index, text: v.string() }),
  v.object({ type: v.literal('append'), operator: v.string() }),
  v.object({ type: v.literal('openQuery'), query: v.string() }),
  v.object({ type: v.literal('saveChart'), image: chartImage }),
  v.object({ type: v.literal('save'), selection }),
  v.object({ type: v.literal('selected'), requestId: index, selection: v.exactOptional(selection) }),
  v.object({
    type: v.literal('chunk'),
    requestId: index,
    text: v.string(),
    rowsWritten: index,
    isLast: v.boolean(),
  }),
  /** Something nobody foresaw, by its kind and the places in the code: nothing of the rows. */
  v.object({ type: v.literal('fault'), report: v.string() }),
]);

/** From the extension host to the worker. */
export type ToWorkerMessage = v.InferOutput<typeof toWorker>;
/** From the worker to the extension host. */
export type FromWorkerMessage = v.InferOutput<typeof fromWorker>;
/** What answers a request of the host. */
export type WorkerReply = Extract<
  FromWorkerMessage,
  { readonly type: 'bytesRead' | 'answerRead' | 'selected' | 'chunk' }
>;
export type SelectionSummary = v.InferOutput<typeof selection>;

/** The worker's side: a message of the host, or undefined for anything else. */
export function parseToWorkerMessage(data: unknown): ToWorkerMessage | undefined {
  const result = v.safeParse(toWorker, data);
  return result.success ? result.output : undefined;
}

/** The host's side: a message of the worker, or undefined for anything else. */
export function parseFromWorkerMessage(data: unknown): FromWorkerMessage | undefined {
  const result = v.safeParse(fromWorker, data);
  return result.success ? result.output : undefined;
}
