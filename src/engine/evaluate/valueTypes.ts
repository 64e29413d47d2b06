import type { ScalarType } from '../../core/results/scalarType';
import type { EngineValue } from '../engineAnswer';
import { formatDecimal, parseDecimal, roundDecimal } from '../scalar/decimalText';
import { formatDynamic, parseDynamic } from '../scalar/dynamicJson';
import type { DynamicValue } from '../scalar/dynamicValue';
import type { DecimalValue } from '../scalar/scalarFunction';
import { nullOf, type EvaluatedValue } from './expression';

/** A value as it lies in rows and literals, to be evaluated with. The inverse of `toEngineValue`. */
export function fromEngineValue(type: ScalarType, value: EngineValue): EvaluatedValue {
  if (value === null) return nullOf(type);
  switch (type) {
    case 'int':
    case 'real':
      return Number(value);
    case 'decimal':
      return parseDecimal(String(value)) ?? null;
    case 'dynamic':
      return typeof value === 'string' ? (parseDynamic(value) ?? value) : value;
    default:
      return value;
  }
}

/** A value as it lies in rows: decimals as text, dynamics as JSON. */
export function toEngineValue(type: ScalarType, value: EvaluatedValue): EngineValue {
  if (value === null) return type === 'string' ? '' : null;
  if (type === 'dynamic') return formatDynamic(asDynamic(value));
  if (isDecimal(value)) return formatDecimal(value);
  return typeof value === 'object' ? formatDynamic(value) : value;
}

export function isDecimal(value: EvaluatedValue): value is DecimalValue {
  return typeof value === 'object' && value !== null && 'digits' in value;
}

/** A decimal with the digits that are kept of one. */
export function heldDecimal(value: DecimalValue): DecimalValue {
  return roundDecimal(value);
}

/** A value that is no decimal is a dynamic already. */
export function asDynamic(value: EvaluatedValue): DynamicValue {
  return isDecimal(value) ? formatDecimal(value) : value;
}

export function asText(value: EvaluatedValue): string {
  return typeof value === 'string' ? value : '';
}

export function isTrue(value: EvaluatedValue): boolean {
  return value === true;
}
