import { resizeBuffer, trimBuffer } from './resizeBuffer';
import type { SortWords } from '../sorting/radixSort';

const TWO_POW_12 = 4096;
const TWO_POW_16 = 65_536;
const TWO_POW_20 = 1_048_576;
const TWO_POW_32 = 4_294_967_296;
const SIGN = 0x80000000;
const SECONDS_PER_DAY = 86_400;
const TICKS_PER_SECOND = 10_000_000;

/**
 * 64-bit integers, set and compared as two 32-bit words: no bigint is made for a cell until its value is asked for.
 * All platforms that run this code are little-endian, so the low word stands first.
 */
export class Int64Values {
  private values = new BigInt64Array(0);
  private words = new Uint32Array(0);
  private remainderLeft = 0;

  resize(length: number): void {
    this.values = new BigInt64Array(resizeBuffer(this.values.buffer, 8 * length));
    this.words = new Uint32Array(this.values.buffer);
  }

  /** Gives back spare memory behind the first values; nothing is set afterwards. */
  trim(length: number): void {
    const buffer = trimBuffer(this.values.buffer, 8 * length);
    this.values = new BigInt64Array(buffer, 0, length);
    this.words = new Uint32Array(buffer, 0, 2 * length);
  }

  /**
   * Stores ±(factor × multiplier + addend). The factor is below 2^40, the multiplier below 2^30, the addend below the
   * multiplier; all whole and not negative.
   * @returns false, with nothing stored, where 64 bits cannot hold the value.
   */
  setProduct(index: number, factor: number, multiplier: number, addend: number, isNegative: boolean): boolean {
    // Remainders of doubles are a call into the C library: what is left of a quotient costs a tenth of it.
    const upperFactor = Math.floor(factor / TWO_POW_20);
    const upperProduct = upperFactor * multiplier;
    const upper = Math.floor(upperProduct / TWO_POW_12);
    const lowSum =
      (upperProduct - upper * TWO_POW_12) * TWO_POW_20 + (factor - upperFactor * TWO_POW_20) * multiplier + addend;
    const carry = Math.floor(lowSum / TWO_POW_32);
    const low = lowSum - carry * TWO_POW_32;
    const high = upper + carry;
    if (high > 0x7fffffff && !(isNegative && high === 0x80000000 && low === 0)) return false;
    this.words[2 * index] = isNegative ? -low : low;
    this.words[2 * index + 1] = isNegative ? ~high + Number(low === 0) : high;
    return true;
  }

  /** Stores a time that is not negative: whole days, seconds of a day, and ticks of a second. */
  setTicks(index: number, days: number, seconds: number, ticks: number): void {
    // Given in parts that V8 passes as small integers: a double would be an object for each cell.
    this.setProduct(index, days * SECONDS_PER_DAY + seconds, TICKS_PER_SECOND, ticks, false);
  }

  /** Stores a whole number below 2^31 in size. */
  setSmall(index: number, value: number): void {
    this.words[2 * index] = value;
    this.words[2 * index + 1] = value >> 31;
  }

  set(index: number, value: bigint): void {
    this.values[index] = value;
  }

  get(index: number): bigint {
    return this.values[index] ?? 0n;
  }

  /** The digits of a value. */
  text(index: number): string {
    return String(this.exactNumber(index) ?? this.values[index]);
  }

  /** A value below 2^31 in size without its sign; negative for a larger one. */
  smallSize(index: number): number {
    const low = this.low(index) | 0;
    if (this.high(index) !== low >> 31) return -1;
    // The least of all has no size that is a small integer: it stays negative.
    return low < 0 ? -low | 0 : low;
  }

  /** The value as a double, where one holds it exactly. */
  exactNumber(index: number): number | undefined {
    const high = this.high(index);
    return high >= -0x200000 && high < 0x200000 ? high * TWO_POW_32 + this.low(index) : undefined;
  }

  /** The value as a double: rounded beyond 2^53. */
  approximate(index: number): number {
    return this.high(index) * TWO_POW_32 + this.low(index);
  }

  /** The quotient and the remainder of a value that is not negative by a whole number below 2^37. */
  quotient(index: number, divisor: number): number {
    const high = this.high(index);
    const upper = (high % divisor) * TWO_POW_16 + (this.low(index) >>> 16);
    const lower = (upper % divisor) * TWO_POW_16 + (this.low(index) & 0xffff);
    return (
      Math.floor(high / divisor) * TWO_POW_32 + Math.floor(upper / divisor) * TWO_POW_16 + Math.floor(lower / divisor)
    );
  }

  remainder(index: number, divisor: number): number {
    const upper = (this.high(index) % divisor) * TWO_POW_16 + (this.low(index) >>> 16);
    return ((upper % divisor) * TWO_POW_16 + (this.low(index) & 0xffff)) % divisor;
  }

  isNegative(index: number): boolean {
    return this.high(index) < 0;
  }

  /** The quotient of a value without its sign by a whole number up to 10^9; `rest` then tells the remainder. */
  divideSize(index: number, divisor: number): number {
    const isNegative = this.isNegative(index);
    const low = isNegative ? -this.low(index) >>> 0 : this.low(index);
    const high = isNegative ? (~this.high(index) + Number(low === 0)) >>> 0 : this.high(index);
    // The quotient of doubles is off by one at most, which the low words of product and value show.
    const estimate = Math.floor((high * TWO_POW_32 + low) / divisor);
    const difference = (low - Math.imul(estimate, divisor)) | 0;
    const correction = difference < 0 ? -1 : Number(difference >= divisor);
    this.remainderLeft = difference - correction * divisor;
    return estimate + correction;
  }

  get rest(): number {
    return this.remainderLeft;
  }

  compare(indexA: number, indexB: number): number {
    return this.high(indexA) - this.high(indexB) || this.low(indexA) - this.low(indexB);
  }

  /** Writes words that order the values at the given indexes: word n for `indexes[n]`. */
  writeSortWords(indexes: Uint32Array, { low, high }: SortWords): void {
    const { words } = this;
    for (let place = 0; place < indexes.length; place++) {
      const at = 2 * (indexes[place] ?? 0);
      low[place] = words[at] ?? 0;
      high[place] = (words[at + 1] ?? 0) ^ SIGN;
    }
  }

  /** The high word, signed, and the low word, unsigned: value = high × 2^32 + low. */
  private high(index: number): number {
    return (this.words[2 * index + 1] ?? 0) | 0;
  }

  private low(index: number): number {
    return this.words[2 * index] ?? 0;
  }
}
