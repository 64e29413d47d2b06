import { characterIndex, sliceWindow } from './characters';
import { dynamicText } from './dynamicJson';
import { compareText, isArray, type DynamicValue } from './dynamicValue';
import { aliasScalar, defineNullAware, defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';

const LONGEST_REPEAT = 1024n;

/** https://learn.microsoft.com/kusto/query/indexof-function: characters are counted, a negative start is from the end. */
const indexOf = defineScalar({
  name: 'indexof',
  parameters: ['string', 'string'],
  optional: ['long', 'long', 'long'],
  returns: 'long',
  call(source, lookup, start = 0n, length = -1n, occurrence = 1n) {
    if (occurrence < 1n) return null;
    const window = sliceWindow(source, start, length);
    if (window === undefined) return null;
    let at = -1;
    for (let found = 0n; found < occurrence; found++) {
      at = window.text.indexOf(lookup, at + 1);
      if (at < 0) return -1n;
      if (lookup === '' && found + 1n < occurrence && at >= window.text.length) return -1n;
    }
    return BigInt(characterIndex(source, window.offset + at));
  },
});

/** https://learn.microsoft.com/kusto/query/has-any-index-function: terms are whole words, in any case. */
const hasAnyIndex = defineScalar({
  name: 'has_any_index',
  parameters: ['string', 'dynamic'],
  returns: 'long',
  call(source, values) {
    const haystack = source.toLowerCase();
    return isArray(values)
      ? BigInt(values.findIndex((value) => hasTerm(haystack, dynamicText(value).toLowerCase())))
      : -1n;
  },
});

/** https://learn.microsoft.com/kusto/query/reverse-function */
const reverse = defineScalar({
  name: 'reverse',
  parameters: ['string'],
  returns: 'string',
  call: (text) => Array.from(text).reverse().join(''),
});

/** https://learn.microsoft.com/kusto/query/split-function: a third argument picks one part, as an array. */
const split = defineScalar({
  name: 'split',
  parameters: ['string', 'string'],
  optional: ['long'],
  returns: 'dynamic',
  call(source, delimiter, requested) {
    const parts = delimiter === '' ? [source] : source.split(delimiter);
    if (requested === undefined) return parts;
    const part = requested < 0n ? undefined : parts[Number(requested)];
    return part === undefined ? null : [part];
  },
});

/** https://learn.microsoft.com/kusto/query/strcat-delim-function */
const strcatDelim = defineScalar({
  name: 'strcat_delim',
  parameters: ['string'],
  rest: 'string',
  returns: 'string',
  call: (delimiter, ...texts) => texts.join(delimiter),
});

/** https://learn.microsoft.com/kusto/query/strcat-array-function */
const strcatArray = defineScalar({
  name: 'strcat_array',
  parameters: ['dynamic', 'string'],
  returns: 'string',
  call: (array, delimiter) => (isArray(array) ? array.map(dynamicText).join(delimiter) : ''),
});

/** https://learn.microsoft.com/kusto/query/strrep-function */
const strrep = defineScalar({
  name: 'strrep',
  parameters: ['string', 'long'],
  optional: ['string'],
  returns: 'string',
  call(text, count, delimiter = '') {
    const times = count > LONGEST_REPEAT ? LONGEST_REPEAT : count;
    return times <= 0n ? '' : Array.from({ length: Number(times) }, () => text).join(delimiter);
  },
});

/** https://learn.microsoft.com/kusto/query/strcmp-function */
const strcmp = defineScalar({
  name: 'strcmp',
  parameters: ['string', 'string'],
  returns: 'long',
  call: (left, right) => BigInt(compareText(left, right)),
});

/** Replaces each text by its counterpart, one after the other. https://learn.microsoft.com/kusto/query/replace-strings-function */
const replaceStrings = defineScalar({
  name: 'replace_strings',
  parameters: ['string', 'dynamic', 'dynamic'],
  returns: 'string',
  call(text, lookups, rewrites) {
    if (!isArray(lookups)) return text;
    return lookups.reduce((result: string, lookup, index) => {
      const wanted = dynamicText(lookup);
      const rewrite = isArray(rewrites) ? (rewrites[index] ?? null) : rewrites;
      return wanted === '' ? result : result.replaceAll(wanted, () => dynamicText(rewrite));
    }, text);
  },
});

/** https://learn.microsoft.com/kusto/query/translate-function: the replacement list repeats its last character. */
const translate = defineScalar({
  name: 'translate',
  parameters: ['string', 'string', 'string'],
  returns: 'string',
  call(searchList, replacementList, source) {
    const searched = Array.from(searchList);
    const replacements = Array.from(replacementList);
    return Array.from(source, (character) => {
      const index = searched.indexOf(character);
      return index < 0 ? character : (replacements[Math.min(index, replacements.length - 1)] ?? '');
    }).join('');
  },
});

/** https://learn.microsoft.com/kusto/query/string-size-function: bytes of UTF-8. */
const stringSize = defineScalar({
  name: 'string_size',
  parameters: ['string'],
  returns: 'long',
  call: (text) => BigInt(Buffer.byteLength(text)),
});

/** https://learn.microsoft.com/kusto/query/unicode-codepoints-from-string-function */
const codePointsFromString = defineScalar({
  name: 'unicode_codepoints_from_string',
  parameters: ['string'],
  returns: 'dynamic',
  call: (text) => Array.from(text, (character) => BigInt(character.codePointAt(0) ?? 0)),
});

/** Takes numbers and arrays of them. https://learn.microsoft.com/kusto/query/unicode-codepoints-to-string-function */
const codePointsToString = defineNullAware({
  name: 'unicode_codepoints_to_string',
  parameters: [],
  rest: 'dynamic',
  returns: 'string',
  call: (...values) =>
    values
      .flatMap((value) => (isArray(value) ? value : [value]))
      .map(characterOf)
      .join(''),
});

/** https://learn.microsoft.com/kusto/query/isascii-function */
const isAscii = defineScalar({
  name: 'isascii',
  parameters: ['string'],
  returns: 'bool',
  call: (text) => Buffer.byteLength(text) === text.length,
});

/** A string is always valid UTF-8 here. https://learn.microsoft.com/kusto/query/isutf8-function */
const isUtf8 = defineScalar({ name: 'isutf8', parameters: ['string'], returns: 'bool', call: () => true });

export const TEXT_FUNCTIONS: readonly ScalarFunction[] = [
  indexOf,
  hasAnyIndex,
  reverse,
  split,
  strcatDelim,
  strcatArray,
  aliasScalar('array_strcat', strcatArray),
  strrep,
  strcmp,
  replaceStrings,
  translate,
  stringSize,
  codePointsFromString,
  aliasScalar('to_utf8', codePointsFromString),
  codePointsToString,
  aliasScalar('make_string', codePointsToString),
  isAscii,
  isUtf8,
];

/** Whether a term stands in a text between characters that are neither letters nor digits. */
function hasTerm(haystack: string, term: string): boolean {
  if (term === '') return true;
  for (let at = haystack.indexOf(term); at >= 0; at = haystack.indexOf(term, at + 1)) {
    const end = at + term.length;
    if (!isWordAt(haystack, at - 1, term[0]) && !isWordAt(haystack, end, term.at(-1))) return true;
  }
  return false;
}

/** Whether the character at an offset continues the word that `neighbour` belongs to. */
function isWordAt(text: string, offset: number, neighbour = ''): boolean {
  return /[\p{L}\p{N}]/u.test(text[offset] ?? '') && /[\p{L}\p{N}]/u.test(neighbour);
}

function characterOf(value: DynamicValue): string {
  const point = Number(value);
  if (!Number.isInteger(point) || point < 0 || point > 0x10ffff) {
    throw new ScalarFunctionError('unicode_codepoints_to_string(): a number is no Unicode code point.');
  }
  return String.fromCodePoint(point);
}
