import { PARSED, type JsonStep } from '../json/walkJson';
import type { Column } from '../results/resultTable';
import { conversionFor } from './jsonConversion';
import { writeColumn } from './columnReference';
import { writeString } from './valueLiteral';

/** The names after a dot that can be no word of the language, all of which are in lower case. */
const DOTTED_NAME = /^[A-Za-z_]\w*$/;
const CAPITAL = /[A-Z]/;

/** Writes the KQL expression for a value inside a column, such as `Column.path["odd key"][0]`. */
export function writeJsonPath({ name, type }: Column, steps: readonly JsonStep[]): string {
  const column = writeColumn(name);
  return steps.reduce<string>(writeStep, type === 'dynamic' ? column : `parse_json(${column})`);
}

/**
 * Writes the operator that makes a column of a value inside another, converted to the type that the value has.
 * @param value the value's exact JSON
 * @param taken the names of the columns that there are
 */
export function writeExtend(
  column: Column,
  steps: readonly JsonStep[],
  value: string,
  taken: readonly string[],
): string {
  const path = writeJsonPath(column, steps);
  const conversion = conversionFor(value);
  const converted = conversion === undefined ? path : `${conversion}(${path})`;
  return `extend ${writeColumn(nameOfExtended(column, steps, taken))} = ${converted}`;
}

/** The name that `writeExtend` gives the column. */
export function nameOfExtended(column: Column, steps: readonly JsonStep[], taken: readonly string[]): string {
  return freeName(proposedName(column, steps), taken);
}

function writeStep(path: string, step: JsonStep): string {
  // `parse_json` leaves a dynamic value as it is, also where that is a string.
  if (step === PARSED) return `parse_json(tostring(${path}))`;
  if (typeof step === 'number') return `${path}[${step}]`;
  return DOTTED_NAME.test(step) && CAPITAL.test(step) ? `${path}.${step}` : `${path}[${writeString(step)}]`;
}

const LONGEST_NAME = 60;

/** A column's name after the last member on the way, with the indexes behind it. */
function proposedName(column: Column, steps: readonly JsonStep[]): string {
  const place = steps.findLastIndex((step) => typeof step === 'string' && /\w/.test(step));
  const member = steps[place] ?? column.name;
  const indexes = steps.slice(place + 1).filter((step) => typeof step === 'number');
  const plain = [String(member), ...indexes]
    .join('_')
    .replace(/[\W_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LONGEST_NAME);
  const named = /^\d/.test(plain) ? `_${plain}` : plain;
  return named === '' ? 'Value' : `${named.charAt(0).toUpperCase()}${named.slice(1)}`;
}

/** The name, or the name with the first number that makes it another than all there are, in any case. */
function freeName(name: string, taken: readonly string[]): string {
  const names = new Set(taken.map((other) => other.toLowerCase()));
  let free = name;
  for (let number = 2; names.has(free.toLowerCase()); number += 1) free = `${name}${number}`;
  return free;
}
