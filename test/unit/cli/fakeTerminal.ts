import { Writable } from 'node:stream';
import type { OutputStream, Terminal } from '../../../src/cli/terminal';

/** A terminal whose output is kept, with what is typed into it. */
export class FakeTerminal implements Terminal {
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: OutputStream;
  readonly errors: OutputStream;
  #output = '';
  #errors = '';

  constructor(
    readonly environment: Readonly<Record<string, string>> = {},
    typed = '',
    screen: { readonly isTTY?: boolean; readonly columns?: number } = {},
  ) {
    this.input = typing(typed);
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

async function* typing(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (const byte of new TextEncoder().encode(text)) yield Uint8Array.of(byte);
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
