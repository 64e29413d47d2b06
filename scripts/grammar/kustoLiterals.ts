import type { KustoVocabulary } from './kustoVocabulary.ts';
import { anyOf, anyWord, type Rule } from './pattern.ts';

/** Where a literal can begin: not inside a name. */
const START = '(?<![\\w$])';

/**
 * Strings: `"…"` and `'…'` with escapes, `@"…"` without, three backquotes or tildes over lines; `h` in front hides the
 * text from the service's logs. A string without an end stops with its line, as Kusto's lexer stops it.
 * The quotes carry no scope of their own: in Kusto's classification they belong to the string.
 */
export function createStringRules(): Rule {
  return {
    patterns: [
      lineString('"', 'double'),
      lineString("'", 'single'),
      verbatimString('"', 'double'),
      verbatimString("'", 'single'),
      { begin: `(?:${START}[hH])?\`\`\``, end: '```', name: 'string.quoted.triple.backquote.kusto' },
      { begin: `(?:${START}[hH])?~~~`, end: '~~~', name: 'string.quoted.triple.tilde.kusto' },
    ],
  };
}

function lineString(quote: string, kind: string): Rule {
  return {
    begin: `(?:${START}[hH])?${quote}`,
    end: `${quote}|$`,
    name: `string.quoted.${kind}.kusto`,
    patterns: [{ match: '\\\\.', name: 'constant.character.escape.kusto' }],
  };
}

function verbatimString(quote: string, kind: string): Rule {
  return {
    begin: `(?:${START}[hH])?@${quote}`,
    end: `${quote}(?!${quote})|$`,
    name: `string.quoted.${kind}.verbatim.kusto`,
    patterns: [{ match: quote + quote, name: 'constant.character.escape.kusto' }],
  };
}

/** Numbers, and timespans such as `1.5h`. */
export function createNumberRules({ timespanUnits }: KustoVocabulary): Rule {
  const decimal = '\\d++(?:\\.\\d++)?+';
  return {
    patterns: [
      { match: `${START}0[xX][0-9A-Fa-f]++(?!\\w)`, name: 'constant.numeric.hex.kusto' },
      { match: `${START}${decimal}${anyOf(timespanUnits)}(?!\\w)`, name: 'constant.numeric.timespan.kusto' },
      { match: `${START}${decimal}(?:[eE][+-]?\\d++)?(?!\\w)`, name: 'constant.numeric.decimal.kusto' },
    ],
  };
}

/**
 * Literals that a type introduces, as `datetime(2026-01-01 08:00)` or `long(null)`; `dynamic(…)`, where alone `null` is
 * no name; the values of a `datatable`, where a sign belongs to its number; `true` and `false`.
 */
export function createLiteralRules({ literalTypes }: KustoVocabulary): Rule {
  return {
    patterns: [
      {
        match: `(${anyWord(literalTypes)})\\s*(\\([^()]*\\))`,
        captures: { 1: { name: 'keyword.other.literal.kusto' }, 2: { name: 'constant.numeric.literal.kusto' } },
      },
      {
        begin: `(${anyWord(['dynamic'])})\\s*(\\()`,
        beginCaptures: { 1: { name: 'keyword.other.literal.kusto' }, 2: PARENTHESIS },
        end: '\\)',
        endCaptures: { 0: PARENTHESIS },
        patterns: [{ match: anyWord(['null']), name: 'keyword.other.null.kusto' }, { include: '#query' }],
      },
      {
        begin: `(${anyWord(['datatable'])})(?=\\s*\\()`,
        beginCaptures: { 1: { name: 'keyword.other.kusto' } },
        end: '(?<=\\])|(?=[|;])',
        patterns: [
          {
            begin: '\\(',
            beginCaptures: { 0: PARENTHESIS },
            end: '\\)',
            endCaptures: { 0: PARENTHESIS },
            patterns: [{ include: '#query' }],
          },
          {
            begin: '\\[',
            beginCaptures: { 0: BRACKET },
            end: '\\]',
            endCaptures: { 0: BRACKET },
            patterns: [{ match: '[+-](?=[0-9])', name: 'constant.numeric.sign.kusto' }, { include: '#query' }],
          },
          { include: '#query' },
        ],
      },
      { match: anyWord(['true', 'True', 'TRUE', 'false', 'False', 'FALSE']), name: 'constant.language.boolean.kusto' },
    ],
  };
}

/** Types where columns and parameters are declared, and in `typeof(…)`. */
export function createTypeRules({ types }: KustoVocabulary): Rule {
  const name = 'storage.type.kusto';
  return {
    patterns: [
      { match: `(?<![:])(:)\\s*(${anyWord(types)})(?!\\s*\\()`, captures: { 1: COLON, 2: { name } } },
      {
        match: `(${anyWord(['typeof'])})\\s*(\\()\\s*(${anyWord(types)})`,
        captures: { 1: { name: 'keyword.other.typeof.kusto' }, 2: PARENTHESIS, 3: { name } },
      },
      { match: `${anyWord(['typeof'])}(?=\\s*\\()`, name: 'keyword.other.typeof.kusto' },
    ],
  };
}

const PARENTHESIS = { name: 'punctuation.section.parens.kusto' };
const BRACKET = { name: 'punctuation.section.brackets.kusto' };
const COLON = { name: 'punctuation.separator.colon.kusto' };
