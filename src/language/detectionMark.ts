/** A comment line `// detection`, with or without a name after a colon. */
const MARK = /^[^\S\n]*\/\/[^\S\n]*detection[^\S\n]*(?::.*)?$/im;

/** True where a comment of the query says that alerts are made of its rows. */
export function isMarkedAsDetection(text: string): boolean {
  return MARK.test(text.replaceAll('\r', ''));
}
