import { foldCase } from '../scalar/foldCase';
import type { SqlArgument } from './functionRule';
import { escapeRe2, sqlString } from './sqlText';

/** `term`: a whole term, `prefix`/`suffix`: its beginning or end. */
export type TermPart = 'term' | 'prefix' | 'suffix';

/** Letters and digits make a term; everything else, `_` included, separates. Characters beyond ASCII belong to terms. */
export const BEFORE_TERM = '(?:^|[^0-9A-Za-z\\x{80}-\\x{10FFFF}])';
export const AFTER_TERM = '(?:$|[^0-9A-Za-z\\x{80}-\\x{10FFFF}])';
const STARTS_IN_TERM = /^[0-9A-Za-z\u0080-\u{10FFFF}]/u;
const ENDS_IN_TERM = /[0-9A-Za-z\u0080-\u{10FFFF}]$/u;

/**
 * `has` and its kin. A term known in advance is first looked for as a plain substring, which is fast, and only then
 * checked for its borders.
 */
export function hasTermSql(text: SqlArgument, term: SqlArgument, part: TermPart, isCaseSensitive: boolean): string {
  const flags = isCaseSensitive ? '' : '(?i)';
  if (typeof term.constant !== 'string') return hasRuntimeTermSql(text.sql, term.sql, part, flags);
  const value = term.constant;
  if (value === '') return 'true';
  const before = part !== 'suffix' && STARTS_IN_TERM.test(value) ? BEFORE_TERM : '';
  const after = part !== 'prefix' && ENDS_IN_TERM.test(value) ? AFTER_TERM : '';
  const pattern = sqlString(`${flags}${before}${escapeRe2(value)}${after}`);
  return `(${containsSql(text, term, isCaseSensitive)} AND regexp_matches(${text.sql}, ${pattern}))`;
}

function hasRuntimeTermSql(text: string, term: string, part: TermPart, flags: string): string {
  const before =
    part === 'suffix'
      ? ''
      : `CASE WHEN regexp_matches(${term}, '^[0-9A-Za-z\\x{80}-\\x{10FFFF}]') THEN ${sqlString(BEFORE_TERM)} ELSE '' END || `;
  const after =
    part === 'prefix'
      ? ''
      : ` || CASE WHEN regexp_matches(${term}, '[0-9A-Za-z\\x{80}-\\x{10FFFF}]$') THEN ${sqlString(AFTER_TERM)} ELSE '' END`;
  return `(${term} = '' OR regexp_matches(${text}, ${sqlString(flags)} || ${before}regexp_escape(${term})${after}))`;
}

export function containsSql(text: SqlArgument, part: SqlArgument, isCaseSensitive: boolean): string {
  return isCaseSensitive ? `contains(${text.sql}, ${part.sql})` : `contains(${lowerSql(text)}, ${lowerSql(part)})`;
}

/** A text without case; what is known in advance is folded here, once. */
export function lowerSql(text: SqlArgument): string {
  return typeof text.constant === 'string' ? sqlString(foldCase(text.constant)) : `lower(${text.sql})`;
}
