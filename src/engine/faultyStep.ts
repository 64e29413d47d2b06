import type { DuckDBConnection } from '@duckdb/node-api';
import type { QueryPosition } from '../core/errors';
import { faultyFunction, sentenceOf } from './databaseFaults';
import { interruptOnAbort } from './interruptOnAbort';
import { runPreparations } from './runPreparations';
import type { RenderedPlan } from './sql/renderPlan';

/** A query up to one of its steps. */
export interface QueryStep extends RenderedPlan {
  /** Where the step is written, or the one call of a function in it. */
  positionOf(this: void, functionName: string | undefined): QueryPosition;
}

/** A query that failed is not kept much longer from its error. */
const LONGEST_SEARCH_MS = 2000;

/**
 * The place of the first step that fails as the whole query did: its steps run one after another, each with those before
 * it. Undefined where none does, or where it takes too long to find out.
 */
export async function findFaultyStep(
  steps: readonly QueryStep[],
  cause: unknown,
  connect: () => Promise<DuckDBConnection>,
  signal: AbortSignal,
): Promise<QueryPosition | undefined> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_SEARCH_MS)]);
  for (const step of steps) {
    const fault = await faultOf(step, connect, limited);
    if (limited.aborted) return undefined;
    if (fault === sentenceOf(cause)) return step.positionOf(faultyFunction(cause));
  }
  return undefined;
}

/** What a step fails with; every value of its rows is computed, and none of them is kept. */
async function faultOf(
  step: QueryStep,
  connect: () => Promise<DuckDBConnection>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const connection = await connect();
  const stopInterrupting = interruptOnAbort(connection, signal);
  try {
    await runPreparations(connection, step.preparations, signal);
    await connection.run(`SELECT bit_xor(hash(COLUMNS(*))) FROM (${step.sql})`);
    return undefined;
  } catch (cause) {
    return sentenceOf(cause);
  } finally {
    stopInterrupting();
    connection.closeSync();
  }
}
