import type { DuckDBConnection } from '@duckdb/node-api';

const INTERRUPT_EVERY_MS = 20;

/**
 * Interrupts what a connection runs once the signal aborts, and again until told to stop: the database forgets an
 * interrupt that comes before the statement has started.
 */
export function interruptOnAbort(connection: DuckDBConnection, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    timer ??= setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  return () => {
    signal.removeEventListener('abort', interrupt);
    clearInterval(timer);
  };
}
