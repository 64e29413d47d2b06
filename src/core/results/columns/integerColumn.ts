import { JSON_VALUE, MISSING, NULL, type CellBatch } from './cellBatch';
import { CellForms, KEPT_FORM, NULL_FORM } from './cellForms';
import { writeDigits, writeNumber } from '../values/digits';
import { Int64Values } from './int64Values';
import type { Breathe } from '../longWork';
import type { SortWords } from '../sorting/radixSort';
import { setReceivedCell } from './setReceivedCell';
import type { ColumnBuilder } from './storedColumn';
import { compareNulls, compareTexts } from './textColumn';
import { holdsNumber, type NumberNeedle, type TextNeedle } from '../searching/textNeedle';
import { markWrittenTexts, type WrittenTexts } from '../searching/writtenTexts';

const NUMBER = 0;
const QUOTED = 1;

const MINUS = 0x2d;
const ZERO = 0x30;
const MAX_DIGITS = 19;
const TAIL_DIGITS = 9;
const TAIL_SIZE = 1_000_000_000;

/** What parts of the digits are like. */
const PART = /^-?\d*$/;
const LONGEST = '-9223372036854775808'.length;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** 32- and 64-bit integers, exact; whatever is not one (`1.0`, `-0`, thirty digits, a word) is kept as it came. */
export class IntegerColumn implements ColumnBuilder {
  private readonly forms = new CellForms();
  private readonly values = new Int64Values();
  private readonly written: WrittenTexts = {
    forms: this.forms,
    partPattern: PART,
    longest: LONGEST,
    text: (row) => this.text(row),
    holds: (row, _, number) => this.holds(row, number),
    write: (row, _, bytes) => this.write(row, bytes),
  };

  reserve(rows: number): void {
    this.forms.reserve(rows);
    this.values.resize(rows);
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
    else if (this.store(row, bytes, start, end)) this.forms.set(row, QUOTED);
    else this.setIllFormedString(row, decoder.decode(bytes.subarray(start, end)));
  }

  setIllFormedString(row: number, text: string): void {
    this.forms.keep(row, { text, json: JSON.stringify(text), fits: false });
  }

  setJson(row: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.store(row, bytes, start, end)) {
      this.forms.set(row, NUMBER);
    } else {
      const text = decoder.decode(bytes.subarray(start, end));
      this.forms.keep(row, { text, json: text, fits: false });
    }
  }

  clear(row: number): void {
    this.forms.clear(row);
  }

  finish(rowCount: number): void {
    this.forms.finish(rowCount);
    this.values.trim(rowCount);
  }

  isNull(row: number): boolean {
    return this.forms.isNull(row);
  }

  heldRows(rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
    return this.forms.heldRows(rows);
  }

  text(row: number): string {
    switch (this.forms.formOf(row)) {
      case NULL_FORM:
        return '';
      case KEPT_FORM:
        return this.forms.kept(row).text;
      default:
        return this.values.text(row);
    }
  }

  json(row: number): string {
    switch (this.forms.formOf(row)) {
      case NULL_FORM:
        return 'null';
      case KEPT_FORM:
        return this.forms.kept(row).json;
      case QUOTED:
        return `"${this.values.text(row)}"`;
      default:
        return this.values.text(row);
    }
  }

  compare(rowA: number, rowB: number): number {
    const formA = this.forms.formOf(rowA);
    const formB = this.forms.formOf(rowB);
    if (formA === NULL_FORM || formB === NULL_FORM) return compareNulls(formA, formB);
    if (formA !== KEPT_FORM && formB !== KEPT_FORM) return this.values.compare(rowA, rowB);
    return this.compareKept(rowA, rowB);
  }

  markMatches(needle: TextNeedle, marks: Uint8Array, breathe: Breathe): void {
    markWrittenTexts(this.written, needle, marks, breathe);
  }

  groupValues(): undefined {
    return undefined;
  }

  writeSortWords(rows: Uint32Array, words: SortWords): boolean {
    if (this.forms.hasKept) return false;
    this.values.writeSortWords(rows, words);
    return true;
  }

  private store(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    const isNegative = bytes[start] === MINUS;
    let position = isNegative ? start + 1 : start;
    const digits = end - position;
    if (digits < 1 || digits > MAX_DIGITS) return false;
    if (bytes[position] === ZERO && (digits > 1 || isNegative)) return false;
    const split = digits > TAIL_DIGITS ? end - TAIL_DIGITS : position;
    let head = 0;
    let tail = 0;
    for (; position < split; position++) {
      const digit = (bytes[position] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) return false;
      head = head * 10 + digit;
    }
    for (; position < end; position++) {
      const digit = (bytes[position] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) return false;
      tail = tail * 10 + digit;
    }
    if (head > 0) return this.values.setProduct(row, head, TAIL_SIZE, tail, isNegative);
    this.values.setSmall(row, isNegative ? -tail : tail);
    return true;
  }

  private holds(row: number, number: NumberNeedle): boolean | undefined {
    const size = this.values.smallSize(row);
    return size < 0 ? undefined : holdsNumber(size, number);
  }

  private write(row: number, bytes: Uint8Array): number {
    const head = this.values.divideSize(row, TAIL_SIZE);
    const tail = this.values.rest;
    const end = bytes.length;
    const start =
      head === 0 ? writeNumber(bytes, end, tail) : writeNumber(bytes, writeDigits(bytes, end, tail, TAIL_DIGITS), head);
    if (!this.values.isNegative(row)) return start;
    bytes[start - 1] = MINUS;
    return start - 1;
  }

  /** Numbers that are no 64-bit integers stand among the integers, words after all numbers. */
  private compareKept(rowA: number, rowB: number): number {
    const a = this.approximate(rowA);
    const b = this.approximate(rowB);
    if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
    if (a < b) return -1;
    return Number(a > b) || compareTexts(this.text(rowA), this.text(rowB));
  }

  private approximate(row: number): number {
    return this.forms.formOf(row) === KEPT_FORM ? Number(this.forms.kept(row).text) : this.values.approximate(row);
  }
}
