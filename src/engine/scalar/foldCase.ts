/** Kusto folds case character by character; JavaScript's own way looks at neighbours (a final sigma). */
export function foldCase(text: string): string {
  // eslint-disable-next-line no-control-regex -- plain ASCII is the common case
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  return Array.from(text, foldCharacter).join('');
}

function foldCharacter(character: string): string {
  const folded = character.toLowerCase();
  return Array.from(folded)[0] ?? character;
}
