import type { EngineValue } from '../engineAnswer';
import { PAUSE, type Procedure } from './procedure';

export interface ReduceOptions {
  /** How much alike texts have to be, from 0 to 1; of three terms one has to be the same in any case. */
  readonly threshold: number;
  /** The characters that part terms; all but ASCII letters and digits where undefined. */
  readonly separators: string | undefined;
}

/** Texts that are alike: where they differ, the terms are wildcards. */
interface Group {
  readonly first: Terms;
  readonly terms: (string | undefined)[];
  readonly texts: string[];
  count: bigint;
}

/** A text as terms and what stands around them: one more of these than of terms. */
interface Terms {
  readonly text: string;
  readonly terms: readonly string[];
  readonly between: readonly string[];
}

const LEAST_ALIKE = 0.3;
const TEXTS_BEFORE_PAUSE = 1000;

/** Makes one row of pattern, count and an example of each group of the texts, which come as text and count. */
export function reduceTexts(options: ReduceOptions): Procedure {
  return function* ([rows = []]) {
    const groups = yield* groupTexts(rows, options);
    yield* summariesOf(groups);
  };
}

/** Makes one row of text, pattern, count and an example for each text, in the order of the groups. */
export function patternsOfTexts(options: ReduceOptions): Procedure {
  return function* ([rows = []]) {
    const groups = yield* groupTexts(rows, options);
    const summaries = [...summariesOf(groups)];
    const others = summaries.at(-1) ?? [];
    const kept = bySize(groups.filter(isShared));
    for (const [index, { texts }] of kept.entries())
      for (const text of texts) yield [text, ...(summaries[index] ?? [])];
    for (const { texts } of groups.filter((group) => !isShared(group)))
      for (const text of texts) yield [text, ...others];
  };
}

function* summariesOf(groups: readonly Group[]): Iterable<readonly EngineValue[]> {
  for (const group of bySize(groups.filter(isShared))) yield [patternOf(group), group.count, group.first.text];
  const rest = groups.filter((group) => !isShared(group));
  if (rest.length > 0) yield ['others', BigInt(rest.length), ''];
}

/** A text that no other row resembles is among the others. */
function isShared({ count }: Group): boolean {
  return count > 1n;
}

function bySize(groups: readonly Group[]): Group[] {
  return [...groups].sort((a, b) => Number(b.count - a.count));
}

function* groupTexts(
  rows: readonly (readonly EngineValue[])[],
  { threshold, separators }: ReduceOptions,
): Generator<typeof PAUSE, readonly Group[]> {
  const groups: Group[] = [];
  const places = new Map<string, Set<Group>>();
  const least = Math.max(threshold, LEAST_ALIKE);
  for (const [index, [text = null, count = null]] of rows.entries()) {
    if (index % TEXTS_BEFORE_PAUSE === 0) yield PAUSE;
    const read = splitTerms(typeof text === 'string' ? text : '', separators);
    const found = mostAlike(read, places, least);
    const weight = typeof count === 'bigint' ? count : 0n;
    if (found === undefined) groups.push(startGroup(read, weight, places));
    else joinGroup(found, read, weight, places);
  }
  return groups;
}

function placeOf(terms: readonly unknown[], index: number, term: string): string {
  return `${terms.length} ${index} ${term}`;
}

function startGroup(first: Terms, count: bigint, places: Map<string, Set<Group>>): Group {
  const group: Group = { first, terms: [...first.terms], texts: [first.text], count };
  first.terms.forEach((term, index) => {
    const place = placeOf(first.terms, index, term);
    places.set(place, (places.get(place) ?? new Set()).add(group));
  });
  return group;
}

function joinGroup(group: Group, { text, terms }: Terms, count: bigint, places: Map<string, Set<Group>>): void {
  group.texts.push(text);
  group.count += count;
  group.terms.forEach((term, index) => {
    if (term === undefined || term === terms[index]) return;
    group.terms[index] = undefined;
    places.get(placeOf(terms, index, term))?.delete(group);
  });
}

/** The group of as many terms with which the most of them are shared, if these are enough. */
function mostAlike({ terms }: Terms, places: ReadonlyMap<string, Set<Group>>, least: number): Group | undefined {
  const shared = new Map<Group, number>();
  terms.forEach((term, index) => {
    for (const group of places.get(placeOf(terms, index, term)) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1);
  });
  let best: Group | undefined;
  for (const [group, count] of shared) {
    const isEnough = count / terms.length >= least;
    if (isEnough && (best === undefined || count > (shared.get(best) ?? 0))) best = group;
  }
  return best;
}

function splitTerms(text: string, separators: string | undefined): Terms {
  const terms: string[] = [];
  const between = [''];
  for (const character of text) {
    const isSeparator = separators === undefined ? !/[0-9A-Za-z]/.test(character) : separators.includes(character);
    if (isSeparator) between[terms.length] = (between[terms.length] ?? '') + character;
    else if (between[terms.length] === undefined) terms.push((terms.pop() ?? '') + character);
    else terms.push(character);
  }
  return { text, terms, between };
}

/** Letters and digits that were made separators belong to the wildcard beside them. */
function patternOf({ first, terms }: Group): string {
  const gap = (index: number): string => {
    const isBesideWildcard = [index - 1, index].some((at) => at in terms && terms[at] === undefined);
    const text = first.between[index] ?? '';
    return isBesideWildcard ? text.replace(/[0-9A-Za-z]+/g, '') : text;
  };
  return terms.map((term, index) => gap(index) + (term ?? '*')).join('') + gap(terms.length);
}
