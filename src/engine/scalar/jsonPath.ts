import { isArray, isBag, type DynamicValue } from './dynamicValue';

/** A path into a dynamic: keys of bags and indexes of arrays, negative ones from the end. */
export type JsonPath = readonly (string | number)[];

const STEP = /\.\.|\.([^.[\]\s]+)|\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+))\s*\]/y;

/** Parses a path such as `$.users[0]['display name']`; the `$` may be left out. Undefined where the text is no path. */
export function parseJsonPath(text: string): JsonPath | undefined {
  const path: (string | number)[] = [];
  let offset = text.startsWith('$') ? 1 : 0;
  const [bareKey = ''] = offset === 0 ? (/^[^.[\]\s]*/.exec(text) ?? []) : [];
  if (bareKey !== '') path.push(bareKey);
  offset += bareKey.length;
  while (offset < text.length) {
    STEP.lastIndex = offset;
    const step = STEP.exec(text);
    if (step === null || step[0] === '..') return undefined;
    const [, dotted, single, double, index] = step;
    if (index === undefined) path.push(dotted ?? (single ?? double ?? '').replace(/\\(.)/g, '$1'));
    else path.push(Number(index));
    offset = STEP.lastIndex;
  }
  return path;
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: DynamicValue, path: JsonPath): DynamicValue | undefined {
  let current: DynamicValue | undefined = value;
  for (const step of path) {
    if (current === undefined) return undefined;
    if (typeof step === 'string') current = isBag(current) ? current.get(step) : undefined;
    else current = isArray(current) ? current.at(step) : undefined;
  }
  return current;
}

/** The value without what is at a path; the same value where there is nothing. */
export function withoutPath(value: DynamicValue, path: JsonPath): DynamicValue {
  const [step, ...rest] = path;
  if (typeof step === 'string' && isBag(value) && value.has(step)) {
    const copy = new Map(value);
    if (rest.length === 0) copy.delete(step);
    else copy.set(step, withoutPath(value.get(step) ?? null, rest));
    return copy;
  }
  if (typeof step === 'number' && isArray(value) && step >= 0 && step < value.length) {
    return rest.length === 0
      ? value.filter((_, index) => index !== step)
      : value.map((item, index) => (index === step ? withoutPath(item, rest) : item));
  }
  return value;
}
