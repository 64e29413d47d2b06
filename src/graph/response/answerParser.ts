import { fail, succeed, type HuntError, type Outcome } from '../../core/errors';
import { forgetWords } from '../../core/results/columns/byteWords';
import { ResultTableBuilder } from '../../core/results/columns/columnStore';
import type { CellTexts, ResultTable } from '../../core/results/resultTable';
import { malformedAnswer, notAHuntingAnswer, truncatedAnswer } from '../errors';
import { ByteWriter } from './byteWriter';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  findClosingQuote,
  INCOMPLETE,
  LOWER_N,
  MalformedJson,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipValue,
  skipWhitespace,
} from './jsonBytes';
import { NOTES_MEMBER } from '../../core/kql/answerNotes';
import { describeFindings, readNotes } from './notes';
import { RowReader } from './rowReader';
import { readSchema } from './schema';

/** The rows of one answer, and what the user should know of them. */
export interface ParsedAnswer {
  readonly table: ResultTable;
  readonly notes: readonly string[];
}

type Expectation = 'object' | 'member' | 'row' | 'afterRow' | 'afterMember' | 'nothing';

/** Names of members are compared without case. */
const NOTES_NAME = NOTES_MEMBER.toLowerCase();

/** So many of a chunk's bytes are looked at first to complete the row that the chunk before it began. */
const LEAST_TAKEN = 4096;

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Raised where bytes are JSON but no hunting answer. */
class NotAHuntingAnswer extends Error {}

/**
 * Reads a hunting response as its bytes come in: `{"schema": […], "results": […]}`, in any order, straight into typed
 * columns. No digit is lost and no object is made for a row. Call `write` for each chunk, then `finish`.
 */
export class AnswerParser {
  private expectation: Expectation = 'object';
  private table: ResultTableBuilder | undefined;
  private rows: RowReader | undefined;
  private hasResults = false;
  /** What the local engine tells beside the rows. */
  private toldNotes: readonly string[] = [];
  /** The bytes of `results` where they come before the schema. */
  private earlyResults: Uint8Array | undefined;
  private isFirst = true;
  /** Bytes that are not read yet: the last chunk's end, where a value was not complete. */
  private readonly pending = new ByteWriter();
  /** Below this many pending bytes another attempt would not pay: a value of n bytes is scanned few times, not n. */
  private retryLength = 0;

  /** Rows read so far. */
  get rowCount(): number {
    return this.table?.rowCount ?? 0;
  }

  /** Those rows, to be read until the next bytes are taken; undefined while there are none. */
  get rowsSoFar(): CellTexts | undefined {
    return this.rowCount === 0 ? undefined : this.table?.rowsSoFar();
  }

  /** Takes the next bytes of the body. @returns an error as soon as it is clear that they are no answer. */
  write(given: Uint8Array): HuntError | undefined {
    // A `Buffer` among plain arrays would make each access to a byte look which of them it is.
    const chunk = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
    return this.attempt(() => this.readChunk(chunk));
  }

  /** To be called behind the last chunk. */
  finish(): Outcome<ParsedAnswer> {
    const error = this.attempt(() => {
      this.readSteps(this.pending.written, 0);
      if (this.expectation === 'nothing') this.readEarlyResults();
    });
    if (error !== undefined) return fail(error);
    if (this.expectation !== 'nothing') return fail(truncatedAnswer());
    const answer = this.finishEarly();
    return answer === undefined ? fail(notAHuntingAnswer()) : succeed(answer);
  }

  /** The rows read so far as an answer, in the place of `finish` where no more bytes are wanted. */
  finishEarly(): ParsedAnswer | undefined {
    if (this.table === undefined) return undefined;
    const notes = this.rows === undefined ? [] : describeFindings(this.rows.findings);
    return { table: this.table.finish(), notes: [...this.toldNotes, ...notes] };
  }

  private attempt(read: () => void): HuntError | undefined {
    try {
      read();
      return undefined;
    } catch (error) {
      if (error instanceof MalformedJson) return malformedAnswer(error.message);
      if (error instanceof NotAHuntingAnswer) return notAHuntingAnswer();
      throw error;
    } finally {
      forgetWords();
    }
  }

  private readChunk(chunk: Uint8Array): void {
    const start = this.readPending(chunk);
    const end = this.readSteps(chunk, start);
    if (this.pending.length === 0) this.keepPending(chunk.subarray(end));
  }

  /** Completes what is pending with the first of a chunk's bytes. @returns how many of them are read or kept */
  private readPending(chunk: Uint8Array): number {
    const { pending } = this;
    let taken = 0;
    while (pending.length > 0 && taken < chunk.length) {
      const known = pending.length;
      // A row's missing end is short as a rule: the rest of the chunk is read where it stands.
      const more = Math.min(Math.max(known, LEAST_TAKEN), chunk.length - taken);
      pending.append(chunk, taken, taken + more);
      taken += more;
      if (pending.length < this.retryLength) continue;
      const bytes = pending.written;
      const end = this.readSteps(bytes, 0, known);
      pending.length = 0;
      if (end < known) this.keepPending(bytes.subarray(end));
      else taken -= bytes.length - end;
    }
    return taken;
  }

  private keepPending(bytes: Uint8Array): void {
    // They may lie in `pending` itself: bytes are copied from the first to the last.
    this.pending.append(bytes, 0, bytes.length);
    this.retryLength = bytes.length + (bytes.length >> 1);
  }

  /** Reads things until the bytes end before the next one does, or `enough` bytes are read. @returns the position behind. */
  private readSteps(bytes: Uint8Array, start: number, enough = Infinity): number {
    let position = start;
    while (position < enough) {
      const next = this.readStep(bytes, position);
      if (next === INCOMPLETE) break;
      position = next;
    }
    this.rows?.flush();
    return position;
  }

  /** Reads one thing. @returns the position behind it, or INCOMPLETE where its bytes have not all come. */
  private readStep(bytes: Uint8Array, position: number): number {
    if (this.expectation === 'object' && position === 0 && bytes[0] === BYTE_ORDER_MARK[0]) {
      if (bytes.length < BYTE_ORDER_MARK.length) return INCOMPLETE;
      if (BYTE_ORDER_MARK.every((byte, offset) => bytes[offset] === byte)) return BYTE_ORDER_MARK.length;
    }
    const next = skipWhitespace(bytes, position);
    if (next >= bytes.length) return INCOMPLETE;
    switch (this.expectation) {
      case 'object':
        if (bytes[next] !== OPEN_BRACE) return this.refuseRoot(bytes, next);
        return this.expect('member', next + 1, true);
      case 'member':
        return this.isFirst && bytes[next] === CLOSE_BRACE
          ? this.expect('nothing', next + 1)
          : this.readMember(bytes, next);
      case 'afterMember':
        return this.readSeparator(bytes, next, CLOSE_BRACE, 'member', 'nothing');
      case 'row':
        return this.isFirst && bytes[next] === CLOSE_BRACKET
          ? this.expect('afterMember', next + 1)
          : this.readRow(bytes, next);
      case 'afterRow':
        return this.readSeparator(bytes, next, CLOSE_BRACKET, 'row', 'afterMember');
      case 'nothing':
        throw new MalformedJson('something behind its end');
    }
  }

  private expect(expectation: Expectation, position: number, isFirst = false): number {
    this.expectation = expectation;
    this.isFirst = isFirst;
    return position;
  }

  private readSeparator(
    bytes: Uint8Array,
    position: number,
    close: number,
    more: Expectation,
    done: Expectation,
  ): number {
    if (bytes[position] === COMMA) return this.expect(more, position + 1);
    if (bytes[position] === close) return this.expect(done, position + 1);
    throw new MalformedJson('a value without a comma');
  }

  private readMember(bytes: Uint8Array, position: number): number {
    if (bytes[position] !== QUOTE) throw new MalformedJson('a name without quotes');
    const close = findClosingQuote(bytes, position + 1);
    if (close === INCOMPLETE) return INCOMPLETE;
    const colon = skipWhitespace(bytes, close + 1);
    const value = skipWhitespace(bytes, colon + 1);
    if (value >= bytes.length) return INCOMPLETE;
    if (bytes[colon] !== COLON) throw new MalformedJson('a name without a value');
    const name = decoder.decode(bytes.subarray(position + 1, close)).toLowerCase();
    if (name === 'results' && this.table !== undefined && bytes[value] === OPEN_BRACKET) {
      this.beginResults();
      return this.expect('row', value + 1, true);
    }
    const end = skipValue(bytes, value);
    if (end === INCOMPLETE) return INCOMPLETE;
    if (name === NOTES_NAME) this.toldNotes = readNotes(bytes.subarray(value, end));
    else if (name === 'schema') this.readColumns(bytes.subarray(value, end));
    else if (name === 'results') this.keepResults(bytes, value, end);
    return this.expect('afterMember', end);
  }

  private readColumns(json: Uint8Array): void {
    const columns = readSchema(json);
    if (columns === undefined || this.table !== undefined) throw new NotAHuntingAnswer();
    this.table = new ResultTableBuilder(columns);
    this.rows = new RowReader(this.table);
  }

  private readRow(bytes: Uint8Array, position: number): number {
    if (this.rows === undefined) throw new NotAHuntingAnswer();
    const end = this.rows.read(bytes, position);
    return end === INCOMPLETE ? INCOMPLETE : this.expect('afterRow', end);
  }

  private beginResults(): void {
    if (this.hasResults) throw new NotAHuntingAnswer();
    this.hasResults = true;
  }

  /** `results` may be null, which is an empty result, or may come before the schema. */
  private keepResults(bytes: Uint8Array, start: number, end: number): void {
    this.beginResults();
    if (bytes[start] === OPEN_BRACKET) this.earlyResults = bytes.slice(start, end);
    else if (bytes[start] !== LOWER_N) throw new NotAHuntingAnswer();
  }

  private readEarlyResults(): void {
    const bytes = this.earlyResults;
    if (bytes === undefined) return;
    this.earlyResults = undefined;
    this.expect('row', 1, true);
    this.readSteps(bytes, 1);
    if (this.expectation !== 'afterMember') throw new MalformedJson('rows that do not end');
    this.expect('nothing', 0);
  }

  /** Tells JSON of another kind, such as `null` or a list, from text that is no JSON at all. */
  private refuseRoot(bytes: Uint8Array, position: number): number {
    skipValue(bytes, position);
    throw new NotAHuntingAnswer();
  }
}
