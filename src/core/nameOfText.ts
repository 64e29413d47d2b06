/** A value's text, or the words that stand for one without characters where people choose among values. */
export function nameOfText(text: string): string {
  return text === '' ? '(empty)' : text;
}
