import { formatDynamic, parseDynamic } from '../scalar/dynamicJson';
import { isArray, type DynamicValue } from '../scalar/dynamicValue';
import type { Scalar } from './nodes';
import { literal } from './scalar';

/** The items of a dynamic array given as JSON, each as a literal of its own type; a value that is no array is one item. */
export function dynamicItems(json: string): readonly Scalar[] {
  const value = parseDynamic(json) ?? null;
  return isArray(value) ? value.map(itemLiteral) : [itemLiteral(value)];
}

function itemLiteral(value: DynamicValue): Scalar {
  switch (typeof value) {
    case 'string':
      return literal('string', value);
    case 'bigint':
      return literal('long', value);
    case 'number':
      return literal('real', value);
    case 'boolean':
      return literal('bool', value);
    default:
      return literal('dynamic', value === null ? null : formatDynamic(value));
  }
}
