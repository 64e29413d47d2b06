import type { BoundNode } from '../../kusto/boundNode';
import { ancestorsOf, type PlacedNode } from '../../kusto/walkTree';

/** A table expression and the operators that its rows go through, in order. */
export interface Pipeline {
  readonly source: BoundNode;
  readonly operators: readonly BoundNode[];
}

/** Takes an expression apart at its pipes; parentheses around a source are looked through. */
export function pipelineOf(expression: BoundNode): Pipeline {
  if (expression.kind === 'ParenthesizedExpression') return pipelineOf(expression.child('Expression'));
  if (expression.kind !== 'PipeExpression') return { source: expression, operators: [] };
  const { source, operators } = pipelineOf(expression.child('Expression'));
  return { source, operators: [...operators, expression.child('Operator')] };
}

/** The pipe whose operator a node is in, innermost first: its left side gives the rows that the node sees. */
export function* pipesAround(placed: PlacedNode): Generator<BoundNode> {
  let inside = placed.node;
  for (const { node } of ancestorsOf(placed)) {
    if (node.kind === 'PipeExpression' && node.optionalChild('Operator')?.isSame(inside) === true) yield node;
    inside = node;
  }
}

/** The name of the table of the schema that an expression names; undefined for variables and everything else. */
export function tableName(expression: BoundNode): string | undefined {
  const { symbol } = expression;
  return expression.kind === 'NameReference' && symbol?.kind === 'TableSymbol' ? symbol.name : undefined;
}
