const ASCII = /^[\0-\x7F]*$/;
const WORD = /[\p{L}\p{M}]+/gu;

/** Scripts whose letters are taken for one another. */
const LOOKALIKE_SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/** True where one word mixes the letters of look-alike scripts, as `microsoft` with a Cyrillic `o` does. */
export function hasMixedScripts(text: string): boolean {
  if (ASCII.test(text)) return false;
  return (text.match(WORD) ?? []).some((word) => LOOKALIKE_SCRIPTS.filter((script) => script.test(word)).length > 1);
}
