import { showInvisibles } from '../visibleText';
import { cutText, displayValue } from './displayCell';
import { hasMixedScripts } from './mixedScripts';
import { isJsonContainer, prettyPrintJson } from './prettyJson';
import type { ResultTable } from './resultTable';

/** A pane shows at most this many characters of one value. Copying and saving take all of it. */
export const VALUE_CHARACTERS = 200_000;
/** JSON in string columns is looked for in texts up to this length. */
const LONGEST_EMBEDDED_JSON = 1_000_000;

/** One value in full, for the side pane. */
export interface CellValue {
  readonly isNull: boolean;
  /** The value with its invisible characters marked (line breaks and tabs stay), cut at `VALUE_CHARACTERS`. */
  readonly text: string;
  /** The exact value's length in characters (UTF-16 units). */
  readonly length: number;
  /** True where `text` or `formatted` is not the whole value. */
  readonly isCut: boolean;
  readonly hasMixedScripts: boolean;
  /** A dynamic value, or JSON in a string, laid out over lines with its digits untouched. */
  readonly formatted?: string;
}

/** Reads one value of a table in full. */
export function readCellValue(table: ResultTable, row: number, column: number): CellValue {
  if (table.isNull(row, column)) return { isNull: true, text: '', length: 0, isCut: false, hasMixedScripts: false };
  const type = table.columns[column]?.type ?? 'string';
  const exact = table.text(row, column);
  const shown = cutText(displayValue(type, exact), VALUE_CHARACTERS);
  const isJson =
    type === 'dynamic' ? /^\s*[{[]/.test(exact) : exact.length <= LONGEST_EMBEDDED_JSON && isJsonContainer(exact);
  const pretty = isJson ? prettyPrintJson(exact, VALUE_CHARACTERS) : undefined;
  return {
    isNull: false,
    text: showInvisiblesInLines(shown),
    length: exact.length,
    isCut: exact.length > VALUE_CHARACTERS || pretty?.isCut === true,
    hasMixedScripts: hasMixedScripts(shown),
    ...(pretty === undefined ? {} : { formatted: showInvisiblesInLines(pretty.text) }),
  };
}

/** As `showInvisibles`, but line breaks and tabs stay, for text that is read over several lines. */
export function showInvisiblesInLines(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map((line) => line.split('\t').map(showInvisibles).join('\t'))
    .join('\n');
}
