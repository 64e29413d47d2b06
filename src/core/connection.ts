import type { Outcome } from './errors';
import type { HuntingRequest } from './kql/huntingRequest';
import type { ResultTable } from './results/resultTable';

/** The national clouds in which Microsoft Graph is offered. */
export const CLOUDS = ['global', 'usGovL4', 'usGovL5', 'china'] as const;
export type Cloud = (typeof CLOUDS)[number];

/** What came back from one run. */
export interface HuntingAnswer {
  readonly table: ResultTable;
  /** From sending the request to the last row, in milliseconds. */
  readonly elapsedMs: number;
  /** True at exactly 100,000 rows: the service cuts there without saying so. */
  readonly mayBeIncomplete: boolean;
  /** Sentences the user should see beside the rows, such as a repaired surrogate or a column sent twice. */
  readonly notes: readonly string[];
}

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Called as the answer streams in. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly rows: number }) => void;
}

/** Something that answers hunting queries: a Graph tenant or the local engine, behind one HTTP contract. */
export interface HuntingConnection {
  /** As shown in the status bar, such as `Local sample data` or a tenant's name. */
  readonly name: string;
  run(request: HuntingRequest, options: RunOptions): Promise<Outcome<HuntingAnswer>>;
}
