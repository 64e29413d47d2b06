import { ByteDictionary } from './byteDictionary';
import { wordsOf } from './byteWords';
import { MISSING, NULL, REWRITTEN, STRING, type CellBatch } from './cellBatch';
import { CellForms, KEPT_FORM, NULL_FORM } from './cellForms';
import type { Breathe } from '../longWork';
import type { SortWords } from '../sorting/radixSort';
import { resizeBuffer, trimBuffer } from './resizeBuffer';
import { setEachCell, setReceivedCell } from './setReceivedCell';
import type { ColumnBuilder } from './storedColumn';
import { markTexts, type TextNeedle } from '../searching/textNeedle';

const STRING_FORM = 0;
const JSON_FORM = 1;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Strings, guids and dynamic values: texts in a dictionary. A JSON value in a string column is shown as its JSON. */
export class TextColumn implements ColumnBuilder {
  private readonly forms = new CellForms();
  private readonly dictionary = new ByteDictionary();
  private entries = new Uint32Array(0);

  reserve(rows: number): void {
    this.forms.reserve(rows);
    this.entries = new Uint32Array(resizeBuffer(this.entries.buffer, 4 * rows));
  }

  setCells(firstRow: number, batch: CellBatch, column: number): void {
    const { kinds, starts, ends, words, rewrittenWords, columnCount, rowCount } = batch;
    const { dictionary, entries, forms } = this;
    for (let at = 0, cell = column; at < rowCount; at++, cell += columnCount) {
      const kind = kinds[cell] ?? MISSING;
      if ((kind & ~REWRITTEN) === STRING) {
        const source = kind === STRING ? words : rewrittenWords;
        entries[firstRow + at] = dictionary.add(source, starts[cell] ?? 0, ends[cell] ?? 0);
        forms.set(firstRow + at, STRING_FORM);
      } else if (kind > NULL) {
        setReceivedCell(this, firstRow + at, batch, cell);
      }
    }
  }

  setString(row: number, bytes: Uint8Array, start: number, end: number): void {
    this.entries[row] = this.dictionary.add(wordsOf(bytes), start, end);
    this.forms.set(row, STRING_FORM);
  }

  setIllFormedString(row: number, text: string): void {
    this.forms.keep(row, { text, json: JSON.stringify(text), fits: true });
  }

  setJson(row: number, bytes: Uint8Array, start: number, end: number): void {
    this.entries[row] = this.dictionary.add(wordsOf(bytes), start, end);
    this.forms.set(row, JSON_FORM);
  }

  clear(row: number): void {
    this.forms.clear(row);
  }

  finish(rowCount: number): void {
    this.forms.finish(rowCount);
    this.dictionary.finish();
    this.entries = new Uint32Array(trimBuffer(this.entries.buffer, 4 * rowCount), 0, rowCount);
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
        return this.dictionary.text(this.entries[row] ?? 0);
    }
  }

  json(row: number): string {
    switch (this.forms.formOf(row)) {
      case NULL_FORM:
        return 'null';
      case KEPT_FORM:
        return this.forms.kept(row).json;
      case JSON_FORM:
        return this.dictionary.text(this.entries[row] ?? 0);
      default:
        return JSON.stringify(this.dictionary.text(this.entries[row] ?? 0));
    }
  }

  compare(rowA: number, rowB: number): number {
    const formA = this.forms.formOf(rowA);
    const formB = this.forms.formOf(rowB);
    if (formA === NULL_FORM || formB === NULL_FORM) return compareNulls(formA, formB);
    if (formA === KEPT_FORM || formB === KEPT_FORM) return compareTexts(this.text(rowA), this.text(rowB));
    return this.dictionary.compare(this.entries[rowA] ?? 0, this.entries[rowB] ?? 0);
  }

  markMatches(needle: TextNeedle, marks: Uint8Array, breathe: Breathe): void {
    if (this.forms.hasKept) {
      markTexts((row) => this.text(row), needle, marks, breathe);
      return;
    }
    const found = this.dictionary.findEntries(needle, breathe);
    if (!found.includes(1)) return;
    for (let row = 0; row < marks.length; row++) {
      if (found[this.entries[row] ?? 0] === 1 && !this.forms.isNull(row)) marks[row] = 1;
    }
  }

  groupValues(rows: Uint32Array, groups: Uint32Array, breathe: Breathe): number | undefined {
    if (this.forms.hasKept) return undefined;
    const groupOfEntry = this.dictionary.groups(breathe);
    const { entries } = this;
    for (let place = 0; place < rows.length; place++) {
      groups[place] = groupOfEntry[entries[rows[place] ?? 0] ?? 0] ?? 0;
    }
    return groupOfEntry.length;
  }

  writeSortWords(rows: Uint32Array, { low, high }: SortWords, breathe: Breathe): boolean {
    if (this.forms.hasKept) return false;
    const ranks = this.dictionary.ranks(breathe);
    high.fill(0);
    const { entries } = this;
    for (let place = 0; place < rows.length; place++) low[place] = ranks[entries[rows[place] ?? 0] ?? 0] ?? 0;
    return true;
  }
}

/** A dynamic column holds JSON only: a string that comes without its quotes gets them. */
export class DynamicColumn extends TextColumn {
  override setCells(firstRow: number, batch: CellBatch, column: number): void {
    setEachCell(this, firstRow, batch, column);
  }

  override setString(row: number, bytes: Uint8Array, start: number, end: number): void {
    this.setIllFormedString(row, decoder.decode(bytes.subarray(start, end)));
  }

  override setIllFormedString(row: number, text: string): void {
    const json = new TextEncoder().encode(JSON.stringify(text));
    this.setJson(row, json, 0, json.length);
  }
}

/** Orders two forms of which one at least is null: nulls first. */
export function compareNulls(formA: number, formB: number): number {
  return Number(formA !== NULL_FORM) - Number(formB !== NULL_FORM);
}

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
