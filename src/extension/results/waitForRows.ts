import { ProgressLocation, window } from 'vscode';
import { cancelled, fail, type Outcome } from '../../core/errors';
import { withAbortSignal } from '../cancellation';
import type { OpenResult } from './openResult';

/** What is over by then needs no telling: a notification would only flicker. */
const LONG_MS = 1000;

/**
 * Waits for the rows of a result. Where they take long, a notification says so and lets the user cancel, which closes
 * the result.
 * @returns `Cancelled` where the result was closed meanwhile
 */
export async function waitForRows<T>(
  title: string,
  result: OpenResult,
  work: Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const outcome = (await isLong(work)) ? await notify(title, result, work) : await work;
  return result.closed.aborted ? fail(cancelled()) : outcome;
}

async function isLong(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const long = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), LONG_MS);
  });
  try {
    return await Promise.race([long, work.then(() => false)]);
  } finally {
    clearTimeout(timer);
  }
}

async function notify<T>(title: string, result: OpenResult, work: Promise<T>): Promise<T> {
  const options = { location: ProgressLocation.Notification, cancellable: true, title };
  return window.withProgress(options, (_, token) =>
    withAbortSignal(token, (signal) => {
      signal.addEventListener('abort', () => result.close());
      return work;
    }),
  );
}
