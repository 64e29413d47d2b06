import type { CancellationToken } from 'vscode-languageserver';

/** Aborts when the editor no longer waits for an answer. */
export function abortSignalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
