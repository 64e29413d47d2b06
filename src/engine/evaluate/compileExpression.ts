import type { BoundNode } from '../../kusto/boundNode';
import { planLiteral, planTypeOf } from '../plan/expressions/literal';
import type { LiteralScalar } from '../plan/nodes';
import { notSupported, QueryFault } from '../plan/notSupported';
import { compileBetween, compileBinary, compilePrefix } from './binaryExpression';
import { constant, type Expression, type ExpressionCompiler, type ExpressionScope } from './expression';
import { compileCall } from './functionCall';
import { compileHasAny, compileIn } from './membership';
import { compileElement, compilePath } from './members';
import { compileBody } from './userFunction';
import { fromEngineValue } from './valueTypes';

/**
 * Makes a bound scalar expression ready to be evaluated row by row, with the meaning that Kusto gives it and without the
 * database: for the steps that run in TypeScript, and to hold the translation to SQL against.
 * @throws QueryFault with the node at fault, also for what cannot be evaluated
 */
export function compileExpression<Row>(node: BoundNode, scope: ExpressionScope<Row>): Expression<Row> {
  return compilerIn(scope).compile(node);
}

function compilerIn<Row>(scope: ExpressionScope<Row>): ExpressionCompiler<Row> {
  const compiler: ExpressionCompiler<Row> = {
    scope,
    compile: (node) => scope.given?.(node) ?? compileNode(node, compiler),
    within: compilerIn,
  };
  return compiler;
}

function compileNode<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  switch (node.kind) {
    case 'ParenthesizedExpression':
    case 'BracketedExpression':
    case 'SimpleNamedExpression':
      return compiler.compile(node.child('Expression'));
    case 'LiteralExpression':
    case 'CompoundStringLiteralExpression':
    case 'DynamicExpression':
      return literalExpression(planLiteral(node));
    case 'TypeOfLiteralExpression':
      return literalExpression(planTypeOf(node));
    case 'NameReference':
      return compileName(node, compiler);
    case 'PrefixUnaryExpression':
      return compilePrefix(node, compiler);
    case 'BinaryExpression':
      return compileBinary(node, compiler);
    case 'BetweenExpression':
      return compileBetween(node, compiler);
    case 'InExpression':
      return compileIn(node, compiler);
    case 'HasAnyExpression':
    case 'HasAllExpression':
      return compileHasAny(node, compiler);
    case 'PathExpression':
      return compilePath(node, compiler);
    case 'ElementExpression':
      return compileElement(node, compiler);
    case 'FunctionCallExpression':
      return compileCall(node, compiler);
    default:
      throw notSupported(`'${node.text.slice(0, 40)}'`, node);
  }
}

function compileName<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  const known = compiler.scope.name(node.name, node);
  if (known !== undefined) return known;
  const declaration = compiler.scope.declaration?.(node.name);
  if (declaration !== undefined) return compileBody(node, declaration, compiler);
  throw new QueryFault(`Failed to resolve scalar expression named '${node.name}'`, node);
}

function literalExpression<Row>({ type, value }: LiteralScalar): Expression<Row> {
  return constant(type, fromEngineValue(type, value));
}
