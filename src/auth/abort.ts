/**
 * Settles as `work` does, or rejects with the signal's reason the moment it aborts, for work that cannot be stopped
 * from outside. What the abandoned work comes to later is dropped.
 */
export async function settleOrAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('Aborted'));
    };
  });
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Reads the signal afresh: the type checker takes an earlier look for the last word. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
