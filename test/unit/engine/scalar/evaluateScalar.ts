import { parseDatetime } from '../../../../src/engine/scalar/datetimeText';
import { formatDynamic, parseDynamic } from '../../../../src/engine/scalar/dynamicJson';
import type { NativeValue } from '../../../../src/engine/scalar/scalarFunction';
import { findScalarFunction } from '../../../../src/engine/scalar/scalarFunctions';
import { parseTimespanText } from '../../../../src/engine/scalar/timespanText';
import { formatDateTime, formatTimespanTicks } from '../../../../src/core/results/values/ticks';
import type { ScalarType } from '../../../../src/core/results/scalarType';

export interface TypedValue {
  readonly type: ScalarType;
  readonly value: NativeValue | null;
}

export const text = (value: string): TypedValue => ({ type: 'string', value });
export const long = (value: number | bigint): TypedValue => ({ type: 'long', value: BigInt(value) });
export const int = (value: number): TypedValue => ({ type: 'int', value });
export const real = (value: number): TypedValue => ({ type: 'real', value });
export const bool = (value: boolean): TypedValue => ({ type: 'bool', value });
export const guid = (value: string): TypedValue => ({ type: 'guid', value });
export const none = (type: ScalarType): TypedValue => ({ type, value: null });
export const datetime = (value: string): TypedValue => ({ type: 'datetime', value: present(parseDatetime(value)) });
export const timespan = (value: string): TypedValue => ({ type: 'timespan', value: present(parseTimespanText(value)) });
/** A dynamic, from its JSON. */
export const dynamic = (json: string): TypedValue => ({ type: 'dynamic', value: present(parseDynamic(json)) });

/** Calls a Kusto function on typed values; times and dynamics come back as their text. */
export function evaluate(name: string, ...values: readonly TypedValue[]): unknown {
  const overload = findScalarFunction(
    name,
    values.map(({ type }) => type),
  );
  if (overload === undefined) throw new Error(`${name} does not take these arguments`);
  const isSkipped = overload.nulls === 'skip' && values.some(({ type, value }) => value === null && type !== 'dynamic');
  const result = isSkipped ? null : overload.call(...values.map(({ value }) => value));
  if (result === null) return overload.returns === 'string' ? '' : null;
  if (typeof result === 'object' && 'digits' in result) return `${result.digits}e-${result.scale}`;
  if (overload.returns === 'dynamic') return formatDynamic(result);
  if (typeof result !== 'bigint') return result;
  if (overload.returns === 'datetime') return formatDateTime(result);
  return overload.returns === 'timespan' ? formatTimespanTicks(result) : result;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test has a wrong literal');
  return value;
}
