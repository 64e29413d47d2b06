import { wordsOf } from '../../core/results/byteWords';
import type { ResultTableBuilder } from '../../core/results/columnStore';
import type { ColumnBuilder } from '../../core/results/storedColumn';
import { ByteWriter } from './byteWriter';
import { DynamicJsonWriter } from './dynamicJson';
import {
  beginsNonFinite,
  CLOSE_BRACE,
  COLON,
  COMMA,
  findClosingQuote,
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
import { readIllFormedString, unescapeString } from './jsonStrings';
import { RowMembers, type RowMember } from './rowMembers';

/** Values nested deeper are told of: a tool that formats them may give up. */
const DEEP_NESTING = 1000;

/** What was unusual in the rows read so far. */
export interface RowFindings {
  readonly hasIllFormedText: boolean;
  readonly hasRepeatedNames: boolean;
  readonly hasUnknownNames: boolean;
  readonly hasDeepNesting: boolean;
}

/**
 * Reads rows from bytes into columns, one at a time. A row is read again from its start when its bytes had not all
 * come, so nothing here depends on having seen only whole rows.
 */
export class RowReader {
  private readonly members: RowMembers;
  private readonly isDynamic: readonly boolean[];
  private readonly dynamicJson = new DynamicJsonWriter();
  private readonly scratch = new ByteWriter();
  private first: RowMember | undefined;
  /** Counts attempts at rows; `filledAt` and `foldedAt` hold the attempt in which a column got its value. */
  private attempt = 0;
  private readonly filledAt: Uint32Array;
  private readonly foldedAt: Uint32Array;
  private hasIllFormedText = false;
  private hasRepeatedNames = false;
  private hasUnknownNames = false;

  constructor(private readonly table: ResultTableBuilder) {
    const { columns } = table;
    this.members = new RowMembers(columns);
    this.isDynamic = columns.map(({ type }) => type === 'dynamic');
    this.filledAt = new Uint32Array(columns.length);
    this.foldedAt = new Uint32Array(columns.length);
  }

  get findings(): RowFindings {
    const { hasIllFormedText, hasRepeatedNames, hasUnknownNames } = this;
    const hasDeepNesting = this.dynamicJson.deepest > DEEP_NESTING;
    return { hasIllFormedText, hasRepeatedNames, hasUnknownNames, hasDeepNesting };
  }

  /** Reads the row whose brace opens at `position`. @returns the position behind it, or INCOMPLETE. */
  read(bytes: Uint8Array, position: number): number {
    if (bytes[position] !== OPEN_BRACE) throw new MalformedJson('a row that is no object');
    const row = this.table.beginRow();
    this.attempt++;
    let previous: RowMember | undefined;
    let next = skipWhitespace(bytes, position + 1);
    while (next < bytes.length && bytes[next] !== CLOSE_BRACE) {
      if (previous !== undefined) {
        if (bytes[next] !== COMMA) throw new MalformedJson('a row without a comma');
        next = skipWhitespace(bytes, next + 1);
      }
      const member = this.readName(bytes, next, previous);
      if (member === undefined) return INCOMPLETE;
      next = skipWhitespace(bytes, next + member.quotedName.length);
      if (next >= bytes.length) return INCOMPLETE;
      if (bytes[next] !== COLON) throw new MalformedJson('a name without a value');
      next = skipWhitespace(bytes, next + 1);
      if (next >= bytes.length) return INCOMPLETE;
      next = this.readValue(bytes, next, row, member);
      if (next === INCOMPLETE) return INCOMPLETE;
      next = skipWhitespace(bytes, next);
      previous = member;
    }
    if (next >= bytes.length) return INCOMPLETE;
    this.table.endRow();
    return next + 1;
  }

  /** @returns the member whose name begins at `position`; undefined where the bytes end before the name does. */
  private readName(bytes: Uint8Array, position: number, previous: RowMember | undefined): RowMember | undefined {
    const expected = previous === undefined ? this.first : previous.next;
    if (expected !== undefined && matches(wordsOf(bytes), position, expected)) return expected;
    if (position >= bytes.length) return undefined;
    if (bytes[position] !== QUOTE) throw new MalformedJson('a name without quotes');
    const close = findClosingQuote(bytes, position + 1);
    if (close === INCOMPLETE) return undefined;
    const member = this.members.find(bytes, position, close + 1);
    if (previous === undefined) this.first = member;
    else previous.next = member;
    return member;
  }

  private readValue(bytes: Uint8Array, position: number, row: number, member: RowMember): number {
    const column = this.columnOf(member, row);
    const builder = this.table.builders[column];
    if (builder === undefined) return skipValue(bytes, position);
    const first = bytes[position] ?? 0;
    if (first === QUOTE) {
      return this.isDynamic[column] === true
        ? this.readComposite(bytes, position, row, builder, true)
        : this.readString(bytes, position, row, builder);
    }
    if (first === OPEN_BRACE || first === OPEN_BRACKET) {
      return this.readComposite(bytes, position, row, builder, this.isDynamic[column] === true);
    }
    if (startsNumber(first) && !beginsNonFinite(bytes, position)) {
      const end = skipNumber(bytes, position);
      if (end !== INCOMPLETE) builder.setJson(row, bytes, position, end);
      return end;
    }
    return readLiteral(bytes, position, row, builder);
  }

  private readString(bytes: Uint8Array, position: number, row: number, builder: ColumnBuilder): number {
    const start = position + 1;
    const plainEnd = skipPlainCharacters(bytes, start);
    if (bytes[plainEnd] === QUOTE) {
      builder.setString(row, bytes, start, plainEnd);
      return plainEnd + 1;
    }
    const close = findClosingQuote(bytes, plainEnd);
    if (close === INCOMPLETE) return INCOMPLETE;
    const { scratch } = this;
    scratch.length = 0;
    if (unescapeString(bytes, start, close, scratch)) {
      builder.setString(row, scratch.bytes, 0, scratch.length);
    } else {
      this.hasIllFormedText = true;
      builder.setIllFormedString(row, readIllFormedString(bytes, position, close + 1));
    }
    return close + 1;
  }

  /** Objects and arrays, and the strings of dynamic columns. For other types than dynamic the service's null is `{}`. */
  private readComposite(
    bytes: Uint8Array,
    position: number,
    row: number,
    builder: ColumnBuilder,
    isDynamic: boolean,
  ): number {
    const end = skipValue(bytes, position);
    if (end === INCOMPLETE) return INCOMPLETE;
    this.dynamicJson.write(bytes, position, end);
    const { out } = this.dynamicJson;
    const isEmptyObject = out.length === 2 && out.bytes[0] === OPEN_BRACE;
    if (isDynamic || !isEmptyObject) builder.setJson(row, out.bytes, 0, out.length);
    return end;
  }

  /** @returns the column that takes a member's value, or -1 where it is left out. */
  private columnOf(member: RowMember, row: number): number {
    const { attempt, filledAt, foldedAt } = this;
    const { columns } = member;
    for (const column of columns) {
      if (filledAt[column] !== attempt) {
        filledAt[column] = attempt;
        if (!member.isExact) foldedAt[column] = attempt;
        return column;
      }
    }
    const [column = -1] = columns;
    if (column === -1) {
      if (!member.isAnnotation) this.hasUnknownNames = true;
      return -1;
    }
    if (member.isExact && foldedAt[column] === attempt) {
      foldedAt[column] = 0;
      this.table.builders[column]?.clear(row);
      return column;
    }
    this.hasRepeatedNames = true;
    return -1;
  }
}

function readLiteral(bytes: Uint8Array, position: number, row: number, builder: ColumnBuilder): number {
  const end = skipLiteral(bytes, position);
  if (end === INCOMPLETE) return INCOMPLETE;
  if (beginsNonFinite(bytes, position)) builder.setString(row, bytes, position, end);
  else if (bytes[position] !== LOWER_N) builder.setJson(row, bytes, position, end);
  return end;
}

/** Whether the member's name stands at `position`: compared four bytes at a time. */
function matches(words: DataView, position: number, { quotedName, nameWords }: RowMember): boolean {
  const { length } = quotedName;
  if (position + length > words.byteLength) return false;
  const count = nameWords.length;
  for (let index = 0; index < count; index++) {
    if (words.getInt32(position + 4 * index, true) !== nameWords[index]) return false;
  }
  for (let offset = 4 * count; offset < length; offset++) {
    if (words.getUint8(position + offset) !== quotedName[offset]) return false;
  }
  return true;
}
