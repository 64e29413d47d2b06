import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import { KEPT_FORM, NULL_FORM, type CellForms } from '../columns/cellForms';
import { markTexts, type NumberNeedle, type TextNeedle } from './textNeedle';

/** Values whose texts are written as bytes when they are searched, so that no string is made for each. */
export interface WrittenTexts {
  readonly forms: CellForms;
  /** What every part of a written text is like, in lower case. */
  readonly partPattern: RegExp;
  /** The length of the longest text that is written. */
  readonly longest: number;
  text(row: number): string;
  /**
   * Whether the text of a row that is neither null nor kept holds a number, told without writing it.
   * @returns undefined where only the written text can tell
   */
  holds?(row: number, form: number, number: NumberNeedle): boolean | undefined;
  /**
   * Writes the text of a row that is neither null nor kept, in lower case, to the end of `bytes`.
   * @returns where it begins; negative where only `text` can tell it
   */
  write(row: number, form: number, bytes: Uint8Array): number;
}

/** Marks the rows whose text holds the needle. */
export function markWrittenTexts(
  texts: WrittenTexts,
  needle: TextNeedle,
  marks: Uint8Array,
  breathe: Breathe = breathless,
): void {
  const { forms } = texts;
  const isPart = needle.length <= texts.longest && needle.isLike(texts.partPattern);
  if (!isPart && !forms.hasKept) return;
  if (needle.bytes === undefined) {
    markTexts((row) => texts.text(row), needle, marks, breathe);
    return;
  }
  const bytes = new Uint8Array(texts.longest);
  const { number } = needle;
  for (let row = 0; row < marks.length; row++) {
    if (row % ROWS_A_BREATH === 0) breathe();
    if (marks[row] !== 0) continue;
    const form = forms.formOf(row);
    if (form === NULL_FORM || (!isPart && form !== KEPT_FORM)) continue;
    const isTold = number === undefined || form === KEPT_FORM ? undefined : texts.holds?.(row, form, number);
    if (isTold !== undefined) {
      marks[row] = Number(isTold);
      continue;
    }
    const start = form === KEPT_FORM ? -1 : texts.write(row, form, bytes);
    const isFound = start < 0 ? needle.isIn(texts.text(row)) : standsBehind(bytes, start, needle.bytes);
    if (isFound) marks[row] = 1;
  }
}

function standsBehind(bytes: Uint8Array, start: number, needle: Uint8Array): boolean {
  const last = bytes.length - needle.length;
  const first = needle[0];
  for (let position = start; position <= last; position++) {
    if (bytes[position] === first && standsAt(bytes, position, needle)) return true;
  }
  return false;
}

function standsAt(bytes: Uint8Array, position: number, needle: Uint8Array): boolean {
  for (let offset = 1; offset < needle.length; offset++) {
    if (bytes[position + offset] !== needle[offset]) return false;
  }
  return true;
}
