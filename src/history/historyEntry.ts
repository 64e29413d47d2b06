import * as v from 'valibot';
import { completeness } from '../core/completeness';
import { SCALAR_TYPES } from '../core/results/scalarType';

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What an entry is found by; it sorts as `ranAt` does. Its files are named by it. */
export const HistoryId = v.pipe(v.string(), v.regex(/^\d{17}-[0-9a-f]{8}$/));

const EntrySchema = v.object({
  id: HistoryId,
  /** When the run began, in UTC: `2026-01-31T23:59:59.123Z`. */
  ranAt: v.pipe(v.string(), v.isoTimestamp()),
  title: v.string(),
  query: v.string(),
  connection: v.string(),
  timespan: v.string(),
  rowCount: index,
  columns: v.pipe(v.array(v.object({ name: v.string(), type: v.picklist(SCALAR_TYPES) })), v.readonly()),
  elapsedMs: v.pipe(v.number(), v.minValue(0)),
  ...completeness.entries,
  notes: v.pipe(v.array(v.string()), v.readonly()),
});

/** A run that is over: what ran where, and what came back, without its rows. */
export type HistoryEntry = Readonly<v.InferOutput<typeof EntrySchema>>;

/** A run as it is handed over to be kept. */
export type FinishedRun = Omit<HistoryEntry, 'id' | 'ranAt'>;

/** @returns undefined for a text that is no entry, such as one of another version */
export function parseHistoryEntry(text: string): HistoryEntry | undefined {
  const entry = v.safeParse(v.pipe(v.string(), v.parseJson(), EntrySchema), text);
  return entry.success ? entry.output : undefined;
}
