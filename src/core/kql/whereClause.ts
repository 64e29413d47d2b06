import type { Column } from '../results/resultTable';
import type { ScalarType } from '../results/scalarType';
import { writeColumn } from './columnReference';
import { writeLiteral } from './valueLiteral';

/** Whether rows with the values are wanted or the others. */
export type Pivot = 'include' | 'exclude';

/**
 * Writes the condition that a column holds one of some values, or none of them.
 * @param values exact texts, null for Kusto's null
 * @returns undefined where KQL cannot write a value, or there is none
 */
export function writeCondition(column: Column, values: readonly (string | null)[], pivot: Pivot): string | undefined {
  const distinct = [...new Set(values)];
  const literals = distinct.filter((value) => value !== null).map((value) => writeLiteral(column.type, value));
  if (distinct.length === 0 || literals.some((literal) => literal === undefined)) return undefined;
  const name = writeColumn(column.name);
  const subject = column.type === 'dynamic' ? `tostring(${name})` : name;
  const isText = column.type === 'string' || column.type === 'dynamic';
  const isIncluded = pivot === 'include';
  const parts = [
    ...compareWith(subject, literals.map(String), isIncluded),
    ...(distinct.includes(null) ? [`${nullTest(isText, isIncluded)}(${name})`] : []),
  ];
  return parts.join(isIncluded ? ' or ' : ' and ');
}

/** Distinct values as KQL lists them in `in (…)`, null as the type's null. @returns undefined where KQL cannot write one */
export function writeValueList(type: ScalarType, values: readonly (string | null)[]): string | undefined {
  const nothing = type === 'string' ? '""' : `${type}(null)`;
  const literals = values.map((value) => (value === null ? nothing : writeLiteral(type, value)));
  return literals.some((literal) => literal === undefined) ? undefined : literals.join(', ');
}

function compareWith(subject: string, literals: readonly string[], isIncluded: boolean): readonly string[] {
  const [only] = literals;
  if (only === undefined) return [];
  if (literals.length === 1) return [`${subject} ${isIncluded ? '==' : '!='} ${only}`];
  return [`${subject} ${isIncluded ? 'in' : '!in'} (${literals.join(', ')})`];
}

function nullTest(isText: boolean, isIncluded: boolean): string {
  if (isText) return isIncluded ? 'isempty' : 'isnotempty';
  return isIncluded ? 'isnull' : 'isnotnull';
}
