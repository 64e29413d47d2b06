import { JSON_VALUE, MISSING, NULL, type CellBatch } from './cellBatch';
import { CellForms, KEPT_FORM, NULL_FORM, resized } from './cellForms';
import type { Breathe } from '../longWork';
import type { SortWords } from '../sorting/radixSort';
import { setReceivedCell } from './setReceivedCell';
import type { ColumnBuilder } from './storedColumn';
import { compareNulls, compareTexts } from './textColumn';
import { markTexts, type TextNeedle } from '../searching/textNeedle';

/** The service writes a bool as `0` or `1` (its `SByte`); a literal is accepted as well, and so is a word in a string. */
const NUMBER = 0;
const LITERAL = 1;

const WORDS: ReadonlyMap<string, number> = new Map([
  ['0', 0],
  ['1', 1],
  ['false', 0],
  ['true', 1],
]);

/** What parts of the words are like. */
const PART = /^[truefals]*$/;

const TRUE = new TextEncoder().encode('true');
const FALSE = new TextEncoder().encode('false');

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class BoolColumn implements ColumnBuilder {
  private readonly forms = new CellForms();
  private values = new Uint8Array(0);

  reserve(rows: number): void {
    this.forms.reserve(rows);
    this.values = resized(this.values, rows);
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
    else this.setIllFormedString(row, decoder.decode(bytes.subarray(start, end)));
  }

  setIllFormedString(row: number, text: string): void {
    this.keep(row, text, JSON.stringify(text));
  }

  setJson(row: number, bytes: Uint8Array, start: number, end: number): void {
    const digit = (bytes[start] ?? 0) - 0x30;
    if (end - start === 1 && (digit === 0 || digit === 1)) {
      this.values[row] = digit;
      this.forms.set(row, NUMBER);
      return;
    }
    const isTrue = standsThere(TRUE, bytes, start, end);
    if (isTrue || standsThere(FALSE, bytes, start, end)) {
      this.values[row] = Number(isTrue);
      this.forms.set(row, LITERAL);
    } else {
      const text = decoder.decode(bytes.subarray(start, end));
      this.keep(row, text, text);
    }
  }

  clear(row: number): void {
    this.forms.clear(row);
  }

  finish(rowCount: number): void {
    this.forms.finish(rowCount);
    this.values = resized(this.values, rowCount);
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
        return this.values[row] === 1 ? 'true' : 'false';
    }
  }

  json(row: number): string {
    switch (this.forms.formOf(row)) {
      case NULL_FORM:
        return 'null';
      case KEPT_FORM:
        return this.forms.kept(row).json;
      case LITERAL:
        return this.text(row);
      default:
        return String(this.values[row]);
    }
  }

  compare(rowA: number, rowB: number): number {
    const formA = this.forms.formOf(rowA);
    const formB = this.forms.formOf(rowB);
    if (formA === NULL_FORM || formB === NULL_FORM) return compareNulls(formA, formB);
    const fitsA = this.forms.fits(rowA);
    const fitsB = this.forms.fits(rowB);
    if (fitsA && fitsB) return (this.values[rowA] ?? 0) - (this.values[rowB] ?? 0);
    return Number(fitsB) - Number(fitsA) || compareTexts(this.text(rowA), this.text(rowB));
  }

  markMatches(needle: TextNeedle, marks: Uint8Array, breathe: Breathe): void {
    if (this.forms.hasKept || needle.isLike(PART)) markTexts((row) => this.text(row), needle, marks, breathe);
  }

  groupValues(): undefined {
    return undefined;
  }

  writeSortWords(rows: Uint32Array, { low, high }: SortWords): boolean {
    if (this.forms.hasKept) return false;
    high.fill(0);
    const { values } = this;
    for (let place = 0; place < rows.length; place++) low[place] = values[rows[place] ?? 0] ?? 0;
    return true;
  }

  private keep(row: number, text: string, json: string): void {
    const value = WORDS.get(text.toLowerCase());
    this.values[row] = value ?? 0;
    const shown = value === undefined ? text : String(value === 1);
    this.forms.keep(row, { text: shown, json, fits: value !== undefined });
  }
}

function standsThere(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== word.length) return false;
  for (let offset = 0; offset < word.length; offset++) {
    if (bytes[start + offset] !== word[offset]) return false;
  }
  return true;
}
