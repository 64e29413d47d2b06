import { foldCase } from '../../scalar/foldCase';
import { compileRe2 } from '../../scalar/re2';

export type TextMatch = (text: string, part: string) => boolean;

/** The operators that look for one text in another, by their spelling in lower case and without `!`. */
export const TEXT_MATCHES: ReadonlyMap<string, TextMatch> = new Map<string, TextMatch>([
  ...inBothCases('has', (text, part) => hasPart(text, part, true, true)),
  ...inBothCases('hasprefix', (text, part) => hasPart(text, part, true, false)),
  ...inBothCases('hassuffix', (text, part) => hasPart(text, part, false, true)),
  ...inBothCases('contains', (text, part) => text.includes(part)),
  ...inBothCases('startswith', (text, part) => text.startsWith(part)),
  ...inBothCases('endswith', (text, part) => text.endsWith(part)),
  [':', (text, part) => hasPart(foldCase(text), foldCase(part), true, true)],
  ['=~', (text, part) => foldCase(text) === foldCase(part)],
  ['matches regex', matchesRegex],
]);

/** Whether a term stands in a text, in any case. */
export function hasTerm(text: string, term: string): boolean {
  return hasPart(foldCase(text), foldCase(term), true, true);
}

function inBothCases(name: string, match: TextMatch): readonly (readonly [string, TextMatch])[] {
  return [
    [name, (text, part) => match(foldCase(text), foldCase(part))],
    [`${name}_cs`, match],
  ];
}

function matchesRegex(text: string, pattern: string): boolean {
  const { expression } = compileRe2(pattern);
  expression.lastIndex = 0;
  return expression.test(text);
}

/** Letters, digits and all that is not ASCII make a term; where the part begins or ends with such, a term must, too. */
const IN_TERM = /[0-9A-Za-z\u0080-\uffff]/;

function hasPart(text: string, part: string, atStart: boolean, atEnd: boolean): boolean {
  if (part === '') return true;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const begins = !atStart || !IN_TERM.test(part.charAt(0)) || !IN_TERM.test(text.charAt(at - 1));
    const end = at + part.length;
    const ends = !atEnd || !IN_TERM.test(part.charAt(part.length - 1)) || !IN_TERM.test(text.charAt(end));
    if (begins && ends) return true;
  }
  return false;
}
