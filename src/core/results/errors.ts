import type { HuntError } from '../errors';
import { formatCount } from '../formatCount';

export function tooMuchToCopy(): HuntError {
  return {
    code: 'TooMuchToCopy',
    message: 'The selection is too large for the clipboard.',
    hint: 'Save it to a file with Save Results As, or select less.',
  };
}

export function severalColumns(): HuntError {
  return {
    code: 'SeveralColumns',
    message: 'A list holds the values of one column.',
    hint: 'Select cells of one column and copy again.',
  };
}

/** A value stands in a column of another type. */
export function noSuchValue(): HuntError {
  return {
    code: 'NoSuchValue',
    message: 'KQL cannot write one of the selected values.',
    hint: 'Select others, or write the condition by hand.',
  };
}

export function tooManyValues(most: number): HuntError {
  return {
    code: 'TooManyValues',
    message: `More than ${formatCount(most)} different values are selected.`,
    hint: 'Select fewer of them.',
  };
}

/** @param name of the column, empty where none was chosen */
export function noSuchKey(name: string): HuntError {
  return {
    code: 'NoSuchKey',
    message: name === '' ? 'No key column is chosen.' : `Not both results have a column ${name}.`,
    hint: 'Choose columns that both results have and that tell rows from one another.',
  };
}

export function noWords(): HuntError {
  return {
    code: 'NoWords',
    message: 'There are no words to look for in the selected values.',
    hint: 'Select texts, or include or exclude the values.',
  };
}

export function noOrder(): HuntError {
  return {
    code: 'NoOrder',
    message: 'A range needs numbers, datetimes or timespans.',
    hint: 'Select some in columns of these types.',
  };
}
