import type { LogOutputChannel } from 'vscode';
import { describeError } from '../../core/errors';
import { AnswerKeeper } from '../../history/answerKeeper';
import type { FinishedRun } from '../../history/historyEntry';
import { RunHistory } from '../../history/runHistory';
import { readUserSetting } from '../userSettings';

const MEGABYTE = 1_000_000;
const DEFAULT_LIMIT_MB = 500;

/** The user's history of runs, as far as the settings want one. */
export class KeptRuns {
  readonly history: RunHistory;

  /** @param folder of the history alone */
  constructor(
    folder: string,
    private readonly log: LogOutputChannel,
  ) {
    this.history = new RunHistory(folder, () => limitBytes());
  }

  /** What follows the answer of a run that begins now; undefined where runs are not to be kept. */
  follow(ranAt: Date): AnswerKeeper | undefined {
    if (readUserSetting('history.enabled') === false) return undefined;
    return new AnswerKeeper(() => this.history.begin(ranAt));
  }

  /** @param run what came of it; undefined where it came to nothing */
  async end(keeper: AnswerKeeper | undefined, run: FinishedRun | undefined): Promise<void> {
    if (run === undefined) {
      await keeper?.drop();
      return;
    }
    const kept = await keeper?.keep(run);
    if (kept?.ok === false) this.log.warn(describeError(kept.error));
  }
}

function limitBytes(): number {
  const megabytes = readUserSetting('history.maximumSizeMB');
  return (typeof megabytes === 'number' && megabytes >= 0 ? megabytes : DEFAULT_LIMIT_MB) * MEGABYTE;
}
