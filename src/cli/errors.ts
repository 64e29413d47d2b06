import type { HuntError } from '../core/errors';

const SEE_HELP = 'Run "kql-hunt --help" for what is allowed.';

/** The command line itself is wrong: `hint` says where to look. */
export function wrongUsage(message: string, hint = SEE_HELP): HuntError {
  return { code: 'WrongUsage', message, hint };
}

export function queryNotRead(path: string, cause: unknown): HuntError {
  return {
    code: 'QueryNotRead',
    message: path === '-' ? 'The query could not be read from standard input.' : `"${path}" could not be read.`,
    hint: 'Give the path of a .kql file, or - to read the query from standard input.',
    cause,
  };
}

/** A file that `--schema` names. @param reason ends the sentence */
export function schemaNotRead(path: string, reason: string, cause?: unknown): HuntError {
  return {
    code: 'WrongUsage',
    message: `The schema "${path}" cannot be used: ${reason}.`,
    hint: 'Give defender, sentinel, or a JSON file: { "TableName": { "ColumnName": "string" } }.',
    ...(cause !== undefined && { cause }),
  };
}

export function emptyQuery(): HuntError {
  return { code: 'EmptyQuery', message: 'The query is empty.', hint: 'Write a query such as DeviceInfo | take 10.' };
}

export function unknownConnection(name: string, known: readonly string[], file: string): HuntError {
  return {
    code: 'UnknownConnection',
    message: `There is no connection called "${name}".`,
    hint: `Known are ${['local', ...known].join(', ')}. Others are described in ${file}.`,
  };
}

export function connectionsNotRead(file: string, cause: unknown): HuntError {
  return {
    code: 'ConnectionsNotRead',
    message: `The connections in ${file} could not be read.`,
    hint: 'The file holds a JSON list: [ { "name": …, "tenantId": …, "clientId": … } ].',
    cause,
  };
}

export function secretNotSet(connectionName: string, variable: string): HuntError {
  return {
    code: 'SecretNotSet',
    message: `The connection "${connectionName}" needs its secret in the environment.`,
    hint: `Set the variable ${variable} and try again.`,
  };
}

export function unexpectedFailure(cause: unknown): HuntError {
  return {
    code: 'UnexpectedFailure',
    message: 'kql-hunt failed in a way it did not expect.',
    hint: 'Please report it with the command that you ran.',
    cause,
  };
}

/** The files were checked, and are not as they should be. */
export function findingsFound(summary: string): HuntError {
  return { code: 'FindingsFound', message: summary, hint: '' };
}

export function filesNotFormatted(count: number): HuntError {
  const files = count === 1 ? '1 file is' : `${count} files are`;
  return { code: 'FilesNotFormatted', message: `${files} not laid out.`, hint: 'Run kql-hunt format on them.' };
}

export function filesNotDone(count: number): HuntError {
  const files = count === 1 ? '1 file' : `${count} files`;
  return { code: 'FilesNotDone', message: `${files} could not be formatted.`, hint: '' };
}
