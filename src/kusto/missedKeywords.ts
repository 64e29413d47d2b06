import type { Completion } from './completion';

/** Places where Kusto's completion leaves out a keyword that its grammar takes; each pattern ends at the word. */
const MISSED = [
  { after: /\bto\s+$/, keyword: 'typeof' },
  { after: /\bextract(?:_?json)?\s*\([^()]*,\s*$/, keyword: 'typeof' },
  { after: /\bsummarize\s+$/, keyword: 'by' },
] as const;

/** Kusto's operators between two values that it leaves out after some calls, such as `abs(a - b) between (1 .. 2)`. */
const INFIX = ['and', 'or', 'between', 'contains', 'endswith', 'has', 'in', 'startswith'] as const;

/** @param before the query up to the word that is being completed */
export function missedKeywords(before: string, items: readonly Completion[]): Completion[] {
  const line = before.slice(-300);
  const infix = /\)\s+$/.test(line) ? missing(INFIX, items) : [];
  const keywords = MISSED.filter(
    ({ after, keyword }) => after.test(line) && !items.some(({ name, kind }) => name === keyword && kind === 'keyword'),
  ).map(({ keyword }): Completion => ({
    kind: 'keyword',
    name: keyword,
    detail: '',
    before: keyword === 'typeof' ? 'typeof(' : keyword,
    after: keyword === 'typeof' ? ')' : '',
    order: `083_${keyword}`,
  }));
  return [...keywords, ...infix];
}

function missing(names: readonly string[], items: readonly Completion[]): Completion[] {
  return names
    .filter((name) => !items.some((item) => item.name === name))
    .map((name) => ({ kind: 'infix', name, detail: '', before: name, after: '', order: `104_${name}` }));
}
