import type { CellBatch } from './cellBatch';
import { compareDecimals } from '../values/decimalText';
import { resizeBuffer, trimBuffer } from './resizeBuffer';
import { setEachCell } from './setReceivedCell';
import type { ColumnBuilder } from './storedColumn';
import { TextColumn } from './textColumn';

/** Decimals of up to 34 digits, kept as their text; an approximation beside it decides nearly every comparison. */
export class DecimalColumn extends TextColumn implements ColumnBuilder {
  private approximations = new Float64Array(0);

  override reserve(rows: number): void {
    super.reserve(rows);
    this.approximations = new Float64Array(resizeBuffer(this.approximations.buffer, 8 * rows));
  }

  override setCells(firstRow: number, batch: CellBatch, column: number): void {
    setEachCell(this, firstRow, batch, column);
  }

  override setString(row: number, bytes: Uint8Array, start: number, end: number): void {
    if (start === end) {
      this.clear(row);
      return;
    }
    super.setString(row, bytes, start, end);
    this.approximations[row] = Number(this.text(row));
  }

  override setIllFormedString(row: number, text: string): void {
    super.setIllFormedString(row, text);
    this.approximations[row] = Number.NaN;
  }

  override setJson(row: number, bytes: Uint8Array, start: number, end: number): void {
    super.setJson(row, bytes, start, end);
    this.approximations[row] = Number(this.text(row));
  }

  override finish(rowCount: number): void {
    super.finish(rowCount);
    this.approximations = new Float64Array(trimBuffer(this.approximations.buffer, 8 * rowCount), 0, rowCount);
  }

  /** Decimals written differently may be equal. */
  override groupValues(): undefined {
    return undefined;
  }

  override writeSortWords(): boolean {
    return false;
  }

  override compare(rowA: number, rowB: number): number {
    if (this.isNull(rowA) || this.isNull(rowB)) return super.compare(rowA, rowB);
    const a = this.approximations[rowA] ?? Number.NaN;
    const b = this.approximations[rowB] ?? Number.NaN;
    if (a < b) return -1;
    if (a > b) return 1;
    if (Number.isNaN(a) || Number.isNaN(b)) {
      return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || super.compare(rowA, rowB);
    }
    return compareDecimals(this.text(rowA), this.text(rowB));
  }
}
