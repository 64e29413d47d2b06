import type { ScalarType } from '../results/scalarType';
import { repairSurrogates } from './wellFormed';
import { selectedColumns, type RowWriter, type TableSelection, type WriteOptions } from './rowWriter';

const LINE_END = '\r\n';
const BYTE_ORDER_MARK = '\uFEFF';

/** Blanks that spreadsheets skip before a formula. */
const SKIPPED = String.raw`\s\0\u200B-\u200F\u2060\u202A-\u202E\u2066-\u2069\uFEFF`;
/** What a spreadsheet may run: a leading `=`, `+`, `-`, `@` (also fullwidth), `|`, `%`, or a leading line break or tab. */
const FORMULA = new RegExp(String.raw`^[${SKIPPED}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]`, 'u');
/** A number or a timespan, which no column of another type than text has to fear. */
const MEASURE = /^[+-]?(?:[\d.:]+(?:[eE][+-]?\d+)?|Infinity)$/;
/** What most cells are: ASCII that begins with a letter or digit and needs nothing done to it. */
const PLAIN = /^[A-Za-z0-9](?:[ !#-+\--:<-~]*[!#-+\--:<-~])?$/;
/** `;` and the tab are separators somewhere; programs trim outer blanks and drop outer apostrophes of bare fields. */
const NEEDS_QUOTES = /[",;\t\r\n\u2028\u2029]|^\s|\s$|^'/;

/**
 * Writes records as RFC 4180 has them: CRLF, a header, quotes where they are needed. A null is an empty field, an empty
 * text a quoted empty field (`""`), which keeps the two apart for readers that care. Nothing is rounded or reformatted;
 * NUL, which ends the text in many readers, is written as its picture U+2400.
 */
export function delimitedWriter(delimiter: ',' | '\t', selection: TableSelection, options: WriteOptions): RowWriter {
  const { table } = selection;
  const columns = selectedColumns(selection);
  const isSingle = columns.length === 1;

  const writeField = (text: string, type: ScalarType): string => {
    if (PLAIN.test(text)) return text;
    const exact = repairSurrogates(text).replaceAll('\0', '\u2400');
    const field = options.guardFormulas && isFormula(exact, type) ? `'${exact}` : exact;
    return NEEDS_QUOTES.test(field) ? quote(field) : field;
  };

  const writeCell = (row: number, column: number, type: ScalarType): string => {
    // A record of one empty field would be an empty line, which most readers skip.
    if (table.isNull(row, column)) return isSingle ? '""' : '';
    const text = table.text(row, column);
    return text === '' ? '""' : writeField(text, type);
  };

  const header = columns.map(({ name }) => (name === '' && isSingle ? '""' : writeField(name, 'string')));
  return {
    head: (options.byteOrderMark ? BYTE_ORDER_MARK : '') + header.join(delimiter) + LINE_END,
    separator: '',
    foot: '',
    writeRow: (row) => columns.map(({ index, type }) => writeCell(row, index, type)).join(delimiter) + LINE_END,
  };
}

function isFormula(text: string, type: ScalarType): boolean {
  return FORMULA.test(text) && (type === 'string' || !MEASURE.test(text));
}

function quote(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}
