import { openBytes } from './openText';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;

/**
 * True where some records of a CSV or TSV file in UTF-8 end with CRLF and others with LF or CR alone: DuckDB then gives
 * up, or gives no row at all without a word. Line ends inside of quotes do not count.
 */
export async function hasMixedRecordEnds(path: string, delimiter: string): Promise<boolean> {
  return (await hasMixedLineEnds(path)) && (await countRecordEndings(path, delimiter)) > 1;
}

type Ending = 'cr' | 'lf' | 'crlf';

/** The quick look, which settles it for most files: are there two kinds of line ends anywhere? */
async function hasMixedLineEnds(path: string): Promise<boolean> {
  const seen = new Set<Ending>();
  let last = 0;
  for await (const bytes of openBytes(path)) {
    for (const ending of endingsOf(bytes, last)) seen.add(ending);
    if (seen.size > 1) return true;
    last = bytes.at(-1) ?? last;
  }
  return false;
}

/** The kinds of line ends in a part of a file; a CR at its end belongs to the next part. */
function* endingsOf(bytes: Buffer, last: number): Generator<Ending> {
  const hasReturn = last === CARRIAGE_RETURN || bytes.includes(CARRIAGE_RETURN);
  if (!hasReturn) {
    if (bytes.includes(LINE_FEED)) yield 'lf';
    return;
  }
  if (last === CARRIAGE_RETURN && bytes[0] !== LINE_FEED) yield 'cr';
  for (let at = bytes.indexOf(CARRIAGE_RETURN); at !== -1; at = bytes.indexOf(CARRIAGE_RETURN, at + 1)) {
    if (at + 1 < bytes.length && bytes[at + 1] !== LINE_FEED) yield 'cr';
  }
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
    yield (at === 0 ? last : bytes[at - 1]) === CARRIAGE_RETURN ? 'crlf' : 'lf';
  }
}

async function countRecordEndings(path: string, delimiter: string): Promise<number> {
  const seen = new Set<Ending>();
  const separator = delimiter.charCodeAt(0);
  let isQuoted = false;
  let isJustClosed = false;
  let isFieldStart = true;
  let last = 0;
  for await (const bytes of openBytes(path)) {
    for (const byte of bytes) {
      if (last === CARRIAGE_RETURN && byte !== LINE_FEED && !isQuoted) seen.add('cr');
      if (byte === QUOTE) {
        const wasQuoted: boolean = isQuoted;
        // A doubled quote closes the field and opens it again.
        isQuoted = !wasQuoted && (isFieldStart || isJustClosed);
        isJustClosed = wasQuoted;
        isFieldStart = false;
      } else if (!isQuoted) {
        if (byte === LINE_FEED) seen.add(last === CARRIAGE_RETURN ? 'crlf' : 'lf');
        isJustClosed = false;
        isFieldStart = byte === separator || byte === LINE_FEED || byte === CARRIAGE_RETURN;
      }
      last = byte;
    }
    if (seen.size > 1) break;
  }
  return seen.size;
}
