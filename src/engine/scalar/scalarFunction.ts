import type { ScalarType } from '../../core/results/scalarType';
import type { DynamicValue } from './dynamicValue';

/** A decimal as an integer count of 10^-scale. */
export interface DecimalValue {
  readonly digits: bigint;
  readonly scale: number;
}

/** How a function written in TypeScript gets a Kusto value: datetimes and timespans as ticks, guids as text. */
export interface NativeValues {
  readonly bool: boolean;
  readonly datetime: bigint;
  readonly decimal: DecimalValue;
  readonly dynamic: DynamicValue;
  readonly guid: string;
  readonly int: number;
  readonly long: bigint;
  readonly real: number;
  readonly string: string;
  readonly timespan: bigint;
}

export type NativeValue = NativeValues[ScalarType];

/**
 * One overload of a Kusto function that runs as TypeScript inside DuckDB.
 *
 * The compiler casts each argument to its parameter's physical type (`dynamic`: `to_json`, datetimes as ISO text first)
 * and calls the name that `sqlNameOf` gives. The result is of the physical type of `returns`; a `string` is never NULL.
 */
export interface ScalarFunction {
  /** Kusto's name. */
  readonly name: string;
  /** Types of the arguments that must be given. */
  readonly parameters: readonly ScalarType[];
  /** Types of the arguments that may follow. */
  readonly optional: readonly ScalarType[];
  /** Type of any number of further arguments. */
  readonly rest?: ScalarType | undefined;
  readonly returns: ScalarType;
  /**
   * `skip`: a NULL argument (dynamics aside, they may be null) makes the result null without a call.
   * `pass`: the function is called with null in its place.
   */
  readonly nulls: 'skip' | 'pass';
  /** @throws ScalarFunctionError for what Kusto refuses at run time, such as a broken regular expression. */
  call(...values: readonly (NativeValue | null)[]): NativeValue | null;
}

/** A run-time refusal, as a sentence that a person can read. Thrown, because DuckDB's callbacks carry errors no other way. */
export class ScalarFunctionError extends Error {
  override readonly name = 'ScalarFunctionError';
}

type Values<Types extends readonly ScalarType[], Null = never> = {
  -readonly [Index in keyof Types]: NativeValues[Types[Index]] | Null;
};

interface Definition<
  Required extends readonly ScalarType[],
  Optional extends readonly ScalarType[],
  Rest extends ScalarType,
  Result extends ScalarType,
  Null,
> {
  readonly name: string;
  readonly parameters: Required;
  readonly optional?: Optional;
  readonly rest?: Rest;
  readonly returns: Result;
  call(
    ...values: [...Values<Required, Null>, ...Partial<Values<Optional, Null>>, ...(NativeValues[Rest] | Null)[]]
  ): NativeValues[Result] | null;
}

type ErasedDefinition = Omit<ScalarFunction, 'optional' | 'nulls'> & { readonly optional?: readonly ScalarType[] };

/** Defines a function whose result is null (or an empty string) as soon as an argument that is not dynamic is null. */
export function defineScalar<
  const Required extends readonly ScalarType[],
  const Optional extends readonly ScalarType[] = readonly [],
  Rest extends ScalarType = never,
  Result extends ScalarType = ScalarType,
>(definition: Definition<Required, Optional, Rest, Result, never>): ScalarFunction;
export function defineScalar(definition: ErasedDefinition): ScalarFunction {
  return { ...definition, optional: definition.optional ?? [], nulls: 'skip' };
}

/** Defines a function that sees null arguments itself. */
export function defineNullAware<
  const Required extends readonly ScalarType[],
  const Optional extends readonly ScalarType[] = readonly [],
  Rest extends ScalarType = never,
  Result extends ScalarType = ScalarType,
>(definition: Definition<Required, Optional, Rest, Result, null>): ScalarFunction;
export function defineNullAware(definition: ErasedDefinition): ScalarFunction {
  return { ...definition, optional: definition.optional ?? [], nulls: 'pass' };
}

/** The same function under another of Kusto's names, mostly an older one. */
export function aliasScalar(name: string, original: ScalarFunction): ScalarFunction {
  return { ...original, name };
}

/** How many arguments an overload can be called with; `most` is Infinity for a variadic one. */
export function argumentCounts(overload: ScalarFunction): { readonly least: number; readonly most: number } {
  const least = overload.parameters.length;
  return { least, most: overload.rest === undefined ? least + overload.optional.length : Infinity };
}

/** The type that the argument at `index` is cast to. */
export function parameterType(overload: ScalarFunction, index: number): ScalarType | undefined {
  return overload.parameters[index] ?? overload.optional[index - overload.parameters.length] ?? overload.rest;
}

/**
 * The SQL name of an overload, such as `k_indexof_string_string`. It carries the parameters' types, because DuckDB casts
 * anything to JSON unasked and then cannot choose between overloads of one name.
 */
export function sqlNameOf(overload: ScalarFunction): string {
  return ['k', overload.name, ...overload.parameters].join('_');
}
