/** A 1-based place in a query's text, as Kusto's messages and editors count them. */
export interface QueryPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * What went wrong, as a person reads it: `message` is one plain sentence, `hint` the next step.
 * Factories that make them live beside their area (`graph/errors.ts`, `auth/errors.ts`, …); `code` is stable and unique.
 */
export interface HuntError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly position?: QueryPosition;
  /** Facts for a support case, such as `request-id`; never a token, a secret or a row. */
  readonly details?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** The result of something that can fail: errors are values, nothing is thrown across a room's border. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: HuntError };

export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(error: HuntError): { readonly ok: false; readonly error: HuntError } {
  return { ok: false, error };
}

/** The user asked to stop: no message is shown for it. */
export function cancelled(): HuntError {
  return { code: 'Cancelled', message: 'The run was cancelled.', hint: 'Run it again when you are ready.' };
}

/** One line or two for a terminal or a notification: the sentence, then the next step. */
export function describeError(error: HuntError): string {
  return error.hint === '' ? error.message : `${error.message} ${error.hint}`;
}

/** Whether a sentence about an error names a place in the query itself, in words or in one of Kusto's short forms. */
export function namesPlace(message: string, { line, column }: QueryPosition): boolean {
  return new RegExp(`\\bline\\D{1,12}${line}\\D{1,12}${column}\\b`, 'i').test(message);
}
