import { isNumeric, type ScalarType } from '../../core/results/scalarType';
import type { LiteralValue } from '../plan/nodes';

/** An argument as SQL; `constant` is its value where that is known when the query is planned. */
export interface SqlArgument {
  readonly sql: string;
  readonly type: ScalarType;
  readonly constant: LiteralValue | undefined;
}

/** One row of the table of functions. */
export interface FunctionRule {
  /** False where these arguments are left to the function of the same name written in TypeScript. */
  accepts(this: void, types: readonly ScalarType[]): boolean;
  /** The types that arguments of the given types are cast to. */
  takes(this: void, types: readonly ScalarType[]): readonly ScalarType[];
  /** The type of the result, for arguments of the types taken. */
  gives(this: void, taken: readonly ScalarType[]): ScalarType;
  sql(this: void, args: readonly SqlArgument[]): string;
}

type Takes = readonly ScalarType[] | ((types: readonly ScalarType[]) => readonly ScalarType[]);
type Gives = ScalarType | ((taken: readonly ScalarType[]) => ScalarType);

/**
 * Defines a function by a template over its arguments' SQL. `takes` lists the parameters' types (arguments beyond the
 * list keep theirs); with fewer arguments than `takes` has, the template sees `undefined` for those left out.
 */
export function rule(takes: Takes, gives: Gives, template: (...args: (string | undefined)[]) => string): FunctionRule {
  return ruleOver(takes, gives, (args) => template(...args.map((arg) => arg.sql)));
}

/** Like `rule`, for templates that look at types or known values. */
export function ruleOver(takes: Takes, gives: Gives, sql: (args: readonly SqlArgument[]) => string): FunctionRule {
  return {
    accepts: () => true,
    takes: typeof takes === 'function' ? takes : (types) => types.map((type, index) => takes[index] ?? type),
    gives: typeof gives === 'function' ? gives : () => gives,
    sql,
  };
}

/** The same rule, only for some arguments; others go to the TypeScript function of the same name. */
export function onlyFor(accepts: (types: readonly ScalarType[]) => boolean, original: FunctionRule): FunctionRule {
  return { ...original, accepts };
}

/** Every argument as text. */
export function texts(types: readonly ScalarType[]): readonly ScalarType[] {
  return types.map(() => 'string');
}

/** Every argument in the type in which they all meet. */
export function meeting(types: readonly ScalarType[]): readonly ScalarType[] {
  const common = meetingType(types);
  return types.map(() => common);
}

/** The first argument's type, and never less than `long` for whole numbers. */
export function sameAsFirst(taken: readonly ScalarType[]): ScalarType {
  const [first = 'dynamic'] = taken;
  return first;
}

/** Dynamics among numbers are read as real. */
export function asNumber(type: ScalarType): ScalarType {
  return type === 'dynamic' || type === 'string' || type === 'bool' ? 'real' : type;
}

export function meetingType(types: readonly ScalarType[]): ScalarType {
  const distinct = [...new Set(types)];
  const [first = 'dynamic', ...others] = distinct;
  if (others.length === 0) return first;
  if (distinct.every((type) => type === 'int' || type === 'long')) return 'long';
  if (distinct.every(isNumeric)) return distinct.includes('real') ? 'real' : 'decimal';
  return distinct.includes('dynamic') ? 'dynamic' : first;
}
