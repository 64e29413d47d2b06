/**
 * A Kusto dynamic without loss: integers are bigint, reals are number, bags are maps that keep the order of their keys
 * (so that `__proto__` is an ordinary key). Values are shared between rows: never change one.
 */
export type DynamicValue = null | boolean | string | bigint | number | DynamicArray | DynamicBag;
export type DynamicArray = readonly DynamicValue[];
export type DynamicBag = ReadonlyMap<string, DynamicValue>;

export function isArray(value: DynamicValue): value is DynamicArray {
  return Array.isArray(value);
}

export function isBag(value: DynamicValue): value is DynamicBag {
  return value instanceof Map;
}

/** Kusto's name for the type of a dynamic, as `gettype()` answers it (a real inside a dynamic is a `double`). */
export function dynamicTypeName(value: DynamicValue): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    case 'bigint':
      return 'long';
    case 'number':
      return 'double';
    default:
      return 'dictionary';
  }
}

/** Whether two dynamics are the same value: 1 equals 1.0, arrays go by position, bags by key in any order. */
export function dynamicEquals(left: DynamicValue, right: DynamicValue): boolean {
  if (left === right) return true;
  if (isNumber(left) && isNumber(right)) return left == right || (left !== left && right !== right);
  if (isArray(left)) {
    if (!isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => dynamicEquals(item, right[index] ?? null));
  }
  if (!isBag(left) || !isBag(right) || left.size !== right.size) return false;
  for (const [key, value] of left) {
    const other = right.get(key);
    if (other === undefined || !dynamicEquals(value, other)) return false;
  }
  return true;
}

/** Orders two dynamics that can be compared (numbers by value, strings by code point, false before true); else undefined. */
export function compareDynamics(left: DynamicValue, right: DynamicValue): number | undefined {
  if (isNumber(left) && isNumber(right)) return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  return undefined;
}

/** Orders two strings by code point: the order of their UTF-8 bytes, which is Kusto's. */
export function compareText(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return liftSurrogate(a) < liftSurrogate(b) ? -1 : 1;
  }
  return Math.sign(left.length - right.length);
}

/** A text that is the same for equal values, to find duplicates with: 1 and 1.0 share theirs. */
export function identityText(value: DynamicValue): string {
  if (isArray(value)) return `[${value.map(identityText).join(',')}]`;
  if (isBag(value)) {
    const entries = [...value].map(([key, item]) => `${JSON.stringify(key)}:${identityText(item)}`);
    return `{${entries.sort().join(',')}}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isInteger(value)) return String(BigInt(value));
  return String(value);
}

function isNumber(value: DynamicValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Puts surrogates after the rest of the basic plane, where their code points stand. */
function liftSurrogate(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
