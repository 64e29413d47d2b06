import type { AnswerReader } from '../core/connection';
import type { Outcome } from '../core/errors';
import type { FinishedRun, HistoryEntry } from './historyEntry';
import type { RunDraft } from './runHistory';

/**
 * Keeps a copy of the answer that one run gets. A run may need several attempts; only the answer of the last one counts.
 */
export class AnswerKeeper {
  #draft: RunDraft | undefined;

  /** @param beginDraft where the copy of each attempt goes */
  constructor(private readonly beginDraft: () => RunDraft) {}

  /** A reader that hands on to another what it is given, and keeps it. */
  follow<Read>(reader: AnswerReader<Read>): AnswerReader<Read> {
    void this.drop();
    const draft = this.beginDraft();
    this.#draft = draft;
    return {
      get rowCount() {
        return reader.rowCount;
      },
      write: async (chunk) => {
        // The reader may give the bytes away; what the draft has written is its own.
        await draft.write(Buffer.from(chunk));
        return reader.write(chunk);
      },
      finish: () => reader.finish(),
    };
  }

  /** What the run will be found by; undefined where no answer came. */
  get id(): string | undefined {
    return this.#draft?.id;
  }

  /** @returns undefined where no answer came */
  async keep(run: FinishedRun): Promise<Outcome<HistoryEntry> | undefined> {
    const draft = this.#draft;
    this.#draft = undefined;
    return draft?.keep(run);
  }

  async drop(): Promise<void> {
    const draft = this.#draft;
    this.#draft = undefined;
    await draft?.drop();
  }
}
