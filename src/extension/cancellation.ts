import type { CancellationToken } from 'vscode';

/** Runs `work` with a signal that aborts when VS Code's token is cancelled: the one place where the two meet. */
export async function withAbortSignal<T>(
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const listener = token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) controller.abort();
  try {
    return await work(controller.signal);
  } finally {
    listener.dispose();
  }
}
