const SURROGATE = /[\ud800-\udfff]/;

/** Kusto counts characters by code point: the number of them before an offset in UTF-16 units. */
export function characterIndex(text: string, offset: number): number {
  return SURROGATE.test(text) ? Array.from(text.slice(0, offset)).length : offset;
}

/** The offset in UTF-16 units of a character, at most the text's length. */
export function unitOffset(text: string, character: number): number {
  if (!SURROGATE.test(text)) return Math.min(character, text.length);
  return Array.from(text).slice(0, character).join('').length;
}

/** How many characters a text has. */
export function characterCount(text: string): number {
  return characterIndex(text, text.length);
}

export interface TextWindow {
  readonly text: string;
  /** Where the window starts in the whole text, in UTF-16 units. */
  readonly offset: number;
}

/**
 * The part of a text that `indexof` and its kin search: from a character (negative: from the end) over a number of
 * characters (-1: all). Undefined where the length makes no sense.
 */
export function sliceWindow(text: string, start: bigint, length: bigint): TextWindow | undefined {
  if (length < -1n) return undefined;
  const count = characterCount(text);
  const first = start < 0n ? Math.max(count + Number(start), 0) : Number(start);
  const offset = unitOffset(text, first);
  const end = length === -1n ? text.length : unitOffset(text, first + Number(length));
  return { text: text.slice(offset, end), offset };
}
