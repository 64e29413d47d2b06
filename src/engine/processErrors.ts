import type { HuntError } from '../core/errors';

export function wrongArguments(what: string): HuntError {
  return {
    code: 'WrongArguments',
    message: what,
    hint: 'Use --data DIR, --cache DIR, --port N and --token T, each optional.',
  };
}
