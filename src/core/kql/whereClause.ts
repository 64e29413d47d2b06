import type { Column } from '../results/resultTable';
import type { ScalarType } from '../results/scalarType';
import { writeColumn } from './columnReference';
import { canHave } from './pivots';
import { joinConditions, writeValueTest, type Condition, type ValueTest } from './valueCondition';
import { writeLiteral, writeString } from './valueLiteral';

/** The distinct values of some rows in some columns, each row's as long as `columns`. */
export interface PivotedRows {
  readonly columns: readonly Column[];
  /** Exact texts, null for Kusto's null. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * Writes the condition that a row has the values of one of some rows, or of none of them. What is the same in all rows
 * is written once.
 * @returns undefined where KQL cannot write a value, or there is none
 */
export function writeRowsCondition({ columns, rows }: PivotedRows, isIncluded: boolean): string | undefined {
  const [first] = rows;
  if (first === undefined || columns.length === 0) return undefined;
  const varying = columns.map((_, at) => at).filter((at) => rows.some((row) => row[at] !== first[at]));
  const common = columns.map((_, at) => at).filter((at) => !varying.includes(at));
  const tests = [
    ...common.map((at) => testOf(columns, [first], at)),
    ...(varying.length === 1 ? varying.map((at) => testOf(columns, rows, at)) : []),
  ];
  const [only] = tests;
  if (tests.some((test) => test === undefined)) return undefined;
  if (columns.length === 1) return only?.[isIncluded ? 'included' : 'excluded'].text;
  const alternatives = varying.length < 2 ? [] : rows.map((row) => varying.map((at) => testOf(columns, [row], at)));
  if (alternatives.flat().some((test) => test === undefined)) return undefined;
  const condition = joinConditions(
    [
      ...tests.map(includedOf),
      ...(alternatives.length === 0
        ? []
        : [
            joinConditions(
              alternatives.map((row) => joinConditions(row.map(includedOf), 'and')).map(inParentheses),
              'or',
            ),
          ]),
    ],
    'and',
  );
  return isIncluded ? condition.text : `not(${condition.text})`;
}

/**
 * Writes the condition that each column has the words of one of its values, or has none of them.
 * @returns undefined where a column has no words to look for
 */
export function writeHasCondition({ columns, rows }: PivotedRows, isIncluded: boolean): string | undefined {
  const parts = columns.map((column, at) => writeHas(column, [...new Set(rows.map((row) => row[at]))], isIncluded));
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  return parts.join(' and ');
}

/** Writes the condition that a column's values are none outside of two. @returns undefined where KQL cannot write one */
export function writeBetween({ name, type }: Column, least: string, greatest: string): string | undefined {
  const low = writeLiteral(type, least);
  const high = writeLiteral(type, greatest);
  return low === undefined || high === undefined ? undefined : `${writeColumn(name)} between (${low} .. ${high})`;
}

/** Distinct values as KQL lists them in `in (…)`, null as the type's null. @returns undefined where KQL cannot write one */
export function writeValueList(type: ScalarType, values: readonly (string | null)[]): string | undefined {
  const nothing = type === 'string' ? '""' : `${type}(null)`;
  const literals = values.map((value) => (value === null ? nothing : writeLiteral(type, value)));
  return literals.some((literal) => literal === undefined) ? undefined : literals.join(', ');
}

function testOf(
  columns: readonly Column[],
  rows: readonly (readonly (string | null)[])[],
  at: number,
): ValueTest | undefined {
  const column = columns[at];
  if (column === undefined) return undefined;
  return writeValueTest(column, [...new Set(rows.map((row) => row[at] ?? null))]);
}

function includedOf(test: ValueTest | undefined): Condition {
  return test?.included ?? { text: 'false' };
}

function inParentheses(condition: Condition): Condition {
  return condition.joiner === undefined ? condition : { text: `(${condition.text})` };
}

function writeHas(
  column: Column,
  values: readonly (string | null | undefined)[],
  isIncluded: boolean,
): string | undefined {
  if (!canHave(column)) return undefined;
  const words = values.filter((value) => typeof value === 'string').map((value) => wordsOf(column, value));
  const literals = words.filter((text) => text.trim() !== '').map(writeString);
  const [only] = literals;
  if (only === undefined) return undefined;
  const subject = column.type === 'string' ? writeColumn(column.name) : `tostring(${writeColumn(column.name)})`;
  if (literals.length === 1) return `${subject} ${isIncluded ? 'has' : '!has'} ${only}`;
  const any = `${subject} has_any (${literals.join(', ')})`;
  return isIncluded ? any : `not(${any})`;
}

function wordsOf({ type }: Column, value: string): string {
  return type === 'dynamic' && value.startsWith('"') ? String(JSON.parse(value)) : value;
}
