import type { DataFormat } from './dataFiles';
import { openText, type TextEncoding } from './openText';

/** A header longer than this is no header. */
const MAX_HEADER_LENGTH = 4 * 1024 * 1024;
/** Spreadsheets of many countries write CSV with semicolons, since the comma is in their numbers. */
const CSV_DELIMITERS = [',', ';', '\t', '|'];
const BLANK_LINES = /^(?:[ \t]*(?:\r\n|\n|\r))*/;
/** The line by which Excel is told the delimiter. */
const DELIMITER_LINE = /^sep=(.)(?:\r\n|\n|\r)/i;

/** The first record of a CSV or TSV file. */
export interface DelimitedHeader {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** Lines before the header. */
  readonly skippedLines: number;
}

/**
 * Reads the header exactly as it stands (DuckDB would rename names that differ only in case), a quoted name without
 * its quotes, and finds the delimiter in it. An empty file has no names.
 */
export async function readDelimitedHeader(
  path: string,
  format: Extract<DataFormat, 'csv' | 'tsv'>,
  encoding: TextEncoding,
): Promise<DelimitedHeader> {
  let text = '';
  for await (const chunk of openText(path, encoding)) {
    text += chunk;
    const header = parseHeader(text, format);
    if (header !== undefined) return header;
    if (text.length > MAX_HEADER_LENGTH) throw new Error('the first line is too long to be a header');
  }
  const empty = { names: [], delimiter: ',', skippedLines: 0 };
  return text.trim() === '' ? empty : (parseHeader(`${text}\n`, format) ?? empty);
}

/** Undefined while the end of the header has not been read. */
function parseHeader(text: string, format: 'csv' | 'tsv'): DelimitedHeader | undefined {
  const blank = BLANK_LINES.exec(text)?.[0] ?? '';
  const line = format === 'csv' ? DELIMITER_LINE.exec(text.slice(blank.length)) : null;
  const before = blank + (line?.[0] ?? '');
  const skippedLines = before.split(/\r\n|\n|\r/).length - 1;
  const stated = line?.[1];
  const candidates = stated === undefined ? (format === 'tsv' ? ['\t'] : CSV_DELIMITERS) : [stated];
  let best: DelimitedHeader | undefined;
  for (const delimiter of candidates) {
    const names = parseNames(text, before.length, delimiter);
    if (names === undefined) return undefined;
    if (best === undefined || names.length > best.names.length) best = { names, delimiter, skippedLines };
  }
  return best;
}

function parseNames(text: string, start: number, delimiter: string): readonly string[] | undefined {
  const names: string[] = [];
  let at = start;
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
