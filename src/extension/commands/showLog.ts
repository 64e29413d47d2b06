import type { LogOutputChannel } from 'vscode';

/** Shows what KQL Hunting did; queries, rows and tokens are not in it. */
export function showLogCommand(log: LogOutputChannel) {
  return (): Promise<void> => {
    log.show(true);
    return Promise.resolve();
  };
}
