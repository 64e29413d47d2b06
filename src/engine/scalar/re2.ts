import { codePointPattern, complementOf, foldCase, unionOf, type CodePointSet } from './codePointSet';
import { PERL_CLASSES, posixClass, unicodeClass } from './re2Classes';
import { ScalarFunctionError } from './scalarFunction';

/** A Kusto regular expression, ready to run. */
export interface Re2Pattern {
  /** Global: set `lastIndex` before `exec`; `matchAll` and `replace` start anew by themselves. */
  readonly expression: RegExp;
  readonly groupCount: number;
  readonly groupIndexes: ReadonlyMap<string, number>;
}

const MOST_CACHED = 500;
const MOST_REPEATS = 1000;
const NEW_LINE: CodePointSet = [[0x0a, 0x0a]];
const ANYTHING: CodePointSet = [[0, 0x10ffff]];
const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['f', 0x0c],
  ['t', 0x09],
  ['n', 0x0a],
  ['r', 0x0d],
  ['v', 0x0b],
]);
const REPEAT_COUNTS = /^\{(\d+)(,(\d*))?\}/;
const GROUP_NAME = /^\?P?<(\w+)>/;
const GROUP_FLAGS = /^\?([imsU]*)(?:-([imsU]+))?([:)])/;

const compiled = new Map<string, Re2Pattern>();

/**
 * Translates a regular expression in RE2's syntax, which is Kusto's, and compiles it once.
 * @throws ScalarFunctionError with what is wrong, also for lookarounds and backreferences, which Kusto has not.
 */
export function compileRe2(source: string): Re2Pattern {
  const known = compiled.get(source);
  if (known !== undefined) {
    // Every search begins where the last one ended, even a search for all matches.
    known.expression.lastIndex = 0;
    return known;
  }
  const parser: Parser = { source, offset: 0, groupCount: 0, groupIndexes: new Map() };
  const translated = parseAlternatives(parser, { i: false, m: false, s: false, U: false }, 0);
  if (parser.offset < source.length) refuse(parser, 'a ) has no (');
  const pattern = {
    expression: new RegExp(translated, 'g'),
    groupCount: parser.groupCount,
    groupIndexes: parser.groupIndexes,
  };
  if (compiled.size >= MOST_CACHED) compiled.clear();
  compiled.set(source, pattern);
  return pattern;
}

type Flags = Readonly<Record<'i' | 'm' | 's' | 'U', boolean>>;

interface Parser {
  readonly source: string;
  offset: number;
  groupCount: number;
  readonly groupIndexes: Map<string, number>;
}

function parseAlternatives(parser: Parser, initial: Flags, depth: number): string {
  if (depth > 200) refuse(parser, 'it is nested too deeply');
  let flags = initial;
  let translated = '';
  for (;;) {
    const next = parser.source[parser.offset];
    if (next === undefined || next === ')') return translated;
    if (next === '|') {
      parser.offset++;
      translated += '|';
      continue;
    }
    const changed = parseFlagsAlone(parser, flags);
    if (changed !== undefined) {
      flags = changed;
      continue;
    }
    const atom = parseAtom(parser, flags, depth);
    translated += atom + parseRepeat(parser, flags);
  }
}

/** `(?i)`: flags that hold from here to the end of the group. */
function parseFlagsAlone(parser: Parser, flags: Flags): Flags | undefined {
  if (parser.source[parser.offset] !== '(') return undefined;
  const found = GROUP_FLAGS.exec(parser.source.slice(parser.offset + 1));
  if (found?.[3] !== ')') return undefined;
  parser.offset += found[0].length + 1;
  return changeFlags(flags, found[1], found[2]);
}

function parseAtom(parser: Parser, flags: Flags, depth: number): string {
  const character = takeCharacter(parser);
  switch (character) {
    case '(':
      return parseGroup(parser, flags, depth);
    case '[':
      return codePointPattern(parseClass(parser, flags));
    case '.':
      return codePointPattern(flags.s ? ANYTHING : complementOf(NEW_LINE));
    case '^':
      return flags.m ? '(?<![^\\n])' : '^';
    case '$':
      return flags.m ? '(?![^\\n])' : '$';
    case '\\':
      return parseEscape(parser, flags);
    case '*':
    case '+':
    case '?':
      return refuse(parser, `nothing stands before ${character}`);
    default:
      return literal(character, flags);
  }
}

function parseGroup(parser: Parser, flags: Flags, depth: number): string {
  const rest = parser.source.slice(parser.offset);
  const named = GROUP_NAME.exec(rest);
  const flagged = GROUP_FLAGS.exec(rest);
  let opening = '(';
  let inner = flags;
  if (named !== null) {
    const name = named[1] ?? '';
    if (parser.groupIndexes.has(name)) refuse(parser, `two groups are called ${name}`);
    parser.groupIndexes.set(name, ++parser.groupCount);
    parser.offset += named[0].length;
  } else if (flagged !== null) {
    parser.offset += flagged[0].length;
    inner = changeFlags(flags, flagged[1], flagged[2]);
    opening = '(?:';
  } else if (rest.startsWith('?')) {
    return refuse(parser, 'lookarounds and other (? groups are not part of Kusto’s syntax');
  } else {
    parser.groupCount++;
  }
  const body = parseAlternatives(parser, inner, depth + 1);
  if (takeCharacter(parser) !== ')') refuse(parser, 'a ( is not closed');
  return `${opening}${body})`;
}

function changeFlags(flags: Flags, on = '', off = ''): Flags {
  const changed: Record<string, boolean> = {};
  for (const flag of on) changed[flag] = true;
  for (const flag of off) changed[flag] = false;
  return { ...flags, ...changed };
}

function parseRepeat(parser: Parser, flags: Flags): string {
  const rest = parser.source.slice(parser.offset);
  const sign = /^[*+?]/.exec(rest)?.[0];
  const counts = sign === undefined ? REPEAT_COUNTS.exec(rest) : null;
  const repeat = sign ?? counts?.[0];
  if (repeat === undefined) return '';
  if (counts !== null) {
    const least = Number(counts[1]);
    const most = counts[3] === undefined || counts[3] === '' ? least : Number(counts[3]);
    if (least > MOST_REPEATS || most > MOST_REPEATS || most < least) refuse(parser, `${repeat} is no valid repetition`);
  }
  parser.offset += repeat.length;
  const isLazy = parser.source[parser.offset] === '?';
  if (isLazy) parser.offset++;
  if (/^[*+?]/.test(parser.source.slice(parser.offset))) refuse(parser, 'one repetition follows another');
  return repeat + (isLazy !== flags.U ? '?' : '');
}

function parseEscape(parser: Parser, flags: Flags): string {
  const letter = parser.source[parser.offset] ?? refuse(parser, 'it ends with \\');
  switch (letter) {
    case 'A':
      parser.offset++;
      return '^';
    case 'z':
      parser.offset++;
      return '$';
    case 'b':
    case 'B':
      parser.offset++;
      return `\\${letter}`;
    case 'C':
      parser.offset++;
      return codePointPattern(ANYTHING);
    case 'Q':
      return parseQuoted(parser, flags);
    case 'E':
      parser.offset++;
      return '';
    default: {
      const set = parseEscapedSet(parser);
      return set === undefined ? literal(parseEscapedCharacter(parser), flags) : codePointPattern(fold(set, flags));
    }
  }
}

function parseQuoted(parser: Parser, flags: Flags): string {
  const end = parser.source.indexOf('\\E', parser.offset);
  const quoted = parser.source.slice(parser.offset + 1, end < 0 ? undefined : end);
  parser.offset = end < 0 ? parser.source.length : end + 2;
  return Array.from(quoted, (character) => literal(character, flags)).join('');
}

/** `\d`, `\pL`, `\p{Greek}` and the like after the backslash; undefined where another escape follows. */
function parseEscapedSet(parser: Parser): CodePointSet | undefined {
  const rest = parser.source.slice(parser.offset);
  const perl = PERL_CLASSES.get(rest[0] ?? '');
  if (perl !== undefined) {
    parser.offset++;
    return perl;
  }
  const found = /^([pP])(?:\{([^}]*)\}|(.))/.exec(rest);
  if (found === null) return undefined;
  const name = found[2] ?? found[3] ?? '';
  const set = unicodeClass(name) ?? refuse(parser, `${name} is no Unicode class`);
  parser.offset += found[0].length;
  return found[1] === 'P' ? complementOf(set) : set;
}

/** The character that an escape stands for, after the backslash. */
function parseEscapedCharacter(parser: Parser): string {
  const rest = parser.source.slice(parser.offset);
  const code = /^(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\})/.exec(rest);
  const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest)?.[0];
  if (code !== null || octal !== undefined) {
    parser.offset += (code?.[0] ?? octal ?? '').length;
    const point = octal === undefined ? Number.parseInt(code?.[1] ?? code?.[2] ?? '', 16) : Number.parseInt(octal, 8);
    return point <= 0x10ffff ? String.fromCodePoint(point) : refuse(parser, 'it names a character past U+10FFFF');
  }
  const character = takeCharacter(parser);
  const control = CONTROL_ESCAPES.get(character);
  if (control !== undefined) return String.fromCharCode(control);
  if (/[0-9]/.test(character)) return refuse(parser, 'backreferences are not part of Kusto’s syntax');
  if (/[A-Za-z]/.test(character)) return refuse(parser, `\\${character} means nothing`);
  return character;
}

function parseClass(parser: Parser, flags: Flags): CodePointSet {
  const isNegated = parser.source[parser.offset] === '^';
  if (isNegated) parser.offset++;
  const ranges: (readonly [number, number])[] = [];
  for (let isFirst = true; isFirst || parser.source[parser.offset] !== ']'; isFirst = false) {
    if (parser.offset >= parser.source.length) refuse(parser, 'a [ is not closed');
    ranges.push(...parseClassItem(parser));
  }
  parser.offset++;
  const set = fold(unionOf(ranges), flags);
  return isNegated ? complementOf(set) : set;
}

function parseClassItem(parser: Parser): CodePointSet {
  const posix = /^\[:(\^?\w+):\]/.exec(parser.source.slice(parser.offset));
  if (posix !== null) {
    parser.offset += posix[0].length;
    return posixClass(posix[1] ?? '') ?? refuse(parser, `${posix[0]} is no class`);
  }
  if (parser.source[parser.offset] === '\\') {
    parser.offset++;
    const set = parseEscapedSet(parser);
    if (set !== undefined) return set;
    parser.offset--;
  }
  const low = parseClassCharacter(parser);
  const isRange = parser.source[parser.offset] === '-' && !/^-(?:\]|$)/.test(parser.source.slice(parser.offset));
  if (!isRange) return [[low, low]];
  parser.offset++;
  const high = parseClassCharacter(parser);
  return high >= low ? [[low, high]] : refuse(parser, 'a range in [ ] is backwards');
}

function parseClassCharacter(parser: Parser): number {
  let character = takeCharacter(parser);
  if (character === '\\') character = parseEscapedCharacter(parser);
  return character.codePointAt(0) ?? refuse(parser, 'a [ is not closed');
}

function literal(character: string, flags: Flags): string {
  const point = character.codePointAt(0) ?? 0;
  const set: CodePointSet = [[point, point]];
  if (!flags.i && /^[A-Za-z0-9 _]$/.test(character)) return character;
  // A character beyond the BMP is two units: a group keeps them together under a repetition.
  const pattern = codePointPattern(fold(set, flags));
  return point > 0xffff ? `(?:${pattern})` : pattern;
}

function fold(set: CodePointSet, flags: Flags): CodePointSet {
  return flags.i ? foldCase(set) : set;
}

function takeCharacter(parser: Parser): string {
  const point = parser.source.codePointAt(parser.offset);
  if (point === undefined) return '';
  const character = String.fromCodePoint(point);
  parser.offset += character.length;
  return character;
}

function refuse(parser: Parser, reason: string): never {
  throw new ScalarFunctionError(`The regular expression "${parser.source}" is not valid: ${reason}.`);
}
