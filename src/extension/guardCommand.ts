import type { LogOutputChannel } from 'vscode';
import { unforeseen } from './errors';
import { showError } from './notifications';

/** A command's handler that ends what nobody foresaw as one sentence, with the facts in the log. */
export function guardCommand<Arguments extends unknown[], Result>(
  name: string,
  handler: (...args: Arguments) => Promise<Result>,
  log: LogOutputChannel,
) {
  return async (...args: Arguments): Promise<Result | undefined> => {
    try {
      return await handler(...args);
    } catch (error) {
      // The stack's first line may quote a value; the lines below it name only places in the code.
      const [, ...places] = (error instanceof Error ? (error.stack ?? '') : '').split('\n');
      log.error([`${name} failed: ${error instanceof Error ? error.name : typeof error}`, ...places].join('\n'));
      void showError(unforeseen());
      return undefined;
    }
  };
}
