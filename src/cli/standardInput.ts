import { addAbortSignal } from 'node:stream';
import type { Terminal } from './terminal';

/** All bytes of standard input. */
export async function readInput(terminal: Terminal, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of addAbortSignal(signal, terminal.input)) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
