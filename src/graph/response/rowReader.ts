import {
  CellBatch,
  ILL_FORMED,
  JSON_VALUE,
  MISSING,
  NULL,
  REWRITTEN,
  STRING,
} from '../../core/results/columns/cellBatch';
import type { ResultTableBuilder } from '../../core/results/columns/columnStore';
import { ByteWriter } from './byteWriter';
import { DynamicJsonWriter } from './dynamicJson';
import {
  beginsNonFinite,
  CLOSE_BRACE,
  COLON,
  COMMA,
  findClosingQuote,
  findPlainEnd,
  INCOMPLETE,
  LOWER_N,
  MalformedJson,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipLiteral,
  skipNumber,
  skipPlainCharacters,
  skipValue,
  skipWhitespace,
  startsNumber,
} from './jsonBytes';
import { HALF_PAIR, readIllFormedString, unescapeString } from './jsonStrings';
import { RowMembers, type RowMember } from './rowMembers';

/** Values nested deeper are told of: a tool that formats them may give up. */
const DEEP_NESTING = 1000;
/** The cell of a value that is left out. */
const NO_CELL = -1;

/** What was unusual in the rows read so far. */
export interface RowFindings {
  readonly hasIllFormedText: boolean;
  readonly hasRepeatedNames: boolean;
  readonly hasUnknownNames: boolean;
  readonly hasDeepNesting: boolean;
}

/**
 * Finds the cells of rows in bytes, and has the columns take over many rows at once. A row whose bytes have not all come
 * leaves nothing behind: it is read again from its start.
 */
export class RowReader {
  private readonly members: RowMembers;
  private readonly isDynamic: Uint8Array;
  private readonly dynamicJson = new DynamicJsonWriter();
  private readonly batch: CellBatch;
  /** Values of the batch that do not stand in the answer as they are meant; those of the row being read come last. */
  private readonly rewritten = new ByteWriter();
  private rewrittenLength = 0;
  private first: RowMember | undefined;
  /** The first cell of the row being read. */
  private firstCell = 0;
  /** By column: whether a name that only matches but for case gave it its value in this row. */
  private readonly isFolded: Uint8Array;
  private hasFolded = false;
  private hasIllFormedText = false;
  private hasRepeatedNames = false;
  private hasUnknownNames = false;

  constructor(private readonly table: ResultTableBuilder) {
    const { columns } = table;
    this.members = new RowMembers(columns);
    this.isDynamic = Uint8Array.from(columns, ({ type }) => Number(type === 'dynamic'));
    this.batch = new CellBatch(columns.length);
    this.isFolded = new Uint8Array(columns.length);
  }

  get findings(): RowFindings {
    const { hasIllFormedText, hasRepeatedNames, hasUnknownNames } = this;
    const hasDeepNesting = this.dynamicJson.deepest > DEEP_NESTING;
    return { hasIllFormedText, hasRepeatedNames, hasUnknownNames, hasDeepNesting };
  }

  /**
   * Reads the row whose brace opens at `position`. `flush` is to be called before rows of other bytes are read.
   * @returns the position behind it, or INCOMPLETE
   */
  read(bytes: Uint8Array, position: number): number {
    if (bytes[position] !== OPEN_BRACE) throw new MalformedJson('a row that is no object');
    this.beginRow(bytes);
    const { words, kinds, starts, ends } = this.batch;
    const { firstCell } = this;
    const { length } = bytes;
    let previous: RowMember | undefined;
    let expected = this.first;
    let next = skipWhitespace(bytes, position + 1);
    while (next < length && bytes[next] !== CLOSE_BRACE) {
      if (previous !== undefined) {
        if (bytes[next] !== COMMA) throw new MalformedJson('a row without a comma');
        next = skipWhitespace(bytes, next + 1);
      }
      const isExpected = expected !== undefined && matches(words, length, next, expected);
      const member = isExpected ? expected : this.findMember(bytes, next, previous);
      if (member === undefined) return INCOMPLETE;
      next = skipWhitespace(bytes, next + member.nameLength);
      if (next >= length) return INCOMPLETE;
      if (bytes[next] !== COLON) throw new MalformedJson('a name without a value');
      next = skipWhitespace(bytes, next + 1);
      if (next >= length) return INCOMPLETE;
      previous = member;
      expected = member.next;
      // Most of an answer's cells are texts without escapes: what they need stands here and calls nothing but the scan.
      const cell = firstCell + member.onlyColumn;
      if (bytes[next] === QUOTE && member.isText && kinds[cell] === MISSING) {
        const end = findPlainEnd(words, length, next + 1);
        if (bytes[end] === QUOTE) {
          kinds[cell] = STRING;
          starts[cell] = next + 1;
          ends[cell] = end;
          next = skipWhitespace(bytes, end + 1);
          continue;
        }
      }
      next = this.readValue(bytes, next, member);
      if (next === INCOMPLETE) return INCOMPLETE;
      next = skipWhitespace(bytes, next);
    }
    if (next >= length) return INCOMPLETE;
    this.endRow();
    return next + 1;
  }

  /** Has the columns take over what was read. */
  flush(): void {
    const { batch, rewritten } = this;
    batch.openRewritten(rewritten.bytes);
    this.table.addRows(batch);
    batch.clear();
    rewritten.length = 0;
    this.rewrittenLength = 0;
  }

  private beginRow(bytes: Uint8Array): void {
    const { batch } = this;
    if (batch.bytes !== bytes) batch.open(bytes);
    this.firstCell = batch.rowCount * batch.columnCount;
    batch.kinds.fill(MISSING, this.firstCell, this.firstCell + batch.columnCount);
    this.rewritten.length = this.rewrittenLength;
    if (this.hasFolded) this.isFolded.fill(0);
    this.hasFolded = false;
  }

  private endRow(): void {
    this.rewrittenLength = this.rewritten.length;
    this.batch.rowCount++;
    if (this.batch.isFull) this.flush();
  }

  /** @returns the member whose name begins at `position`; undefined where the bytes end before the name does. */
  private findMember(bytes: Uint8Array, position: number, previous: RowMember | undefined): RowMember | undefined {
    if (position >= bytes.length) return undefined;
    if (bytes[position] !== QUOTE) throw new MalformedJson('a name without quotes');
    const close = findClosingQuote(bytes, position + 1);
    if (close === INCOMPLETE) return undefined;
    const member = this.members.find(bytes, position, close + 1);
    if (previous === undefined) this.first = member;
    else previous.next = member;
    return member;
  }

  private readValue(bytes: Uint8Array, position: number, member: RowMember): number {
    const cell = this.cellOf(member);
    if (cell === NO_CELL) return skipValue(bytes, position);
    const { batch } = this;
    const isDynamic = this.isDynamic[cell - this.firstCell] === 1;
    const first = bytes[position] ?? 0;
    if (first === QUOTE && !isDynamic) {
      const end = skipPlainCharacters(bytes, position + 1);
      if (bytes[end] !== QUOTE) return this.readEscapedString(bytes, position, cell);
      batch.kinds[cell] = STRING;
      batch.starts[cell] = position + 1;
      batch.ends[cell] = end;
      return end + 1;
    }
    if (first === QUOTE || first === OPEN_BRACE || first === OPEN_BRACKET) {
      return this.readComposite(bytes, position, cell, isDynamic);
    }
    const isNumber = startsNumber(first) && !beginsNonFinite(bytes, position);
    const end = isNumber ? skipNumber(bytes, position) : skipLiteral(bytes, position);
    batch.kinds[cell] = isNumber ? JSON_VALUE : kindOfLiteral(bytes, position);
    batch.starts[cell] = position;
    batch.ends[cell] = end;
    return end;
  }

  private readEscapedString(bytes: Uint8Array, position: number, cell: number): number {
    const { batch, rewritten } = this;
    const start = rewritten.length;
    const end = unescapeString(bytes, position + 1, rewritten);
    if (end === INCOMPLETE) return INCOMPLETE;
    if (end === HALF_PAIR) return this.readIllFormedString(bytes, position, cell);
    batch.kinds[cell] = STRING | REWRITTEN;
    batch.starts[cell] = start;
    batch.ends[cell] = rewritten.length;
    return end + 1;
  }

  private readIllFormedString(bytes: Uint8Array, position: number, cell: number): number {
    const close = findClosingQuote(bytes, position + 1);
    if (close === INCOMPLETE) return INCOMPLETE;
    const { batch } = this;
    this.hasIllFormedText = true;
    batch.kinds[cell] = ILL_FORMED;
    batch.starts[cell] = batch.illFormed.push(readIllFormedString(bytes, position, close + 1)) - 1;
    return close + 1;
  }

  /** Objects and arrays, and the strings of dynamic columns. For other types than dynamic the service's null is `{}`. */
  private readComposite(bytes: Uint8Array, position: number, cell: number, isDynamic: boolean): number {
    const end = skipValue(bytes, position);
    if (end === INCOMPLETE) return INCOMPLETE;
    const { batch, rewritten } = this;
    this.dynamicJson.write(bytes, position, end);
    const { out } = this.dynamicJson;
    const isEmptyObject = out.length === 2 && out.bytes[0] === OPEN_BRACE;
    batch.kinds[cell] = isDynamic || !isEmptyObject ? JSON_VALUE | REWRITTEN : NULL;
    batch.starts[cell] = rewritten.length;
    rewritten.append(out.bytes, 0, out.length);
    batch.ends[cell] = rewritten.length;
    return end;
  }

  /** @returns the cell that takes a member's value, or NO_CELL where it is left out. */
  private cellOf(member: RowMember): number {
    const { firstCell, isFolded } = this;
    const { kinds } = this.batch;
    const only = firstCell + member.onlyColumn;
    if (only >= firstCell && kinds[only] === MISSING) return only;
    const { columns } = member;
    for (const column of columns) {
      if (kinds[firstCell + column] !== MISSING) continue;
      if (!member.isExact) this.hasFolded = true;
      if (!member.isExact) isFolded[column] = 1;
      return firstCell + column;
    }
    const [column] = columns;
    if (column === undefined) {
      if (!member.isAnnotation) this.hasUnknownNames = true;
      return NO_CELL;
    }
    if (member.isExact && isFolded[column] === 1) {
      isFolded[column] = 0;
      return firstCell + column;
    }
    this.hasRepeatedNames = true;
    return NO_CELL;
  }
}

function kindOfLiteral(bytes: Uint8Array, position: number): number {
  if (beginsNonFinite(bytes, position)) return STRING;
  return bytes[position] === LOWER_N ? NULL : JSON_VALUE;
}

/**
 * Whether the member's name stands at `position`: compared eight bytes at a time, as doubles, since nothing else of that
 * size is free. Doubles that are equal differ in no bit but for zeros, which no name has: control characters are refused.
 */
function matches(words: DataView, length: number, position: number, member: RowMember): boolean {
  const { nameLength, nameWords } = member;
  if (position + nameLength > length) return false;
  const last = nameWords.length - 1;
  if (last < 0) return matchesShort(words, position, member);
  for (let index = 0; index < last; index++) {
    if (words.getFloat64(position + 8 * index, true) !== nameWords[index]) return false;
  }
  return words.getFloat64(position + nameLength - 8, true) === nameWords[last];
}

function matchesShort(words: DataView, position: number, { quotedName }: RowMember): boolean {
  for (let offset = 0; offset < quotedName.length; offset++) {
    if (words.getUint8(position + offset) !== quotedName[offset]) return false;
  }
  return true;
}
