import type { HuntError } from '../errors';

export function noRowsToDraw(): HuntError {
  return {
    code: 'NoRowsToDraw',
    message: 'There are no rows to draw.',
    hint: 'Clear the filters, or run another query.',
  };
}

export function noRowsReturned(): HuntError {
  return {
    code: 'NoRowsReturned',
    message: 'The query returned no rows.',
    hint: 'Choose a longer timespan, or run another query.',
  };
}

/** @param kind what people call the chart */
export function noXColumn(kind: string): HuntError {
  return {
    code: 'NoXColumn',
    message: `${/^[aeiou]/i.test(kind) ? 'An' : 'A'} ${kind} needs a column of times or numbers for its x axis.`,
    hint: 'Choose another kind of chart, or a column for the x axis.',
  };
}

export function noYColumn(): HuntError {
  return {
    code: 'NoYColumn',
    message: 'No column holds numbers that could be drawn.',
    hint: 'Choose an aggregation, such as count, or another column for the y axis.',
  };
}

export function noPoints(): HuntError {
  return {
    code: 'NoPoints',
    message: 'None of the rows has both an x and a y value.',
    hint: 'Choose other columns.',
  };
}

export function wrongBin(bin: string): HuntError {
  return {
    code: 'WrongBin',
    message: `"${bin}" is no size of a step.`,
    hint: 'Write a timespan such as 5m, 1h or 1d for times, a positive number for numbers, or nothing.',
  };
}

export function wrongImage(): HuntError {
  return {
    code: 'WrongImage',
    message: 'The picture of the chart could not be made.',
    hint: 'Try the other format, or draw less.',
  };
}
