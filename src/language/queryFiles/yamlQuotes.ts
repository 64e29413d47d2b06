import type { TextSpan } from './queryFile';
import type { SpelledCharacter } from './alignText';

/** The characters within single quotes, where a quote is written twice. */
export function spelledInSingleQuotes(file: string, { start, end }: TextSpan): SpelledCharacter[] {
  const inside = file.slice(start + 1, end - 1);
  return [...inside.matchAll(/''|[^]/g)].map(({ 0: spelling, index }) => ({
    character: spelling.charAt(0),
    start: start + 1 + index,
    end: start + 1 + index + spelling.length,
  }));
}

/** Escapes that stand for a visible character; all others stand for blanks. Source: YAML 1.2.2, 5.7. */
const VISIBLE_ESCAPES: Readonly<Record<string, string>> = { '"': '"', '/': '/', '\\': '\\' };
const NAMED_ESCAPES: Readonly<Record<string, string>> = { '0': '\0', a: '\x07', b: '\b', e: '\x1B' };

/** The characters within double quotes, their escapes resolved. */
export function spelledInDoubleQuotes(file: string, { start, end }: TextSpan): SpelledCharacter[] {
  const inside = file.slice(start + 1, end - 1);
  const spellings = inside.matchAll(/\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[^])|[^]/gi);
  return [...spellings].flatMap(({ 0: spelling, index }) => {
    const span = { start: start + 1 + index, end: start + 1 + index + spelling.length };
    return resolve(spelling)
      .split('')
      .map((character) => ({ character, ...span }));
  });
}

function resolve(spelling: string): string {
  if (!spelling.startsWith('\\')) return spelling;
  const escape = spelling.slice(1);
  if (escape.length > 1) return characterOf(Number.parseInt(escape.slice(1), 16));
  return VISIBLE_ESCAPES[escape] ?? NAMED_ESCAPES[escape] ?? ' ';
}

function characterOf(codePoint: number): string {
  return codePoint > 0x10ffff ? ' ' : String.fromCodePoint(codePoint);
}
