import { valueKindOf } from '../../entities/valueKind';
import { showInvisibles } from '../../visibleText';
import { cutText, displayValue } from './displayCell';
import { hasMixedScripts } from './mixedScripts';
import { isJsonContainer, prettyPrintJson } from './prettyJson';
import type { ResultTable } from '../resultTable';
import type { ScalarType } from '../scalarType';
import { rootOf, type NodePlace } from './valueTree';

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
  /** What the text looks like, in words: `SHA-256 hash`. */
  readonly kind?: string;
  /** A dynamic value, or JSON in a string, laid out over lines with its digits untouched. */
  readonly formatted?: string;
  /** Where the tree of its parts begins, for a value that has parts. */
  readonly tree?: { readonly place: NodePlace; readonly count: number };
  /** Where the rest of a cut text is read on, for `readTextPiece`. */
  readonly next?: number;
}

/** A part of a long text as a pane shows it. */
export interface TextPiece {
  readonly text: string;
  /** Where to read on; absent at the end. */
  readonly next?: number;
}

/** Reads one value of a table in full. */
export function readCellValue(table: ResultTable, row: number, column: number): CellValue {
  if (table.isNull(row, column)) return { isNull: true, text: '', length: 0, isCut: false, hasMixedScripts: false };
  const type = table.columns[column]?.type ?? 'string';
  const exact = table.text(row, column);
  const shown = displayValue(type, exact);
  const { text, next } = readTextPiece(shown, 0);
  const isJson = holdsJson(type, exact);
  const pretty = isJson ? prettyPrintJson(exact, VALUE_CHARACTERS) : undefined;
  const kind = valueKindOf(type, exact);
  const tree = type === 'dynamic' || isJson ? rootOf(exact) : undefined;
  return {
    isNull: false,
    text,
    length: exact.length,
    isCut: next !== undefined || pretty?.isCut === true,
    hasMixedScripts: hasMixedScripts(shown.slice(0, VALUE_CHARACTERS)),
    ...(kind === undefined ? {} : { kind }),
    ...(pretty === undefined ? {} : { formatted: showInvisiblesInLines(pretty.text) }),
    ...(tree === undefined ? {} : { tree }),
    ...(next === undefined ? {} : { next }),
  };
}

/** The part of a text that begins at an offset: `VALUE_CHARACTERS` long, cut neither in a pair nor in a line break. */
export function readTextPiece(text: string, from: number): TextPiece {
  if (text.length - from <= VALUE_CHARACTERS) return { text: showInvisiblesInLines(text.slice(from)) };
  const piece = cutText(text.slice(from, from + VALUE_CHARACTERS), VALUE_CHARACTERS);
  const whole = piece.endsWith('\r') ? piece.slice(0, -1) : piece;
  return { text: showInvisiblesInLines(whole), next: from + whole.length };
}

/** Whether a value is laid out as JSON: an object or array, dynamic or in a string. */
function holdsJson(type: ScalarType, exact: string): boolean {
  if (type === 'dynamic') return /^\s*[{[]/.test(exact);
  return exact.length <= LONGEST_EMBEDDED_JSON && isJsonContainer(exact);
}

/** As `showInvisibles`, but line breaks and tabs stay, for text that is read over several lines. */
export function showInvisiblesInLines(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map((line) => line.split('\t').map(showInvisibles).join('\t'))
    .join('\n');
}
