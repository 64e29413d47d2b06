import type { HuntError } from '../core/errors';

export function answerTooLarge(): HuntError {
  return {
    code: 'AnswerTooLarge',
    message: 'Query execution has exceeded the allowed result size of 50 MB.',
    hint: 'Take fewer rows, or project only the columns that you need.',
  };
}

export function queryTimedOut(timeoutMs: number): HuntError {
  return {
    code: 'QueryTimedOut',
    message: `Query exceeded the timeout period of ${timeoutMs / 1000} seconds.`,
    hint: 'Look at a shorter time, or filter before you join and summarize.',
  };
}
