import { resizeBuffer } from './resizeBuffer';

/** A value whose received text cannot be told from its stored value. */
export interface KeptCell {
  readonly text: string;
  readonly json: string;
  /** True where the value has the column's type and only its writing is unusual; false for, say, a word among numbers. */
  readonly fits: boolean;
}

/** `formOf` a null cell. */
export const NULL_FORM = -1;
/** `formOf` a cell whose text and JSON are kept as they came. */
export const KEPT_FORM = 255;

/**
 * How each cell of a column was written in the answer, so that its digits can be given back: which cells are null, a
 * small code for the form (its meaning is the column's), and the cells kept word for word. Nearly always all cells
 * of a column share one form, and then only the bitmap of nulls takes memory.
 */
export class CellForms {
  private present = new Uint8Array(0);
  private commonForm = NULL_FORM;
  private forms: Uint8Array<ArrayBuffer> | undefined;
  private capacity = 0;
  private hasNoNulls = false;
  private readonly keptCells = new Map<number, KeptCell>();

  reserve(rows: number): void {
    this.capacity = rows;
    this.present = resized(this.present, (rows + 7) >> 3);
    if (this.forms !== undefined) this.forms = resized(this.forms, rows);
  }

  set(row: number, form: number): void {
    this.present[row >> 3] = (this.present[row >> 3] ?? 0) | (1 << (row & 7));
    if (this.forms !== undefined) this.forms[row] = form;
    else if (form !== this.commonForm) this.setFirstOfItsForm(row, form);
  }

  keep(row: number, cell: KeptCell): void {
    this.set(row, KEPT_FORM);
    this.keptCells.set(row, cell);
  }

  clear(row: number): void {
    this.present[row >> 3] = (this.present[row >> 3] ?? 0) & ~(1 << (row & 7));
  }

  isNull(row: number): boolean {
    return ((this.present[row >> 3] ?? 0) & (1 << (row & 7))) === 0;
  }

  /** Those of some rows that are not null, in their order. */
  heldRows(rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
    if (this.hasNoNulls) return rows;
    const held = new Uint32Array(rows.length);
    let count = 0;
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] ?? 0;
      if (!this.isNull(row)) held[count++] = row;
    }
    return held.subarray(0, count);
  }

  formOf(row: number): number {
    if (this.isNull(row)) return NULL_FORM;
    return this.forms === undefined ? this.commonForm : (this.forms[row] ?? NULL_FORM);
  }

  /** Whether any cell is kept word for word. */
  get hasKept(): boolean {
    return this.keptCells.size > 0;
  }

  /** The cell kept word for word; ask only where `formOf` says `KEPT_FORM`. */
  kept(row: number): KeptCell {
    return this.keptCells.get(row) ?? { text: '', json: 'null', fits: false };
  }

  /** Whether the stored value is the cell's value, however it was written. */
  fits(row: number): boolean {
    return this.formOf(row) !== KEPT_FORM || this.kept(row).fits;
  }

  finish(rowCount: number): void {
    this.present = resized(this.present, (rowCount + 7) >> 3);
    if (this.forms !== undefined) this.forms = resized(this.forms, rowCount);
    this.hasNoNulls = isFull(this.present, rowCount);
  }

  private setFirstOfItsForm(row: number, form: number): void {
    if (this.commonForm === NULL_FORM) {
      this.commonForm = form;
      return;
    }
    this.forms = new Uint8Array(this.capacity).fill(this.commonForm);
    this.forms[row] = form;
  }
}

/** Whether each of the first bits is set. */
function isFull(bits: Uint8Array, count: number): boolean {
  const whole = count >> 3;
  for (let at = 0; at < whole; at++) {
    if (bits[at] !== 0xff) return false;
  }
  const rest = (1 << (count & 7)) - 1;
  return ((bits[whole] ?? 0) & rest) === rest;
}

/** The bytes in an array of another length; the one given is not to be used any more. */
export function resized(values: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(resizeBuffer(values.buffer, length));
}
