import { Readable, Writable } from 'node:stream';
import type { OutputStream, Terminal } from '../../../src/cli/terminal';

/** A terminal whose output is kept, with what is typed into it. */
export class FakeTerminal implements Terminal {
  readonly input: Readable;
  readonly output: OutputStream;
  readonly errors: OutputStream;
  #output = '';
  #errors = '';

  constructor(
    readonly environment: Readonly<Record<string, string>> = {},
    typed = '',
    screen: { readonly isTTY?: boolean; readonly columns?: number } = {},
  ) {
    this.input = Readable.from(bytesOf(typed));
    this.output = Object.assign(
      collect((text) => (this.#output += text)),
      screen,
    );
    this.errors = collect((text) => (this.#errors += text));
  }

  get shown(): string {
    return this.#output;
  }

  get told(): string {
    return this.#errors;
  }
}

/** One byte at a time, so that no reader counts on whole characters. */
function bytesOf(text: string): Uint8Array[] {
  return Array.from(new TextEncoder().encode(text), (byte) => Uint8Array.of(byte));
}

function collect(take: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write: (chunk: unknown, _encoding, done) => {
      take(String(chunk));
      done();
    },
  });
}
