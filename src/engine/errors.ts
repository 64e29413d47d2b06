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

/** A step of the query could not be computed; `position` is where that step or its function is written. */
export function queryFailed(sentence: string, cause: unknown, position?: QueryPosition): HuntError {
  const plain = sentence.replace(/\.$/, '');
  const place = position === undefined ? '' : ` at line ${position.line}, column ${position.column}`;
  return {
    code: 'BadRequest',
    message: `The query failed: ${plain}${place}.`,
    hint: '',
    ...(position === undefined ? {} : { position }),
    cause,
  };
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
