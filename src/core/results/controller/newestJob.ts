/** Does work step by step, one piece at a time: a newer one takes the place of the one under way. */
export interface NewestJob {
  /** @returns undefined where a newer one came, or `stop` was called, before it was done */
  run<Result>(steps: Generator<undefined, Result>): Promise<Result | undefined>;
  stop(): void;
}

/** @param pause lets other work be done between two steps */
export function createNewestJob(pause: () => Promise<void> = nextTurn): NewestJob {
  let newest = 0;
  return {
    run: async (steps) => {
      newest += 1;
      const own = newest;
      for (;;) {
        await pause();
        if (own !== newest) return undefined;
        const step = steps.next();
        if (step.done === true) return step.value;
      }
    },
    stop: () => {
      newest += 1;
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
