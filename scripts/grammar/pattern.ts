/** One rule of a TextMate grammar. */
export interface Rule {
  readonly comment?: string;
  readonly include?: string;
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly captures?: Captures;
  readonly begin?: string;
  readonly beginCaptures?: Captures;
  readonly end?: string;
  readonly endCaptures?: Captures;
  readonly while?: string;
  readonly whileCaptures?: Captures;
  readonly applyEndPatternLast?: boolean;
  readonly patterns?: readonly Rule[];
}

export type Captures = Readonly<Record<string, { readonly name?: string; readonly patterns?: readonly Rule[] }>>;

/** A TextMate grammar as its JSON file holds it. */
export interface Grammar {
  readonly name: string;
  readonly scopeName: string;
  readonly injectionSelector?: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

/** What cannot stand before a word: part of a longer name, or the dot of a path such as `Entity.count`. */
const BEFORE = '(?<![\\w$.])';
/** What cannot follow a word: part of a longer name, or the hyphen of one (`project` in `project-away`). */
const AFTER = '(?![\\w$])(?!-[A-Za-z])';

/** A pattern for any of some words as whole words; longer ones win. Words may hold `-`, `!`, `~` and single spaces. */
export function anyWord(words: readonly string[]): string {
  return `${BEFORE}${anyOf(words)}${AFTER}`;
}

/** A pattern for any of some texts, wherever they stand; longer ones win. */
export function anyOf(texts: readonly string[]): string {
  const byLength = [...new Set(texts)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return `(?:${byLength.map((text) => escapePattern(text).replaceAll(' ', '\\s+')).join('|')})`;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
