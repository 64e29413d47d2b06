import fc from 'fast-check';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import type { BindingScope } from '../../../../src/kusto/tableSchema';
import type { QueryEngine } from '../../../../src/engine/queryEngine';
import { toEngineValue } from '../../../../src/engine/evaluate/valueTypes';
import type { EngineValue } from '../../../../src/engine/engineAnswer';
import { readAnswer } from '../../../fixtures/bareEngine';
import { COLUMNS } from './expressions';
import { anyLiteral } from './kustoLiterals';
import { evaluateQuery } from './reference/evaluateQuery';
import type { Table } from './reference/table';
import { isSameValue } from './sameAnswers';

/** One value on which the translation and the reference do not agree. */
export interface Disagreement {
  /** A query that shows it by itself. */
  readonly query: string;
  readonly expression?: string | undefined;
  readonly expected: string;
  readonly actual: string;
}

/** A table with two columns of every type, as KQL. */
export const anyRows: fc.Arbitrary<string> = fc
  .array(fc.tuple(...COLUMNS.map(({ type }) => anyLiteral(type))), { minLength: 1, maxLength: 6 })
  .map((rows) => {
    const columns = COLUMNS.map(({ name, type }) => `${name}:${type}`).join(', ');
    return `datatable(${columns})[${rows.flat().join(', ')}]`;
  });

/** What of some expressions the binder accepts: a generator cannot know all of Kusto's rules. */
export function keepBound(rows: string, expressions: readonly string[], scope: BindingScope): readonly string[] {
  const { text, starts } = queryOf(rows, expressions);
  const faults = bindQuery(text, scope).diagnostics.filter(({ severity }) => severity === 'error');
  if (faults.length === 0) return expressions;
  const isBroken = (index: number): boolean =>
    faults.some(({ start }) => start >= (starts[index] ?? 0) && start < (starts[index + 1] ?? text.length));
  return expressions.filter((_, index) => !isBroken(index));
}

/** The first value of the expressions over the rows on which both sides disagree. */
export async function findDisagreement(
  engine: QueryEngine,
  scope: BindingScope,
  rows: string,
  expressions: readonly string[],
): Promise<Disagreement | undefined> {
  const { text } = queryOf(rows, expressions);
  const answers = await answerBothWays(engine, scope, text);
  if ('failure' in answers) {
    const [only, ...others] = expressions;
    if (only === undefined || others.length === 0) return { ...answers.failure, expression: only };
    const half = Math.ceil(expressions.length / 2);
    return (
      (await findDisagreement(engine, scope, rows, expressions.slice(0, half))) ??
      (await findDisagreement(engine, scope, rows, expressions.slice(half)))
    );
  }
  return compareAnswers(text, expressions, answers.expected, answers.actual);
}

type Answers =
  | { readonly expected: Table; readonly actual: Awaited<ReturnType<typeof readAnswer>> }
  | { readonly failure: Disagreement };

async function answerBothWays(engine: QueryEngine, scope: BindingScope, text: string): Promise<Answers> {
  const [expected, actual] = await Promise.allSettled([
    Promise.resolve(text).then(() => evaluateQuery(bindQuery(text, scope), 0n)),
    readAnswer(engine, text),
  ]);
  if (expected.status === 'fulfilled' && actual.status === 'fulfilled') {
    return { expected: expected.value, actual: actual.value };
  }
  return { failure: { query: text, expected: outcomeOf(expected), actual: outcomeOf(actual) } };
}

function outcomeOf(outcome: PromiseSettledResult<unknown>): string {
  return outcome.status === 'rejected' ? String(outcome.reason) : 'an answer';
}

function compareAnswers(
  query: string,
  expressions: readonly string[],
  expected: Table,
  actual: Awaited<ReturnType<typeof readAnswer>>,
): Disagreement | undefined {
  for (const [index, { name, type }] of expected.columns.entries()) {
    const given = actual.columns[index];
    const expression = expressions[index];
    if (given?.name !== name || given.type !== type) {
      return {
        query,
        expression,
        expected: `${name}: ${type}`,
        actual: `${given?.name ?? 'nothing'}: ${given?.type ?? ''}`,
      };
    }
    for (const [row, values] of expected.rows.entries()) {
      const wanted = toEngineValue(type, values[index] ?? null);
      const got = actual.rows[row]?.[index] ?? null;
      if (!isSameValue(type, wanted, got)) {
        return { query, expression, expected: `row ${row}, ${name}: ${shown(wanted)}`, actual: shown(got) };
      }
    }
  }
  return undefined;
}

function shown(value: EngineValue): string {
  return typeof value === 'bigint' ? `${value}` : JSON.stringify(value);
}

function queryOf(rows: string, expressions: readonly string[]): { readonly text: string; readonly starts: number[] } {
  let text = `${rows}\n| project `;
  const starts = expressions.map((expression, index) => {
    const start = text.length;
    text += `${index === 0 ? '' : ',\n  '}e${index} = ${expression}`;
    return start;
  });
  return { text, starts };
}
