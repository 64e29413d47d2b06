import { complementOf, propertySet, unionOf, type CodePointSet } from './codePointSet';

const DIGIT: CodePointSet = [[0x30, 0x39]];
const UPPER: CodePointSet = [[0x41, 0x5a]];
const LOWER: CodePointSet = [[0x61, 0x7a]];
const WORD = unionOf([...DIGIT, ...UPPER, ...LOWER, [0x5f, 0x5f]]);
/** RE2's `\s` is ASCII, without the vertical tab. */
const SPACE: CodePointSet = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];

/** `\d`, `\s`, `\w` and their opposites, by letter: all of them ASCII, as RE2 has them. */
export const PERL_CLASSES: ReadonlyMap<string, CodePointSet> = new Map([
  ['d', DIGIT],
  ['D', complementOf(DIGIT)],
  ['s', SPACE],
  ['S', complementOf(SPACE)],
  ['w', WORD],
  ['W', complementOf(WORD)],
]);

const POSIX_CLASSES: ReadonlyMap<string, CodePointSet> = new Map<string, CodePointSet>([
  ['alnum', unionOf([...DIGIT, ...UPPER, ...LOWER])],
  ['alpha', unionOf([...UPPER, ...LOWER])],
  ['ascii', [[0, 0x7f]]],
  [
    'blank',
    unionOf([
      [0x09, 0x09],
      [0x20, 0x20],
    ]),
  ],
  [
    'cntrl',
    [
      [0, 0x1f],
      [0x7f, 0x7f],
    ],
  ],
  ['digit', DIGIT],
  ['graph', [[0x21, 0x7e]]],
  ['lower', LOWER],
  ['print', [[0x20, 0x7e]]],
  [
    'punct',
    [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
  ],
  [
    'space',
    [
      [0x09, 0x0d],
      [0x20, 0x20],
    ],
  ],
  ['upper', UPPER],
  ['word', WORD],
  [
    'xdigit',
    [
      [0x30, 0x39],
      [0x41, 0x46],
      [0x61, 0x66],
    ],
  ],
]);

/** A class written `[:alpha:]` or `[:^alpha:]`; undefined for an unknown name. */
export function posixClass(name: string): CodePointSet | undefined {
  if (!name.startsWith('^')) return POSIX_CLASSES.get(name);
  const set = POSIX_CLASSES.get(name.slice(1));
  return set === undefined ? undefined : complementOf(set);
}

/** A class written `\p{Greek}`, `\pL` or `\p{^Lu}`: a general category or a script. */
export function unicodeClass(name: string): CodePointSet | undefined {
  if (name.startsWith('^')) {
    const set = unicodeClass(name.slice(1));
    return set === undefined ? undefined : complementOf(set);
  }
  if (name === 'Any') return [[0, 0x10ffff]];
  return /^\w+$/.test(name) ? (propertySet(`General_Category=${name}`) ?? propertySet(`Script=${name}`)) : undefined;
}
