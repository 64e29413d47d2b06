/** A set of Unicode code points as sorted ranges that do not touch; both ends belong to a range. */
export type CodePointSet = readonly (readonly [low: number, high: number])[];

const LAST_CODE_POINT = 0x10ffff;
const LAST_BMP = 0xffff;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
/** No letter above this one has two cases. */
const LAST_CASED = 0x1e943;

/** Joins ranges in any order, overlapping or not. */
export function unionOf(ranges: CodePointSet): CodePointSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [low, high] of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else joined.push([low, high]);
  }
  return joined;
}

export function complementOf(set: CodePointSet): CodePointSet {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [low, high] of set) {
    if (low > next) gaps.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT]);
  return gaps;
}

/** Adds the other case of every letter, as `(?i)` sees them. */
export function foldCase(set: CodePointSet): CodePointSet {
  const added: [number, number][] = [];
  for (const [low, high] of set) {
    for (let codePoint = low; codePoint <= Math.min(high, LAST_CASED); codePoint++) {
      for (const variant of caseVariants(codePoint)) added.push([variant, variant]);
    }
  }
  return unionOf([...set, ...added]);
}

const propertySets = new Map<string, CodePointSet>();

/** The code points with a property as JavaScript names it, such as `L` or `Script=Greek`; undefined for an unknown one. */
export function propertySet(property: string): CodePointSet | undefined {
  const known = propertySets.get(property);
  if (known !== undefined) return known;
  let pattern: RegExp;
  try {
    pattern = new RegExp(`\\p{${property}}`, 'u');
  } catch {
    return undefined;
  }
  const ranges: [number, number][] = [];
  for (let codePoint = 0; codePoint <= LAST_CODE_POINT; codePoint++) {
    if (pattern.test(String.fromCodePoint(codePoint))) ranges.push([codePoint, codePoint]);
  }
  const set = unionOf(ranges);
  propertySets.set(property, set);
  return set;
}

/**
 * A regular expression without flags that matches one code point of the set. Written over UTF-16 units, because V8's
 * matcher that never takes exponential time knows neither the `u` nor the `i` flag.
 */
export function codePointPattern(set: CodePointSet): string {
  const units: string[] = [];
  const pairs: string[] = [];
  for (const [low, high] of set) {
    if (low < FIRST_SURROGATE) units.push(unitRange(low, Math.min(high, FIRST_SURROGATE - 1)));
    if (high > LAST_SURROGATE && low <= LAST_BMP) {
      units.push(unitRange(Math.max(low, LAST_SURROGATE + 1), Math.min(high, LAST_BMP)));
    }
    if (high > LAST_BMP) pairs.push(...surrogatePairs(Math.max(low, LAST_BMP + 1), high));
  }
  if (units.length > 0) pairs.unshift(`[${units.join('')}]`);
  if (pairs.length === 0) return '[]';
  return pairs.length === 1 ? (pairs[0] ?? '') : `(?:${pairs.join('|')})`;
}

function caseVariants(codePoint: number): readonly number[] {
  const text = String.fromCodePoint(codePoint);
  const variants = [text.toLowerCase(), text.toUpperCase(), text.toUpperCase().toLowerCase()];
  // Kelvin and long s fold into ASCII, though they are nobody's simple upper or lower case.
  if (text === 'k' || text === 'K') variants.push('\u212a');
  if (text === 's' || text === 'S') variants.push('\u017f');
  return variants
    .map((variant) => ({ variant, point: variant.codePointAt(0) ?? codePoint }))
    .filter(({ variant, point }) => String.fromCodePoint(point) === variant && point !== codePoint)
    .map(({ point }) => point);
}

function surrogatePairs(low: number, high: number): string[] {
  const [firstLead, firstTrail] = surrogates(low);
  const [lastLead, lastTrail] = surrogates(high);
  if (firstLead === lastLead) return [pair(firstLead, firstLead, firstTrail, lastTrail)];
  const pairs = [pair(firstLead, firstLead, firstTrail, 0xdfff)];
  if (lastLead > firstLead + 1) pairs.push(pair(firstLead + 1, lastLead - 1, 0xdc00, 0xdfff));
  pairs.push(pair(lastLead, lastLead, 0xdc00, lastTrail));
  return pairs;
}

function surrogates(codePoint: number): [lead: number, trail: number] {
  const offset = codePoint - 0x10000;
  return [0xd800 + (offset >> 10), 0xdc00 + (offset & 0x3ff)];
}

function pair(lowLead: number, highLead: number, lowTrail: number, highTrail: number): string {
  return `[${unitRange(lowLead, highLead)}][${unitRange(lowTrail, highTrail)}]`;
}

function unitRange(low: number, high: number): string {
  return low === high ? unit(low) : `${unit(low)}-${unit(high)}`;
}

function unit(value: number): string {
  return `\\u${value.toString(16).padStart(4, '0')}`;
}
