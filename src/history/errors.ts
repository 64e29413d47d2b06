import type { HuntError } from '../core/errors';

export function runNotKept(cause: unknown): HuntError {
  return {
    code: 'RunNotKept',
    message: 'The rows of this run could not be kept for later.',
    hint: 'See whether the disk is full; the result itself is whole.',
    cause,
  };
}

export function runNotThere(cause?: unknown): HuntError {
  return {
    code: 'RunNotThere',
    message: 'The rows of this run are not there any more.',
    hint: 'They made room for newer runs, or the history was cleared. Run the query again.',
    cause,
  };
}
