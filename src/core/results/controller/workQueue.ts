import { WorkStopped, type Breathe } from '../longWork';

/** Work of one kind is done once: what is asked for last counts. */
export type WorkKind =
  'sort' | 'filter' | 'group' | 'statistics' | 'values' | 'find' | 'chart' | 'copy' | 'save' | 'summary';

export interface Work {
  readonly kind: WorkKind;
  /** What is being done, for a user who waits: `Sorting 1,000,000 rows…`. */
  readonly sentence: string;
  /** Other work is done in its middle: what it tells is about the rows as they were when it began. */
  readonly givesWay?: boolean;
  /** Does it. What it is to change it changes at its end, so that work that is left in its middle changes nothing. */
  run(breathe: Breathe): void;
  /** Called in place of its end where it is not done, or not to its end. */
  onStopped(): void;
}

/** What goes on around long work; the process that it is done in knows. */
export interface Surroundings {
  /** Hands on what has come meanwhile. Called very often: it looks only now and then. */
  readonly lookAround: () => void;
  /** In milliseconds. */
  readonly now: () => number;
}

/** One piece of work at a time, in the order in which it was asked for; but what gives way is done beside others. */
export interface WorkQueue {
  /** Does work at once, or behind what is under way; older work of its kind is given up. */
  do(work: Work): void;
  /** Gives up everything. */
  stop(): void;
}

interface WorkUnderWay {
  readonly work: Work;
  isWanted: boolean;
  /** Whether the user was told of it. */
  isTold: boolean;
}

/** A user who waits for longer is told what for. */
const UNTOLD_MS = 300;

/** Nothing comes in between: work is done at once. */
export const NO_SURROUNDINGS: Surroundings = { lookAround: () => undefined, now: () => 0 };

/** @param tell is given the sentence of work that takes long, and undefined at its end */
export function createWorkQueue(
  { lookAround, now }: Surroundings,
  tell: (sentence: string | undefined) => void,
): WorkQueue {
  let waiting: readonly Work[] = [];
  /** Each but the last one gives way to the one behind it. */
  let underWay: readonly WorkUnderWay[] = [];

  const giveUp = (isMeant: (work: Work) => boolean): void => {
    const given = waiting.filter(isMeant);
    waiting = waiting.filter((work) => !isMeant(work));
    for (const own of underWay) if (isMeant(own.work)) own.isWanted = false;
    for (const work of given) work.onStopped();
  };

  const run = (work: Work): void => {
    const startedMs = now();
    const own: WorkUnderWay = { work, isWanted: true, isTold: false };
    const breathe = (): void => {
      if (!own.isTold && now() - startedMs > UNTOLD_MS) {
        own.isTold = true;
        tell(work.sentence);
      }
      lookAround();
      if (!own.isWanted) throw new WorkStopped();
    };
    underWay = [...underWay, own];
    try {
      work.run(breathe);
    } catch (error) {
      if (!(error instanceof WorkStopped)) throw error;
      work.onStopped();
    } finally {
      underWay = underWay.slice(0, -1);
      if (own.isTold) tell(underWay.findLast(({ isTold }) => isTold)?.work.sentence);
    }
  };

  const runWaiting = (): void => {
    const last = underWay.at(-1);
    if (last !== undefined && last.work.givesWay !== true) return;
    const [next, ...others] = waiting;
    if (next === undefined) return;
    waiting = others;
    try {
      run(next);
    } finally {
      runWaiting();
    }
  };

  return {
    do: (work) => {
      giveUp(({ kind }) => kind === work.kind);
      waiting = [...waiting, work];
      runWaiting();
    },
    stop: () => giveUp(() => true),
  };
}
