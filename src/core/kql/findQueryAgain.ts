/** What may stand behind a query without being a part of it, once blanks and comments are passed over. */
const ENDS = '|;),]';
/** Up to the next code or blank line. */
const PASSED = /(?:[^\S\r\n]|\/\/[^\r\n]*|\r?\n(?![^\S\r\n]*(?:\r?\n|$)))*/y;

/**
 * Where a query stands in a document that was edited since it was taken from there: of several places the one nearest
 * to where it was. A longer query that only begins or ends like it is another one, and so is one that is commented out.
 * @returns undefined where it does not stand there any more
 */
export function findQueryAgain(document: string, query: string, near: number): number | undefined {
  if (query === '') return undefined;
  let nearest: number | undefined;
  for (let at = document.indexOf(query); at >= 0; at = document.indexOf(query, at + 1)) {
    if (nearest !== undefined && Math.abs(at - near) >= Math.abs(nearest - near)) break;
    if (beginsAt(document, at) && endsAt(document, at + query.length)) nearest = at;
  }
  return nearest;
}

function beginsAt(document: string, at: number): boolean {
  const line = document.slice(document.lastIndexOf('\n', at - 1) + 1, at);
  return !line.includes('//') && !/[\w"']$/.test(line);
}

function endsAt(document: string, end: number): boolean {
  PASSED.lastIndex = end;
  const next = document.charAt(end + (PASSED.exec(document)?.[0].length ?? 0));
  return next === '' || '\r\n'.includes(next) || ENDS.includes(next);
}
