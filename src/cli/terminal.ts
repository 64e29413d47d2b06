import type { Readable } from 'node:stream';
import { describeError, namesPlace, type HuntError } from '../core/errors';
import type { WrittenChunk } from '../core/formats/format';
import { showInvisibles } from '../core/visibleText';

/** A standard stream that is written to; `columns` is a terminal's width. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a command gets from the shell. */
export interface Terminal {
  readonly input: Readable;
  readonly output: OutputStream;
  readonly errors: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Writes a sentence for the user to standard error; text from a service cannot command the terminal. */
export function tell(terminal: Terminal, sentence: string): void {
  const lines = sentence.split(/\r\n|\n/).map(showInvisibles);
  terminal.errors.write(`${lines.join('\n')}\n`);
}

/** Writes an error with its place in the query and the facts for a support case. */
export function tellError(terminal: Terminal, error: HuntError): void {
  tell(terminal, `kql-hunt: ${describeError(error)}${describePlace(error)}`);
  const facts = Object.entries(error.details ?? {}).map(([name, fact]) => `${name} ${fact}`);
  if (facts.length > 0) tell(terminal, `  ${facts.join(' · ')}`);
}

/** Where in the query, unless the sentence says it itself. */
function describePlace({ message, position }: HuntError): string {
  if (position === undefined || namesPlace(message, position)) return '';
  return ` (line ${position.line}, column ${position.column})`;
}

/**
 * Writes data to standard output, at the pace of whoever reads it. Stops without an error where the reader has gone
 * (`kql-hunt … | head`) or the user interrupts.
 */
export async function writeOutput(
  terminal: Terminal,
  chunks: Iterable<WrittenChunk>,
  signal: AbortSignal,
): Promise<void> {
  for (const { text } of chunks) {
    if (signal.aborted || !(await writeText(terminal.output, text))) return;
  }
}

/** @returns false where nobody reads any more */
function writeText(stream: OutputStream, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve(true);
      else if (isGone(error)) resolve(false);
      else reject(error);
    });
  });
}

function isGone(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
