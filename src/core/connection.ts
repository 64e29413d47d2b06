import type { Completeness } from './completeness';
import type { HuntError, Outcome } from './errors';
import type { HuntingRequest } from './kql/huntingRequest';
import type { ResultTable } from './results/resultTable';

/** The national clouds in which Microsoft Graph is offered. */
export const CLOUDS = ['global', 'usGovL4', 'usGovL5', 'china'] as const;
export type Cloud = (typeof CLOUDS)[number];

/** What came back from one run. */
export interface HuntingAnswer extends Completeness {
  readonly table: ResultTable;
  /** From sending the request to the last row, in milliseconds. */
  readonly elapsedMs: number;
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

/** Takes an answer's body as its bytes come in: into a table of this process, or of another one. */
export interface AnswerReader<Read> {
  /** Rows read so far. */
  readonly rowCount: number;
  /** @returns an error as soon as it is clear that the bytes are no answer; a promise where more bytes are to wait for it */
  write(chunk: Uint8Array): HuntError | undefined | Promise<HuntError | undefined>;
  /** To be called behind the last chunk. */
  finish(): Outcome<Read> | Promise<Outcome<Read>>;
}

/** What a reader made of an answer, and what the connection tells of the run. */
export type StreamedAnswer<Read> = Read & Completeness & Pick<HuntingAnswer, 'elapsedMs'>;

/** A connection whose answers may be read elsewhere than in this process. */
export interface StreamingConnection extends HuntingConnection {
  /** As `run`, but the answer's bytes go to a reader, of which each attempt opens another. */
  runInto<Read extends object>(
    request: HuntingRequest,
    options: RunOptions,
    openReader: () => AnswerReader<Read>,
  ): Promise<Outcome<StreamedAnswer<Read>>>;
}
