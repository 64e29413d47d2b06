import { formatDateTime, formatTimespanTicks, TICKS_PER_DAY } from '../../core/results/values/ticks';
import type { ScalarType } from '../../core/results/scalarType';
import { datetimeInRange } from '../scalar/calendar';
import { formatDecimal, parseDecimal } from '../scalar/decimalText';
import { truncateToInt, truncateToLong } from '../scalar/numberText';
import { formatReal } from '../scalar/realText';
import { findScalarFunction } from '../scalar/scalarFunctions';
import type { DecimalValue } from '../scalar/scalarFunction';
import { combine, constant, nullOf, type EvaluatedValue, type Expression } from './expression';
import { isWholeTicks, roundToTicks } from './tickRange';
import { asDynamic, heldDecimal, isDecimal } from './valueTypes';

type Converter = (value: EvaluatedValue) => EvaluatedValue;

/** Converts as `tostring()`, `tolong()` and their kin do: what cannot be converted is null, among strings empty. */
export function convertTo<Row>(type: ScalarType, expression: Expression<Row>): Expression<Row> {
  if (expression.type === type) return expression;
  const convert = converter(expression.type, type);
  if (expression.constant?.value === null) return constant(type, nullOf(type));
  // A whole number that is written in the query is one in every type that it is written for.
  const isWhole = expression.type === 'int' || expression.type === 'long';
  if (isWhole && type === 'real' && expression.constant !== undefined)
    return constant(type, convert(expression.constant.value));
  return combine(type, [expression], ([value = null]) => convert(value));
}

/** The function that converts values of one type to another; null stays null. */
export function converter(from: ScalarType, to: ScalarType): Converter {
  if (from === to) return (value) => value;
  const convert = CONVERTERS[to];
  return (value) => (value === null ? nullOf(to) : (convert(value, from) ?? nullOf(to)));
}

const CONVERTERS: Readonly<
  Record<ScalarType, (value: Exclude<EvaluatedValue, null>, from: ScalarType) => EvaluatedValue>
> = {
  string: toText,
  dynamic: (value, from) => (hasJsonForm(from) ? asDynamic(widened(value, from)) : toText(value, from)),
  bool: toBool,
  int: toInt,
  long: toLong,
  real: toReal,
  decimal: toDecimal,
  datetime: toDatetime,
  timespan: toTimespan,
  guid: (value, from) => (isReadable(from) ? byFunction('toguid', 'string', toText(value, from)) : null),
};

/** Dynamics have these types; the others become text in them. */
function hasJsonForm(type: ScalarType): boolean {
  return type === 'bool' || type === 'int' || type === 'long' || type === 'real' || type === 'string';
}

/** JSON has no number for what is not finite: it stands in a dynamic as text. */
function widened(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  if (from === 'real' && typeof value === 'number' && !Number.isFinite(value)) return formatReal(value);
  return from === 'int' && typeof value === 'number' ? BigInt(value) : value;
}

/** Types whose values are read by the functions that parse. */
function isReadable(type: ScalarType): boolean {
  return type === 'string' || type === 'dynamic';
}

function byFunction(name: string, from: ScalarType, value: EvaluatedValue): EvaluatedValue {
  return findScalarFunction(name, [from])?.call(value) ?? null;
}

function toText(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  if (typeof value === 'boolean') return from === 'dynamic' ? String(value) : value ? 'True' : 'False';
  if (from === 'dynamic') return byFunction('tostring', from, value);
  if (isDecimal(value)) return formatDecimal(value);
  if (from === 'real') return typeof value === 'number' ? formatReal(value) : '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'bigint') return typeof value === 'number' ? String(value) : '';
  if (from === 'datetime') return formatDateTime(value);
  return from === 'timespan' ? formatTimespanTicks(value) : String(value);
}

function toBool(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  if (isReadable(from)) return byFunction('tobool', from, value);
  if (isDecimal(value)) return value.digits !== 0n;
  return from === 'guid' ? null : Number(value) !== 0;
}

function toInt(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  if (isReadable(from)) return byFunction('toint', from, value);
  if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value));
  if (isDecimal(value)) return truncateToInt(Number(formatDecimal(value))) ?? null;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' ? (truncateToInt(value) ?? null) : null;
}

function toLong(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  if (isReadable(from)) return byFunction('tolong', from, value);
  if (typeof value === 'bigint') return value;
  if (isDecimal(value)) return withinLong(value.digits / 10n ** BigInt(value.scale));
  if (typeof value === 'boolean') return BigInt(value);
  return typeof value === 'number' ? (truncateToLong(value) ?? null) : null;
}

function withinLong(whole: bigint): bigint {
  if (isWholeTicks(whole)) return whole;
  return whole < 0n ? -(2n ** 63n) : 2n ** 63n - 1n;
}

function toReal(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  if (isReadable(from)) return byFunction('toreal', from, value);
  if (isDecimal(value)) return Number(formatDecimal(value));
  return from === 'guid' ? null : Number(value);
}

function toDecimal(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  const exact = exactDecimal(value, from);
  return isDecimal(exact) ? heldDecimal(exact) : null;
}

function exactDecimal(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  if (isReadable(from)) return byFunction('todecimal', from, value);
  if (typeof value === 'number') return Number.isFinite(value) ? (parseDecimal(String(value)) ?? null) : null;
  if (typeof value === 'boolean') return wholeDecimal(BigInt(value));
  return typeof value === 'bigint' ? wholeDecimal(value) : null;
}

function wholeDecimal(digits: bigint): DecimalValue {
  return { digits, scale: 0 };
}

function toDatetime(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  if (isReadable(from)) return byFunction('todatetime', 'string', toText(value, from));
  const ticks = from === 'bool' ? null : toLong(value, from);
  return typeof ticks === 'bigint' ? (datetimeInRange(ticks) ?? null) : null;
}

/** A number with a fraction counts days, a whole one ticks. */
function toTimespan(value: EvaluatedValue, from: ScalarType): EvaluatedValue {
  if (isReadable(from)) return byFunction('totimespan', from, value);
  if (from === 'bool' || from === 'guid') return null;
  if (isDecimal(value)) return roundToTicks(Number(formatDecimal(value)) * Number(TICKS_PER_DAY)) ?? null;
  if (from === 'real') return roundToTicks(Number(value) * Number(TICKS_PER_DAY)) ?? null;
  return toLong(value, from);
}
