import type { HuntError } from '../errors';
import type { RunFailure } from './gridMessages';

/** An error as the page shows it. */
export function describeFailure({ message, hint, position, details = {} }: HuntError): RunFailure {
  return {
    message,
    hint,
    ...(position === undefined ? {} : { position }),
    details: Object.entries(details).map(([name, value]) => ({ name, value })),
  };
}
