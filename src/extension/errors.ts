import type { HuntError } from '../core/errors';

export function noQueryHere(): HuntError {
  return {
    code: 'NoQueryHere',
    message: 'There is no query at the cursor.',
    hint: 'Put the cursor in a query or select its text, then run it again.',
  };
}

export function noKustoEditor(): HuntError {
  return {
    code: 'NoKustoEditor',
    message: 'No KQL file is open in the editor.',
    hint: 'Open a .kql file and run its query from there.',
  };
}

export function languageProcessSilent(): HuntError {
  return {
    code: 'LanguageProcessSilent',
    message: 'The language process, which finds the query at the cursor, does not answer.',
    hint: 'Select the text of the query and run it again, or reload the window.',
  };
}

export function unknownConnection(name: string): HuntError {
  return {
    code: 'UnknownConnection',
    message: `There is no connection called "${name}".`,
    hint: 'Choose one with Select Connection, or add it with Add Connection.',
  };
}

export function engineNotStarted(reason: string): HuntError {
  return {
    code: 'EngineNotStarted',
    message: `The local engine could not be started (${reason}).`,
    hint: 'Look into the log for what it said, and check the setting kqlHunting.engine.dataFolder.',
  };
}

export function engineStopped(): HuntError {
  return {
    code: 'EngineStopped',
    message: 'The local engine stopped before it had answered.',
    hint: 'Run the query again: the engine is started anew. Where it goes on, ask for fewer rows and look into the log.',
  };
}

export function wrongDataFolder(): HuntError {
  return {
    code: 'WrongDataFolder',
    message: 'The setting kqlHunting.engine.dataFolder is not the absolute path of a folder.',
    hint: 'Correct it in your user settings, or leave it empty to use the sample data.',
  };
}

export function wrongEngineLimit(setting: string, hint: string): HuntError {
  return { code: 'WrongEngineLimit', message: `The setting kqlHunting.${setting} cannot be read.`, hint };
}

export function noResult(): HuntError {
  return {
    code: 'NoResult',
    message: 'There is no result to save.',
    hint: 'Run a hunting query first.',
  };
}

export function unknownFormat(fileName: string): HuntError {
  return {
    code: 'UnknownFormat',
    message: `The name "${fileName}" does not say which format to save in.`,
    hint: 'End it with .csv, .tsv, .json, .ndjson or .md.',
  };
}

export function noTenant(): HuntError {
  return {
    code: 'NoTenant',
    message: 'There is no tenant to sign in to.',
    hint: 'Add one with Add Connection; the local sample data needs no sign-in.',
  };
}

/** Something that no other error foresaw; its details are in the log alone. */
export function unforeseen(): HuntError {
  return {
    code: 'Unforeseen',
    message: 'Something went wrong that KQL Hunting did not foresee.',
    hint: 'Look into the log, and report it with what you did.',
  };
}

/** @param others the names of tables that are no results */
export function mixedTables(connection: string, others: readonly string[]): HuntError {
  const [first = ''] = others;
  return {
    code: 'MixedTables',
    message: `${first} is a table of ${connection}, where the rows of results are not.`,
    hint: 'Run the query of the table first, for its rows are a table, too. Or have few rows of results written into the query with Write Results Into Query: they are then sent with it.',
  };
}

export function noResultInQuery(): HuntError {
  return {
    code: 'NoResultInQuery',
    message: 'The query at the cursor reads no result.',
    hint: 'Name a result in it, such as results or results1, and put the cursor there.',
  };
}

/** @param name of a result, as queries call it */
export function resultTooLargeForQuery(name: string, size: string, limit: string): HuntError {
  return {
    code: 'ResultTooLargeForQuery',
    message: `${name} has ${size}; no more than ${limit} can be written into a query.`,
    hint: `Take fewer rows and columns of it first, such as by ${name} | distinct DeviceId, and name that result instead.`,
  };
}

export function resultClosed(name: string): HuntError {
  return {
    code: 'ResultClosed',
    message: `The result behind ${name} is closed.`,
    hint: 'Run its query again, or open it from the history.',
  };
}

/** No column of one result is a column of the other. */
export function nothingInCommon(): HuntError {
  return {
    code: 'NothingInCommon',
    message: 'These results have no column in common to find rows again by.',
    hint: 'Compare results of the same query, or give columns the same names with project-rename.',
  };
}

export function nothingToCompare(): HuntError {
  return {
    code: 'NothingToCompare',
    message: 'There is no other result to compare with.',
    hint: 'Run another query, or the same one again later.',
  };
}
