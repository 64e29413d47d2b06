import { JSON_VALUE, MISSING, NULL, type CellBatch } from './cellBatch';
import { CellForms, KEPT_FORM, NULL_FORM } from './cellForms';
import type { Breathe } from '../longWork';
import { writeNumber } from '../values/digits';
import type { SortWords } from '../sorting/radixSort';
import { resizeBuffer, trimBuffer } from './resizeBuffer';
import { setReceivedCell } from './setReceivedCell';
import type { ColumnBuilder } from './storedColumn';
import { compareNulls, compareTexts } from './textColumn';
import type { TextNeedle } from '../searching/textNeedle';
import { markWrittenTexts, type WrittenTexts } from '../searching/writtenTexts';

/** Flags of a form: the number came as a JSON string; its text is JavaScript's with `.0` at the end. */
const QUOTED = 1;
const POINT_ZERO = 2;

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
/** A decimal number of up to 15 digits and its nearest double stand for each other exactly. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);
const MOST_EXACT = 10 ** EXACT_DIGITS;
const SIGN = 0x80000000;
/** Below this, JavaScript writes an exponent. */
const SMALLEST_PLAIN = 1e-6;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** What parts of JavaScript's texts are like, in lower case. */
const PART = /^(?:-?[\d.]*e?[-+]?\d*|-?[infatyn]*)$/;
/** More than any double's shortest digits take. */
const LONGEST = 32;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Doubles. The received digits are given back where JavaScript would write others, such as `1E+2`, `1e400` or `0.10`. */
export class RealColumn implements ColumnBuilder {
  private readonly forms = new CellForms();
  private values = new Float64Array(0);
  private readonly written: WrittenTexts = {
    forms: this.forms,
    partPattern: PART,
    longest: LONGEST,
    text: (row) => this.text(row),
    write: (row, form, bytes) => this.write(row, form, bytes),
  };

  reserve(rows: number): void {
    this.forms.reserve(rows);
    this.values = new Float64Array(resizeBuffer(this.values.buffer, 8 * rows));
  }

  setCells(firstRow: number, batch: CellBatch, column: number): void {
    const { kinds, starts, ends, bytes, columnCount, rowCount } = batch;
    for (let at = 0, cell = column; at < rowCount; at++, cell += columnCount) {
      const kind = kinds[cell] ?? MISSING;
      if (kind === JSON_VALUE) this.setJson(firstRow + at, bytes, starts[cell] ?? 0, ends[cell] ?? 0);
      else if (kind > NULL) setReceivedCell(this, firstRow + at, batch, cell);
    }
  }

  setString(row: number, bytes: Uint8Array, start: number, end: number): void {
    if (start === end) this.clear(row);
    else if (!this.storeShort(row, bytes, start, end, QUOTED)) {
      this.storeText(row, decoder.decode(bytes.subarray(start, end)), QUOTED);
    }
  }

  setIllFormedString(row: number, text: string): void {
    this.storeText(row, text, QUOTED);
  }

  setJson(row: number, bytes: Uint8Array, start: number, end: number): void {
    if (!this.storeShort(row, bytes, start, end, 0)) {
      this.storeText(row, decoder.decode(bytes.subarray(start, end)), 0);
    }
  }

  clear(row: number): void {
    this.forms.clear(row);
  }

  finish(rowCount: number): void {
    this.forms.finish(rowCount);
    this.values = new Float64Array(trimBuffer(this.values.buffer, 8 * rowCount), 0, rowCount);
  }

  isNull(row: number): boolean {
    return this.forms.isNull(row);
  }

  heldRows(rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
    return this.forms.heldRows(rows);
  }

  text(row: number): string {
    const form = this.forms.formOf(row);
    if (form === NULL_FORM) return '';
    if (form === KEPT_FORM) return this.forms.kept(row).text;
    const digits = String(this.values[row]);
    return (form & POINT_ZERO) === 0 ? digits : `${digits}.0`;
  }

  json(row: number): string {
    const form = this.forms.formOf(row);
    if (form === NULL_FORM) return 'null';
    if (form === KEPT_FORM) return this.forms.kept(row).json;
    return (form & QUOTED) === 0 ? this.text(row) : `"${this.text(row)}"`;
  }

  /** As Kusto sorts: null, NaN, -∞ to ∞; then what is no number. */
  compare(rowA: number, rowB: number): number {
    const formA = this.forms.formOf(rowA);
    const formB = this.forms.formOf(rowB);
    if (formA === NULL_FORM || formB === NULL_FORM) return compareNulls(formA, formB);
    const a = this.values[rowA] ?? Number.NaN;
    const b = this.values[rowB] ?? Number.NaN;
    if (a < b) return -1;
    if (a > b) return 1;
    return a === b && formA !== KEPT_FORM && formB !== KEPT_FORM ? 0 : this.compareUnusual(rowA, rowB, a, b);
  }

  markMatches(needle: TextNeedle, marks: Uint8Array, breathe: Breathe): void {
    markWrittenTexts(this.written, needle, marks, breathe);
  }

  groupValues(): undefined {
    return undefined;
  }

  writeSortWords(rows: Uint32Array, { low, high }: SortWords): boolean {
    if (this.forms.hasKept) return false;
    const words = new Uint32Array(this.values.buffer, this.values.byteOffset, 2 * this.values.length);
    const { values } = this;
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] ?? 0;
      const value = values[row] ?? Number.NaN;
      const isNegative = value < 0;
      const isNumber = !Number.isNaN(value);
      const bits = value === 0 ? 0 : (words[2 * row + 1] ?? 0);
      low[place] = isNumber ? invertIf(isNegative, words[2 * row] ?? 0) : 0;
      high[place] = isNumber ? invertIf(isNegative, bits ^ (isNegative ? 0 : SIGN)) : 0;
    }
    return true;
  }

  /** Stores a plain number of few digits without making a string. @returns false where it is not one. */
  private storeShort(row: number, bytes: Uint8Array, start: number, end: number, quoted: number): boolean {
    const isNegative = bytes[start] === MINUS;
    const first = isNegative ? start + 1 : start;
    let pointAt = end;
    let mantissa = 0;
    if (end - first > EXACT_DIGITS + 1 || end === first) return false;
    for (let position = first; position < end; position++) {
      const digit = (bytes[position] ?? 0) - ZERO;
      if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
      else if (bytes[position] === POINT && pointAt === end && position > first) pointAt = position;
      else return false;
    }
    const hasFraction = pointAt < end;
    const fractionDigits = hasFraction ? end - pointAt - 1 : 0;
    if (end - first - Number(hasFraction) > EXACT_DIGITS || (hasFraction && fractionDigits === 0)) return false;
    if (mantissa === 0 && isNegative) return false;
    if (bytes[first] === ZERO && pointAt - first > 1) return false;
    const size = mantissa / (POWERS_OF_TEN[fractionDigits] ?? 1);
    const endsInZero = hasFraction && bytes[end - 1] === ZERO;
    if (endsInZero && fractionDigits > 1) return false;
    if (size < SMALLEST_PLAIN && mantissa !== 0) return false;
    this.values[row] = isNegative ? -size : size;
    this.forms.set(row, endsInZero ? quoted | POINT_ZERO : quoted);
    return true;
  }

  private storeText(row: number, text: string, quoted: number): void {
    const value = SPECIAL.get(text) ?? (NUMBER.test(text) ? Number(text) : undefined);
    this.values[row] = value ?? Number.NaN;
    const written = String(value);
    if (value !== undefined && text === written) this.forms.set(row, quoted);
    else if (value !== undefined && text === `${written}.0`) this.forms.set(row, quoted | POINT_ZERO);
    else {
      const json = quoted === 0 ? text : JSON.stringify(text);
      this.forms.keep(row, { text, json, fits: value !== undefined });
    }
  }

  /** Writes what 15 digits tell exactly, which is most of what people measure. */
  private write(row: number, form: number, bytes: Uint8Array): number {
    const value = this.values[row] ?? Number.NaN;
    const size = Math.abs(value);
    if (!(size < MOST_EXACT) || (size < SMALLEST_PLAIN && size !== 0)) return -1;
    const fractionDigits = countFractionDigits(size);
    if (fractionDigits < 0) return -1;
    let at = bytes.length;
    if ((form & POINT_ZERO) !== 0) {
      bytes[--at] = ZERO;
      bytes[--at] = POINT;
    }
    at = writePlain(bytes, at, size, fractionDigits);
    if (value < 0) bytes[--at] = MINUS;
    return at;
  }

  private compareUnusual(rowA: number, rowB: number, a: number, b: number): number {
    const groupA = this.forms.fits(rowA) ? Number(!Number.isNaN(a)) : 2;
    const groupB = this.forms.fits(rowB) ? Number(!Number.isNaN(b)) : 2;
    if (groupA !== groupB) return groupA - groupB;
    return groupA === 2 ? compareTexts(this.text(rowA), this.text(rowB)) : 0;
  }
}

/** How many fraction digits the shortest decimal number has whose nearest double this is; negative beyond 15 digits. */
function countFractionDigits(size: number): number {
  for (let count = 0; count <= EXACT_DIGITS; count++) {
    const power = POWERS_OF_TEN[count] ?? 1;
    const scaled = Math.round(size * power);
    if (scaled >= MOST_EXACT) return -1;
    if (scaled / power === size) return count;
  }
  return -1;
}

function writePlain(bytes: Uint8Array, end: number, size: number, fractionDigits: number): number {
  if (fractionDigits === 0) return writeNumber(bytes, end, size);
  const power = POWERS_OF_TEN[fractionDigits] ?? 1;
  const scaled = Math.round(size * power);
  const whole = Math.floor(scaled / power);
  const pointAt = end - fractionDigits - 1;
  bytes.fill(ZERO, pointAt + 1, end);
  writeNumber(bytes, end, scaled - whole * power);
  bytes[pointAt] = POINT;
  return writeNumber(bytes, pointAt, whole);
}

/** The bits of a negative number order its size: upside down they order the number. */
function invertIf(isNegative: boolean, word: number): number {
  return isNegative ? ~word : word;
}
