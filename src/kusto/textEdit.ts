/** A change of a text: what stands between two offsets becomes something else. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let edited = '';
  let offset = 0;
  for (const { start, end, newText } of edits.toSorted((a, b) => a.start - b.start)) {
    edited += text.slice(offset, start) + newText;
    offset = end;
  }
  return edited + text.slice(offset);
}
