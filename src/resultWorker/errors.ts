import type { HuntError } from '../core/errors';

/** The worker that held a result's rows has ended, which takes no other result along. */
export function rowsLost(): HuntError {
  return {
    code: 'RowsLost',
    message: 'The process that held the rows of this result ended unexpectedly.',
    hint: 'Run the query again. Other results are still there.',
  };
}

export function outOfMemory(): HuntError {
  return {
    code: 'OutOfMemory',
    message: 'There is not enough memory for the rows of this result.',
    hint: 'Close other results, or ask for fewer rows or columns, and run the query again.',
  };
}

export function answerUnreadable(cause: unknown): HuntError {
  return {
    code: 'AnswerUnreadable',
    message: 'The rows could not be read to their end.',
    hint: 'Run the query again.',
    cause,
  };
}
