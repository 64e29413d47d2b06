import type { BoundNode } from '../../kusto/boundNode';
import { QueryFault } from '../plan/notSupported';
import { isArray, isBag, type DynamicValue } from '../scalar/dynamicValue';
import { parseLong, truncateToLong } from '../scalar/numberText';
import { combine, constant, type Expression, type ExpressionCompiler } from './expression';
import { asDynamic } from './valueTypes';

/** Compiles `bag.key`, and what the scope knows by a name with a point in it. */
export function compilePath<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  const known = compiler.scope.path?.(node);
  if (known !== undefined) return known;
  const selector = node.child('Selector');
  if (selector.kind === 'FunctionCallExpression')
    throw new QueryFault(`'${selector.text}' has no meaning here`, selector);
  const bag = compiler.compile(node.child('Expression'));
  if (selector.kind === 'BracketedExpression') return compileMember(bag, compiler.compile(selector), node);
  return compileMember(bag, constant('string', selector.name), node);
}

/** Compiles `array[0]`, `array[-1]`, `bag["key"]` and `bag[Column]`. */
export function compileElement<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  const selector = node.child('Selector');
  const index = compiler.compile(selector.optionalChild('Expression') ?? selector);
  return compileMember(compiler.compile(node.child('Expression')), index, node);
}

export function compileMember<Row>(
  owner: Expression<Row>,
  selector: Expression<Row>,
  node: BoundNode,
): Expression<Row> {
  if (owner.type !== 'dynamic') throw new QueryFault(`'${node.text}' reads a member of a ${owner.type}`, node);
  return combine('dynamic', [owner, selector], ([value = null, at = null]) =>
    memberAt(asDynamic(value), asDynamic(at)),
  );
}

/** A bag's value by its key, an array's by its place (negative: from the end); null where there is none. */
export function memberAt(owner: DynamicValue, selector: DynamicValue): DynamicValue {
  if (isBag(owner)) return typeof selector === 'string' ? (owner.get(selector) ?? null) : null;
  if (!isArray(owner)) return null;
  const index = indexOf(selector);
  if (index === undefined) return null;
  return owner[Number(index < 0n ? index + BigInt(owner.length) : index)] ?? null;
}

function indexOf(selector: DynamicValue): bigint | undefined {
  if (typeof selector === 'bigint') return selector;
  if (typeof selector === 'number') return truncateToLong(selector);
  return typeof selector === 'string' ? parseLong(selector) : undefined;
}
