import type { Column } from '../../core/results/resultTable';
import { converter } from '../evaluate/conversion';
import type { EvaluatedValue } from '../evaluate/expression';
import { toEngineValue } from '../evaluate/valueTypes';
import type { EngineValue } from '../engineAnswer';
import { parseDynamic } from '../scalar/dynamicJson';
import { isArray, isBag, type DynamicValue } from '../scalar/dynamicValue';
import { ScalarFunctionError } from '../scalar/scalarFunction';
import { PAUSE, type Procedure } from './procedure';

/** How a file of `externaldata` holds rows. */
export type ExternalFormat =
  | { readonly kind: 'delimited'; readonly separator: string; readonly skipsFirst: boolean }
  | { readonly kind: 'lines'; readonly skipsFirst: boolean }
  | { readonly kind: 'raw' }
  | { readonly kind: 'json' };

export interface ExternalFile {
  readonly name: string;
  read(this: void): Buffer;
}

const ROWS_BEFORE_PAUSE = 1000;

/** The rows of some files, their values converted to the declared columns; what a row lacks is null. */
export function externalRows(
  files: readonly ExternalFile[],
  format: ExternalFormat,
  columns: readonly Column[],
): Procedure {
  return function* () {
    let rows = 0;
    for (const { name, read } of files) {
      const text = new TextDecoder().decode(read());
      for (const values of recordsOf(text, format, columns, name)) {
        if (rows++ % ROWS_BEFORE_PAUSE === 0) yield PAUSE;
        yield columns.map(({ type }, index): EngineValue => toEngineValue(type, values[index] ?? null));
      }
    }
  };
}

function* recordsOf(
  text: string,
  format: ExternalFormat,
  columns: readonly Column[],
  name: string,
): Iterable<readonly EvaluatedValue[]> {
  switch (format.kind) {
    case 'raw':
      yield fromTexts([text], columns);
      return;
    case 'json':
      for (const value of jsonValues(text, name)) yield columns.map((column) => memberOf(value, column));
      return;
    case 'lines':
    case 'delimited': {
      const separator = format.kind === 'lines' ? undefined : format.separator;
      let isFirst = format.skipsFirst;
      for (const values of splitRecords(text, separator)) {
        if (!isFirst) yield fromTexts(values, columns);
        isFirst = false;
      }
    }
  }
}

/** The values of each line; a quoted value may hold separators and line ends. Empty lines are no records. */
function* splitRecords(text: string, separator: string | undefined): Iterable<readonly string[]> {
  if (separator === undefined) {
    for (const line of text.split(/\r\n|\n|\r/)) if (line !== '') yield [line];
    return;
  }
  const escaped = separator.replace(/[|\\]/g, '\\$&');
  const value = new RegExp(`(?:"((?:[^"]|"")*)"|([^${escaped}\\r\\n]*))(${escaped}|\\r\\n|\\n|\\r|$)`, 'y');
  let record: string[] = [];
  while (value.lastIndex < text.length || record.length > 0) {
    const match = value.exec(text);
    if (match === null) throw new ScalarFunctionError('externaldata: a quoted value does not end where it should');
    const [, quoted, plain = '', end] = match;
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    if (record.length > 1 || record[0] !== '' || quoted !== undefined) yield record;
    record = [];
  }
}

function fromTexts(texts: readonly string[], columns: readonly Column[]): readonly EvaluatedValue[] {
  return columns.map(({ type }, index) => {
    const text = texts[index] ?? '';
    return type === 'dynamic' ? (parseDynamic(text) ?? text) : converter('string', type)(text);
  });
}

/** The objects of an array, of a text that is one object, or of lines that each hold one. */
function jsonValues(text: string, name: string): readonly DynamicValue[] {
  const whole = parseDynamic(text);
  if (whole !== undefined) return isArray(whole) ? whole : [whole];
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const value = parseDynamic(line);
    if (value === undefined) throw new ScalarFunctionError(`externaldata: line ${index + 1} of '${name}' is no JSON`);
    return [value];
  });
}

function memberOf(value: DynamicValue, { name, type }: Column): EvaluatedValue {
  const member = isBag(value) ? (value.get(name) ?? null) : null;
  return member === null ? null : converter('dynamic', type)(member);
}
