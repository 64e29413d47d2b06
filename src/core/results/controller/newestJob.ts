import { WorkStopped, type Breathe } from '../longWork';

/** Does work step by step, one piece at a time: a newer one takes the place of the one under way. */
export interface NewestJob {
  /**
   * @param begin is given what its steps call in their middle, as `Breathe` says
   * @returns undefined where a newer one came, or `stop` was called, before it was done
   */
  run<Result>(begin: (breathe: Breathe) => Generator<undefined, Result>): Promise<Result | undefined>;
  stop(): void;
}

/**
 * @param lookAround hands on what has come meanwhile
 * @param pause lets other work be done between two steps
 */
export function createNewestJob(
  lookAround: () => void = () => undefined,
  pause: () => Promise<void> = nextTurn,
): NewestJob {
  let newest = 0;
  return {
    run: async (begin) => {
      newest += 1;
      const own = newest;
      const steps = begin(() => {
        lookAround();
        if (own !== newest) throw new WorkStopped();
      });
      for (;;) {
        await pause();
        if (own !== newest) return undefined;
        const step = nextStep(steps);
        if (step === undefined) return undefined;
        if (step.done === true) return step.value;
      }
    },
    stop: () => {
      newest += 1;
    },
  };
}

function nextStep<Result>(steps: Generator<undefined, Result>): IteratorResult<undefined, Result> | undefined {
  try {
    return steps.next();
  } catch (error) {
    if (error instanceof WorkStopped) return undefined;
    throw error;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
