import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream';

/** A header longer than this is no header. */
const MAX_HEADER_LENGTH = 4 * 1024 * 1024;

/**
 * The names in the first record of a CSV or TSV file exactly as they stand (DuckDB would rename those that differ only
 * in case), a quoted name without its quotes. An empty file has none.
 */
export async function readDelimitedHeader(path: string, delimiter: string): Promise<readonly string[]> {
  let text = '';
  for await (const chunk of openText(path)) {
    text += String(chunk);
    const names = parseHeader(text, delimiter);
    if (names !== undefined) return names;
    if (text.length > MAX_HEADER_LENGTH) throw new Error('the first line is too long to be a header');
  }
  return text === '' ? [] : (parseHeader(`${text}\n`, delimiter) ?? []);
}

function openText(path: string): AsyncIterable<unknown> {
  const file = createReadStream(path);
  if (!path.toLowerCase().endsWith('.gz')) return file.setEncoding('utf8');
  // Errors reach the reader through the last stream.
  return pipeline(file, createGunzip(), () => undefined).setEncoding('utf8');
}

/** The names of the first record, or undefined while its end has not been read. */
function parseHeader(text: string, delimiter: string): readonly string[] | undefined {
  const names: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    const field = text[at] === '"' ? readQuoted(text, at + 1) : readPlain(text, at, delimiter);
    if (field === undefined) return undefined;
    names.push(field.value);
    if (text[field.end] !== delimiter) return names;
    at = field.end + 1;
  }
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function readPlain(text: string, start: number, delimiter: string): Field | undefined {
  for (let end = start; end < text.length; end++) {
    const character = text[end];
    if (character === delimiter || character === '\n' || character === '\r') {
      return { value: text.slice(start, end), end };
    }
  }
  return undefined;
}

function readQuoted(text: string, start: number): Field | undefined {
  for (let quote = text.indexOf('"', start); quote !== -1; quote = text.indexOf('"', quote + 2)) {
    if (quote + 1 >= text.length) return undefined;
    if (text[quote + 1] !== '"') return { value: text.slice(start, quote).replaceAll('""', '"'), end: quote + 1 };
  }
  return undefined;
}
