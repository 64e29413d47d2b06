import { STRING, MISSING, NULL, type CellBatch } from './cellBatch';
import { CellForms, KEPT_FORM, NULL_FORM } from './cellForms';
import { Int64Values } from './int64Values';
import type { Breathe } from '../longWork';
import type { SortWords } from '../sorting/radixSort';
import { setReceivedCell } from './setReceivedCell';
import type { ColumnBuilder } from './storedColumn';
import { compareNulls, compareTexts } from './textColumn';
import type { TextNeedle } from '../searching/textNeedle';
import { markWrittenTexts, type WrittenTexts } from '../searching/writtenTexts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Datetimes or timespans as 100 ns ticks, with what is needed to give back the text as it came. */
export abstract class TickColumn implements ColumnBuilder {
  protected readonly forms = new CellForms();
  protected readonly ticks = new Int64Values();

  reserve(rows: number): void {
    this.forms.reserve(rows);
    this.ticks.resize(rows);
  }

  setCells(firstRow: number, batch: CellBatch, column: number): void {
    const { kinds, starts, ends, bytes, columnCount, rowCount } = batch;
    for (let at = 0, cell = column; at < rowCount; at++, cell += columnCount) {
      const kind = kinds[cell] ?? MISSING;
      if (kind === STRING) this.setString(firstRow + at, bytes, starts[cell] ?? 0, ends[cell] ?? 0);
      else if (kind > NULL) setReceivedCell(this, firstRow + at, batch, cell);
    }
  }

  setString(row: number, bytes: Uint8Array, start: number, end: number): void {
    if (start === end) this.clear(row);
    else if (!this.storeBytes(row, bytes, start, end)) {
      this.setIllFormedString(row, decoder.decode(bytes.subarray(start, end)));
    }
  }

  setIllFormedString(row: number, text: string): void {
    this.keep(row, text, JSON.stringify(text), this.parse(text));
  }

  setJson(row: number, bytes: Uint8Array, start: number, end: number): void {
    const text = decoder.decode(bytes.subarray(start, end));
    this.keep(row, text, text, undefined);
  }

  clear(row: number): void {
    this.forms.clear(row);
  }

  finish(rowCount: number): void {
    this.forms.finish(rowCount);
    this.ticks.trim(rowCount);
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
    return form === KEPT_FORM ? this.forms.kept(row).text : this.format(row, form);
  }

  json(row: number): string {
    const form = this.forms.formOf(row);
    if (form === NULL_FORM) return 'null';
    return form === KEPT_FORM ? this.forms.kept(row).json : `"${this.format(row, form)}"`;
  }

  compare(rowA: number, rowB: number): number {
    const formA = this.forms.formOf(rowA);
    const formB = this.forms.formOf(rowB);
    if (formA === NULL_FORM || formB === NULL_FORM) return compareNulls(formA, formB);
    const fitsA = formA !== KEPT_FORM || this.forms.fits(rowA);
    const fitsB = formB !== KEPT_FORM || this.forms.fits(rowB);
    if (fitsA && fitsB) return this.ticks.compare(rowA, rowB);
    return Number(fitsB) - Number(fitsA) || compareTexts(this.text(rowA), this.text(rowB));
  }

  markMatches(needle: TextNeedle, marks: Uint8Array, breathe: Breathe): void {
    markWrittenTexts(this.textsFor(needle), needle, marks, breathe);
  }

  groupValues(): undefined {
    return undefined;
  }

  writeSortWords(rows: Uint32Array, words: SortWords): boolean {
    if (this.forms.hasKept) return false;
    this.ticks.writeSortWords(rows, words);
    return true;
  }

  /** Stores a text written in one of the column's usual forms. @returns false where it is in none of them. */
  protected abstract storeBytes(row: number, bytes: Uint8Array, start: number, end: number): boolean;

  /** Reads an unusual form, for sorting only: its text is kept. */
  protected abstract parse(text: string): bigint | undefined;

  /** The texts of values in the usual forms, for a search. */
  protected abstract textsFor(needle: TextNeedle): WrittenTexts;

  /** Writes the ticks of a row in one of the column's usual forms. */
  protected abstract format(row: number, form: number): string;

  private keep(row: number, text: string, json: string, ticks: bigint | undefined): void {
    if (ticks !== undefined) this.ticks.set(row, ticks);
    this.forms.keep(row, { text, json, fits: ticks !== undefined });
  }
}
