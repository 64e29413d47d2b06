import { WorkStopped, type Breathe } from '../longWork';

/** Work of one kind is done once: what is asked for last counts. */
export type WorkKind = 'sort' | 'filter' | 'group' | 'statistics' | 'values' | 'find' | 'chart' | 'copy' | 'save';

export interface Work {
  readonly kind: WorkKind;
  /** What is being done, for a user who waits: `Sorting 1,000,000 rows…`. */
  readonly sentence: string;
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

/** One piece of work at a time, in the order in which it was asked for. */
export interface WorkQueue {
  /** Does work at once, or behind what is under way; older work of its kind is given up. */
  do(work: Work): void;
  /** Gives up everything. */
  stop(): void;
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
  let underWay: { readonly work: Work; isWanted: boolean } | undefined;

  const giveUp = (isMeant: (work: Work) => boolean): void => {
    const given = waiting.filter(isMeant);
    waiting = waiting.filter((work) => !isMeant(work));
    if (underWay !== undefined && isMeant(underWay.work)) underWay.isWanted = false;
    for (const work of given) work.onStopped();
  };

  const run = (work: Work): void => {
    const startedMs = now();
    const own = { work, isWanted: true, isTold: false };
    const breathe = (): void => {
      if (!own.isTold && now() - startedMs > UNTOLD_MS) {
        own.isTold = true;
        tell(work.sentence);
      }
      lookAround();
      if (!own.isWanted) throw new WorkStopped();
    };
    underWay = own;
    try {
      work.run(breathe);
    } catch (error) {
      if (!(error instanceof WorkStopped)) throw error;
      work.onStopped();
    } finally {
      underWay = undefined;
      if (own.isTold) tell(undefined);
    }
  };

  const runWaiting = (): void => {
    if (underWay !== undefined) return;
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
