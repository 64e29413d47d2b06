import { setFlagsFromString } from 'node:v8';
import { characterIndex, sliceWindow } from './characters';
import { isArray, type DynamicValue } from './dynamicValue';
import { compileRe2, type Re2Pattern } from './re2';
import { aliasScalar, defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';

/**
 * Lets V8 leave a match that backtracks too much to its linear-time matcher, so that no text can hang the engine.
 * For the whole process; call it before the first expression is compiled.
 */
export function preferLinearTimeMatching(): void {
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
}

/** https://learn.microsoft.com/kusto/query/extract-function: group 0 is the whole match. */
const extract = defineScalar({
  name: 'extract',
  parameters: ['string', 'long', 'string'],
  returns: 'string',
  call: (regex, group, source) => firstMatch(compileRe2(regex), source)?.[Number(group)] ?? '',
});

/** https://learn.microsoft.com/kusto/query/extract-all-function */
const extractAll = defineScalar({
  name: 'extract_all',
  parameters: ['string', 'string'],
  returns: 'dynamic',
  call(regex, source) {
    const pattern = compileRe2(regex);
    if (pattern.groupCount === 0)
      throw new ScalarFunctionError(`extract_all(): "${regex}" captures nothing: add a group in ( ).`);
    return captureAll(
      pattern,
      source,
      Array.from({ length: pattern.groupCount }, (_, index) => index + 1),
    );
  },
});

/** The form that names the groups to return, by number or name. */
const extractAllOfGroups = defineScalar({
  name: 'extract_all',
  parameters: ['string', 'dynamic', 'string'],
  returns: 'dynamic',
  call(regex, groups, source) {
    const pattern = compileRe2(regex);
    if (!isArray(groups) || groups.length === 0) return null;
    return captureAll(
      pattern,
      source,
      groups.map((group) => groupIndex(pattern, group)),
    );
  },
});

/** https://learn.microsoft.com/kusto/query/replace-regex-function: `\1` is a group, `\0` the whole match. */
const replaceRegex = defineScalar({
  name: 'replace_regex',
  parameters: ['string', 'string', 'string'],
  returns: 'string',
  call: (source, regex, rewrite) => rewriteMatches(source, regex, rewrite),
});

/** The older name, with its arguments in another order. */
const replace = defineScalar({
  name: 'replace',
  parameters: ['string', 'string', 'string'],
  returns: 'string',
  call: (regex, rewrite, source) => rewriteMatches(source, regex, rewrite),
});

/** Removes one match at each end. https://learn.microsoft.com/kusto/query/trim-function */
const trim = defineScalar({
  name: 'trim',
  parameters: ['string', 'string'],
  returns: 'string',
  call: (regex, source) => trimEnd(regex, trimStart(regex, source)),
});

/** https://learn.microsoft.com/kusto/query/trim-start-function */
const trimStartFunction = defineScalar({
  name: 'trim_start',
  parameters: ['string', 'string'],
  returns: 'string',
  call: (regex, source) => trimStart(regex, source),
});

/** https://learn.microsoft.com/kusto/query/trim-end-function */
const trimEndFunction = defineScalar({
  name: 'trim_end',
  parameters: ['string', 'string'],
  returns: 'string',
  call: (regex, source) => trimEnd(regex, source),
});

/** Plain matches may overlap, matches of a regular expression do not. https://learn.microsoft.com/kusto/query/countof-function */
const countOf = defineScalar({
  name: 'countof',
  parameters: ['string', 'string'],
  optional: ['string'],
  returns: 'long',
  call(source, search, kind = 'normal') {
    if (kind === 'regex') return BigInt([...matchesOf(search, source)].length);
    if (search === '') return 0n;
    let count = 0n;
    for (let at = source.indexOf(search); at >= 0; at = source.indexOf(search, at + 1)) count++;
    return count;
  },
});

/** https://learn.microsoft.com/kusto/query/indexof-regex-function */
const indexOfRegex = defineScalar({
  name: 'indexof_regex',
  parameters: ['string', 'string'],
  optional: ['long', 'long', 'long'],
  returns: 'long',
  call(source, regex, start = 0n, length = -1n, occurrence = 1n) {
    if (occurrence < 1n) return null;
    const window = sliceWindow(source, start, length);
    if (window === undefined) return null;
    const match = [...matchesOf(regex, window.text)][Number(occurrence) - 1];
    return match === undefined ? -1n : BigInt(characterIndex(source, window.offset + match.index));
  },
});

/** https://learn.microsoft.com/kusto/query/regex-quote-function */
const regexQuote = defineScalar({
  name: 'regex_quote',
  parameters: ['string'],
  returns: 'string',
  call: (text) => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'),
});

export const REGEX_FUNCTIONS: readonly ScalarFunction[] = [
  extract,
  extractAll,
  extractAllOfGroups,
  aliasScalar('extractall', extractAll),
  aliasScalar('extractall', extractAllOfGroups),
  replaceRegex,
  replace,
  trim,
  trimStartFunction,
  trimEndFunction,
  countOf,
  indexOfRegex,
  regexQuote,
];

/** All matches; RE2 takes no empty one right behind another match. */
function* matchesOf(regex: string, source: string): Generator<RegExpExecArray> {
  let end = -1;
  for (const match of source.matchAll(compileRe2(regex).expression)) {
    if (match[0] === '' && match.index === end) continue;
    end = match.index + match[0].length;
    yield match;
  }
}

function firstMatch(pattern: Re2Pattern, source: string): RegExpExecArray | null {
  pattern.expression.lastIndex = 0;
  return pattern.expression.exec(source);
}

function captureAll(pattern: Re2Pattern, source: string, groups: readonly number[]): DynamicValue {
  const matches = Array.from(source.matchAll(pattern.expression), (match) => {
    const captured = groups.map((group) => match[group] ?? '');
    return captured.length === 1 ? (captured[0] ?? '') : captured;
  });
  return matches.length === 0 ? null : matches;
}

function groupIndex(pattern: Re2Pattern, group: DynamicValue): number {
  const index = typeof group === 'string' ? pattern.groupIndexes.get(group) : Number(group);
  if (index === undefined || !(index >= 0 && index <= pattern.groupCount)) {
    throw new ScalarFunctionError('extract_all(): the regular expression has no such capture group.');
  }
  return index;
}

/** Literal pieces and numbers of groups. */
function rewriteParts(rewrite: string): readonly (string | number)[] {
  return rewrite
    .split(/(\\\d|\\\\)/)
    .map((part) => (part === '\\\\' ? '\\' : /^\\\d$/.test(part) ? Number(part[1]) : part));
}

function rewriteMatches(source: string, regex: string, rewrite: string): string {
  const parts = rewriteParts(rewrite);
  let result = '';
  let end = 0;
  for (const match of matchesOf(regex, source)) {
    const replacement = parts.map((part) => (typeof part === 'string' ? part : (match[part] ?? ''))).join('');
    result += source.slice(end, match.index) + replacement;
    end = match.index + match[0].length;
  }
  return result + source.slice(end);
}

function trimStart(regex: string, source: string): string {
  return source.slice(firstMatch(compileRe2(`\\A(?:${regex})`), source)?.[0].length ?? 0);
}

function trimEnd(regex: string, source: string): string {
  return source.slice(0, firstMatch(compileRe2(`(?:${regex})\\z`), source)?.index ?? source.length);
}
