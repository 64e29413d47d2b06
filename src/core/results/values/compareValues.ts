import { compareDecimals, isDecimalText } from './decimalText';
import { isNumeric, type ScalarType } from '../scalarType';
import { parseServiceDateTime, parseServiceTimespan } from './ticks';

/** Orders two texts as values of a type that has an order. @returns undefined where one of them is no such value */
export function compareValues(type: ScalarType, textA: string, textB: string): number | undefined {
  if (isNumeric(type)) {
    return isDecimalText(textA) && isDecimalText(textB) ? compareDecimals(textA, textB) : undefined;
  }
  const parse = type === 'datetime' ? parseServiceDateTime : parseServiceTimespan;
  const a = parse(textA);
  const b = parse(textB);
  if (a === undefined || b === undefined) return undefined;
  return a < b ? -1 : Number(a > b);
}
