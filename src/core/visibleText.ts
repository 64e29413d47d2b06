/**
 * Characters that show nothing, take no place or move others: controls, format and bidi characters, line separators,
 * private use, lone surrogates, variation selectors, and every blank but the plain space.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u00A0\u115F\u1160\u2000-\u200A\u202F\u205F\u2800\u3000\u3164\uFFA0]|\u034F|[\u17B4\u17B5]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu;

const PLAIN = /^[\x20-\x7E]*$/;

/**
 * Text as it may be shown: whatever the eye would miss is written as `‹U+202E›`, so that a value can neither hide a
 * part of itself, turn its reading order, nor command a terminal.
 */
export function showInvisibles(text: string): string {
  return PLAIN.test(text) ? text : text.replace(INVISIBLE, markOf);
}

function markOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
