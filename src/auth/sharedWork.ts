import { cancelled, fail, type Outcome } from '../core/errors';
import { settleOrAbort } from './abort';

interface RunningWork<T> {
  readonly result: Promise<Outcome<T>>;
  readonly stop: AbortController;
  callers: number;
}

/** Joins the work of that key that is under way, or begins it; `work` never rejects. */
export type ShareWork<T> = (
  key: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Outcome<T>>,
) => Promise<Outcome<T>>;

/**
 * Callers who want the same at the same time share one run. Each may leave by its own signal, at once;
 * the run itself is aborted when the last of them has left.
 */
export function createSharedWork<T>(): ShareWork<T> {
  const running = new Map<string, RunningWork<T>>();

  function begin(key: string, work: (signal: AbortSignal) => Promise<Outcome<T>>): RunningWork<T> {
    const stop = new AbortController();
    const result = work(stop.signal).finally(() => {
      if (running.get(key)?.stop === stop) running.delete(key);
    });
    const begun = { result, stop, callers: 0 };
    running.set(key, begun);
    return begun;
  }

  return async (key, signal, work) => {
    if (signal.aborted) return fail(cancelled());
    const joined = running.get(key) ?? begin(key, work);
    joined.callers += 1;
    try {
      return await settleOrAbort(joined.result, signal);
    } catch {
      return fail(cancelled());
    } finally {
      joined.callers -= 1;
      if (joined.callers === 0) {
        if (running.get(key) === joined) running.delete(key);
        joined.stop.abort();
      }
    }
  };
}
