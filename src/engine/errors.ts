import type { HuntError, QueryPosition } from '../core/errors';

/** The query does not parse or bind, or asks for what makes no sense; worded as the service words it. */
export function queryRejected(sentence: string, position: QueryPosition, meantName?: string): HuntError {
  return {
    code: 'BadRequest',
    message: `${sentence.replace(/\.$/, '')} at line ${position.line}, column ${position.column}. Fix semantic errors in your query.`,
    hint: meantName === undefined ? '' : `Did you mean ${meantName}?`,
    position,
  };
}

/** Valid KQL that the local engine has no translation for. */
export function notSupportedYet(what: string, position: QueryPosition): HuntError {
  return {
    code: 'LocalEngineUnsupported',
    message: `${what} at line ${position.line}, column ${position.column} is not supported by the local engine yet.`,
    hint: 'Rewrite this step, or run the query on a tenant.',
    position,
  };
}

/** Kusto's own parser gave up on the text. */
export function queryNotParsed(cause: unknown): HuntError {
  return {
    code: 'BadRequest',
    message: 'The query could not be parsed.',
    hint: 'Run its parts one by one to find the one at fault.',
    cause,
  };
}

/** The database refused while it computed rows. */
export function queryFailed(cause: unknown): HuntError {
  return { code: 'BadRequest', message: `The query failed: ${reasonOf(cause)}`, hint: '', cause };
}

/** The memory given to the engine was not enough; worded as the service words it. */
export function outOfMemory(cause: unknown): HuntError {
  return {
    code: 'BadRequest',
    message: 'The query cannot run because it exceeds the allowed size limit when processed.',
    hint: 'Filter earlier, summarize, or ask for fewer columns.',
    cause,
  };
}

/** First line of a database's message, without its own names of columns and hints. */
function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : '';
  const [line = ''] = text.replace(/^[A-Za-z ]*Error: /, '').split('\n');
  return line === '' ? 'the engine gave no reason.' : line;
}
