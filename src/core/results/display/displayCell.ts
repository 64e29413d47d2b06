import { showInvisibles } from '../../visibleText';
import { hasMixedScripts } from './mixedScripts';
import type { CellTexts } from '../resultTable';
import type { ScalarType } from '../scalarType';

/** A grid's cell shows at most this many characters (UTF-16 units) of a value; the side pane shows the rest. */
export const CELL_CHARACTERS = 2048;
/** How far into a long value look-alike letters are searched. */
const MIXED_SCRIPT_CHARACTERS = 16_384;
const WHOLE_DATETIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z$/;

/** What a grid shows in a cell that has more to say than its text. */
export interface MarkedCell {
  readonly text: string;
  /** The value's full length in characters, where `text` was cut. */
  readonly fullLength?: number;
  /** True where a word mixes look-alike scripts; absent otherwise. */
  readonly hasMixedScripts?: true;
}

/** What a grid shows in one cell: text with its invisible characters marked, or null for Kusto's null. */
export type DisplayCell = string | null | MarkedCell;

/** The cell of a table as a grid shows it: never more than `CELL_CHARACTERS` of the value, however long it is. */
export function displayCell(table: CellTexts, row: number, column: number): DisplayCell {
  if (table.isNull(row, column)) return null;
  const type = table.columns[column]?.type ?? 'string';
  const value = displayValue(type, table.text(row, column));
  const isCut = value.length > CELL_CHARACTERS;
  const text = showInvisibles(isCut ? cutText(value, CELL_CHARACTERS) : value);
  const isMixed = hasMixedScripts(isCut ? value.slice(0, MIXED_SCRIPT_CHARACTERS) : value);
  if (!isCut && !isMixed) return text;
  return {
    text,
    ...(isCut ? { fullLength: value.length } : {}),
    ...(isMixed ? { hasMixedScripts: true } : {}),
  };
}

/** A value's exact text as it is shown: datetimes always with seven fraction digits, all else untouched. */
export function displayValue(type: ScalarType, text: string): string {
  if (type !== 'datetime') return text;
  const [, toSeconds, fraction = ''] = WHOLE_DATETIME.exec(text) ?? [];
  return toSeconds === undefined ? text : `${toSeconds}.${fraction.padEnd(7, '0')}Z`;
}

/** The first `length` characters, one less where that would cut a surrogate pair in two. */
export function cutText(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? length - 1 : length);
}

/** True for a cell as `displayCell` makes it, for what came from another process. */
export function isDisplayCell(data: unknown): data is DisplayCell {
  if (typeof data === 'string' || data === null) return true;
  if (typeof data !== 'object' || !('text' in data) || typeof data.text !== 'string') return false;
  const lengthIsRight = !('fullLength' in data) || Number.isSafeInteger(data.fullLength);
  return lengthIsRight && (!('hasMixedScripts' in data) || data.hasMixedScripts === true);
}
