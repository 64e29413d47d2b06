import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openText, type TextEncoding } from './openText';

/**
 * Writes a CSV or TSV file anew as UTF-8 in which every record ends with a line feed: DuckDB reads no other Unicode
 * encoding exactly, and no file whose records end now with CRLF, now with LF. Line ends inside of quotes stay as they are.
 */
export async function writePlainText(
  source: string,
  encoding: TextEncoding,
  delimiter: string,
  target: string,
): Promise<void> {
  const file = createWriteStream(target, { mode: 0o600 });
  await pipeline(Readable.from(unifyLineEnds(openText(source, encoding), delimiter)), file);
}

async function* unifyLineEnds(chunks: AsyncIterable<string>, delimiter: string): AsyncGenerator<string> {
  const state = { isQuoted: false, isFieldStart: true };
  let held = '';
  for await (const chunk of chunks) {
    const text = held + chunk;
    // What a last CR or quote means is told by what follows.
    const end = text.search(/[\r"]+$/);
    held = end === -1 ? '' : text.slice(end);
    yield unifyPart(end === -1 ? text : text.slice(0, end), delimiter, state);
  }
  yield unifyPart(held, delimiter, state);
}

interface FieldState {
  isQuoted: boolean;
  /** Only there does a quote begin a quoted field. */
  isFieldStart: boolean;
}

function unifyPart(text: string, delimiter: string, state: FieldState): string {
  let unified = '';
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (state.isQuoted) {
      if (character !== '"') continue;
      if (text[at + 1] === '"') at++;
      else state.isQuoted = false;
    } else if (character === '"') {
      state.isQuoted = state.isFieldStart;
      state.isFieldStart = false;
    } else if (character === '\r') {
      unified += `${text.slice(copied, at)}\n`;
      if (text[at + 1] === '\n') at++;
      copied = at + 1;
      state.isFieldStart = true;
    } else {
      state.isFieldStart = character === '\n' || character === delimiter;
    }
  }
  return unified + text.slice(copied);
}
