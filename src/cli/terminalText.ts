/** East Asian wide and fullwidth characters and emoji, which take two columns. Source: Unicode TR 11. */
const WIDE =
  /[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{17000}-\u{18CFF}\u{1B000}-\u{1B2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
/** Marks that lie over the character before them. */
const COMBINING = /\p{Mn}|\p{Me}/u;
const ASCII = /^[\x20-\x7E]*$/;
const ELLIPSIS = '…';

/** How many columns of a terminal a text without control characters takes. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The text in at most `width` columns; where something had to go, it ends with `…`. */
export function cutToWidth(text: string, width: number): string {
  if (text.length <= width && ASCII.test(text)) return text;
  let kept = '';
  let used = 0;
  let keptWithEllipsis = '';
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) return keptWithEllipsis + ELLIPSIS;
    kept += character;
    if (used < width) keptWithEllipsis = kept;
  }
  return kept;
}

/** The text filled up with blanks to `width` columns, on the right or on the left. */
export function padToWidth(text: string, width: number, side: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'left' ? blanks + text : text + blanks;
}

/** Before the first combining mark every character takes one column. */
const FIRST_COMBINING = '\u0300';

function characterWidth(character: string): number {
  if (character < FIRST_COMBINING) return 1;
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
