import { copyBytes } from './copyBytes';

/** Bytes written one after another into a buffer that grows and is used again. */
export class ByteWriter {
  bytes = new Uint8Array(4096);
  /** A view of `bytes`, for who writes several at a time. */
  words = new DataView(this.bytes.buffer);
  length = 0;

  push(byte: number): void {
    if (this.length === this.bytes.length) this.makeRoom(this.length, 1);
    this.bytes[this.length++] = byte;
  }

  append(source: Uint8Array, start: number, end: number): void {
    const size = end - start;
    if (this.length + size > this.bytes.length) this.makeRoom(this.length, size);
    copyBytes(source, start, end, this.bytes, this.length);
    this.length += size;
  }

  /** Writes a code point as UTF-8. */
  pushCodePoint(code: number): void {
    if (code < 0x80) {
      this.push(code);
    } else if (code < 0x800) {
      this.push(0xc0 | (code >> 6));
      this.push(0x80 | (code & 0x3f));
    } else {
      if (code < 0x10000) {
        this.push(0xe0 | (code >> 12));
      } else {
        this.push(0xf0 | (code >> 18));
        this.push(0x80 | ((code >> 12) & 0x3f));
      }
      this.push(0x80 | ((code >> 6) & 0x3f));
      this.push(0x80 | (code & 0x3f));
    }
  }

  /** What was written, where it stands: to be used before anything else is written. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** The byte written last. */
  get last(): number {
    return this.bytes[this.length - 1] ?? 0;
  }

  /** Makes room for more bytes behind the first `length`, which are kept. */
  makeRoom(length: number, count: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, length + count));
    larger.set(this.bytes);
    this.bytes = larger;
    this.words = new DataView(larger.buffer);
  }
}
