/** What a value of JSON is, by its first character. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'bool' | 'null';

export function kindAt(json: string, start: number): JsonKind {
  switch (json.charAt(start)) {
    case '{':
      return 'object';
    case '[':
      return 'array';
    case '"':
      return 'string';
    case 't':
    case 'f':
      return 'bool';
    case 'n':
      return 'null';
    default:
      return 'number';
  }
}

/** The text that a string of JSON stands for; what is no well-formed string comes back as it is written. */
export function readString(json: string, start: number, end: number): string {
  const written = json.slice(start, end);
  if (!written.includes('\\')) return written.slice(1, -1);
  try {
    return String(JSON.parse(written));
  } catch {
    return written.slice(1, -1);
  }
}

/** Whole characters and escapes from the beginning of a written string. */
const WHOLE_CHARACTERS = /^(?:[^\\]|\\u[\dA-Fa-f]{4}|\\[^u])*/;

/** The beginning of the text that a long string stands for, read from its first `length` written characters. */
export function readBeginning(json: string, start: number, length: number): string {
  const written = WHOLE_CHARACTERS.exec(json.slice(start + 1, start + 1 + length))?.[0] ?? '';
  const quoted = `"${written}"`;
  return readString(quoted, 0, quoted.length);
}
