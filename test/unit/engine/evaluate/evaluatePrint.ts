import { bindQuery } from '../../../../src/kusto/bindQuery';
import type { BoundNode } from '../../../../src/kusto/boundNode';
import { createBindingScope } from '../../../../src/kusto/tableSchema';
import type { EngineValue } from '../../../../src/engine/engineAnswer';
import { compileExpression } from '../../../../src/engine/evaluate/compileExpression';
import { constant, type Expression, type ExpressionScope } from '../../../../src/engine/evaluate/expression';
import { toEngineValue } from '../../../../src/engine/evaluate/valueTypes';
import { ticksFromUnixMilliseconds } from '../../../../src/core/results/values/ticks';

/** What `now()` is in these tests. */
export const NOW = ticksFromUnixMilliseconds(BigInt(Date.UTC(2026, 0, 31)));

const tables = createBindingScope([]);

/** Evaluates the values of a `print`, with the `let`s before it; times are ticks, dynamics JSON. */
export function evaluatePrint(values: string, lets = ''): readonly EngineValue[] {
  return compilePrint(values, lets).map(({ type, evaluate }) => toEngineValue(type, evaluate(null)));
}

/** The expressions of a `print`, compiled. @throws with what the binder says is wrong */
export function compilePrint(values: string, lets = ''): readonly Expression<null>[] {
  const { root, diagnostics } = bindQuery(`${lets} print ${values}`, tables);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault !== undefined) throw new Error(fault.message);
  const scope = letScope(root.list('Statements'));
  const print = root.list('Statements').at(-1)?.child('Expression');
  return (print?.list('Expressions') ?? []).map((node) => compileExpression(node, scope));
}

function letScope(statements: readonly BoundNode[]): ExpressionScope<null> {
  const scalars = new Map<string, Expression<null>>();
  const declarations = new Map<string, BoundNode>();
  const scope: ExpressionScope<null> = {
    now: NOW,
    name: (name) => scalars.get(name),
    declaration: (name) => declarations.get(name),
  };
  for (const statement of statements.filter(({ kind }) => kind === 'LetStatement')) {
    const value = statement.child('Expression');
    if (value.kind === 'FunctionDeclaration') declarations.set(statement.name, value);
    else {
      const { type, evaluate } = compileExpression(value, scope);
      scalars.set(statement.name, constant(type, evaluate(null)));
    }
  }
  return scope;
}
