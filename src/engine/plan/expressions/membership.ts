import type { BoundNode } from '../../../kusto/boundNode';
import { dynamicItems } from '../dynamicItems';
import type { Planner, Scope } from '../planner';
import { commonType, isBeyondReal, isInteger, meetingType } from './coercion';
import { asText, equality, negate } from './comparison';
import type { Scalar } from '../nodes';
import { call, castTo, isNullLiteral, literal } from '../scalar';

/** What stands on the right of `in` or `has_any`: values, one dynamic array known only at run time, or a table. */
type Members =
  | { readonly kind: 'values'; readonly values: readonly Scalar[] }
  | { readonly kind: 'array'; readonly array: Scalar }
  | { readonly kind: 'table'; readonly node: BoundNode };

/** Plans `in`, `!in`, `in~` and `!in~`. */
export function planIn(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const inner: Scope = { ...scope, isCondition: false };
  const operator = node.token('Operator').toLowerCase();
  const isNegated = operator.startsWith('!') || operator.startsWith('not');
  const ignoresCase = operator.endsWith('~');
  const value = planner.scalar(node.child('Left'), inner);
  const members = planMembers(node.child('Right'), inner, planner);
  // Null is no member, which makes the opposite true of it.
  const outer: Scope = isNegated ? inner : scope;
  const isMember = membershipOf(ignoresCase ? asText(value) : value, members, ignoresCase, outer, planner);
  return isNegated ? negate(isMember) : isMember;
}

/** Plans `has_any` and `has_all`. */
export function planHasAny(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const inner: Scope = { ...scope, isCondition: false };
  const wantsAll = node.kind === 'HasAllExpression';
  const text = asText(planner.scalar(node.child('Left'), inner));
  const members = planMembers(node.child('Right'), inner, planner);
  const name = wantsAll ? 'HasAllOf' : 'HasAnyOf';
  if (members.kind === 'array') return call(name, 'bool', text, members.array);
  if (members.kind === 'table') {
    const relation = planner.relation(members.node, scope.environment);
    return call(name, 'bool', text, {
      kind: 'subquery',
      type: 'dynamic',
      relation: listOfFirstColumn(relation, planner),
    });
  }
  const tests = members.values
    .filter((term) => !isNullLiteral(term))
    .map((term) => call('Has', 'bool', text, asText(term)));
  const [first = literal('bool', wantsAll), ...others] = tests;
  return others.reduce<Scalar>((all, test) => call(wantsAll ? 'And' : 'Or', 'bool', all, test), first);
}

function planMembers(right: BoundNode, scope: Scope, planner: Planner): Members {
  const nodes = right.kind === 'ExpressionList' ? right.list('Expressions') : [right];
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1) {
    const inner = withoutParentheses(only);
    if (planner.isTabular(inner, scope.environment)) return { kind: 'table', node: inner };
    const scalar = planner.scalar(inner, scope);
    if (scalar.type === 'dynamic' && scalar.kind !== 'literal') return { kind: 'array', array: scalar };
  }
  return { kind: 'values', values: nodes.flatMap((node) => spread(planner.scalar(node, scope))) };
}

/** A literal `dynamic([...])` among the values stands for its items. */
function spread(value: Scalar): readonly Scalar[] {
  if (value.kind !== 'literal' || value.type !== 'dynamic' || typeof value.value !== 'string') return [value];
  return dynamicItems(value.value);
}

function membershipOf(value: Scalar, members: Members, ignoresCase: boolean, scope: Scope, planner: Planner): Scalar {
  switch (members.kind) {
    case 'table': {
      const relation = planner.relation(members.node, scope.environment);
      const [first] = relation.columns;
      const isList = first?.type === 'dynamic';
      const list = isList ? listOfFirstColumn(relation, planner) : undefined;
      if (list !== undefined) {
        return call(ignoresCase ? 'InArrayCs' : 'InArray', 'bool', asText(value), subquery(list));
      }
      const aligned = first === undefined || first.type === value.type ? value : castTo(first.type, value);
      return { kind: 'membership', type: 'bool', value: aligned, relation, ignoresCase };
    }
    case 'array':
      return call(ignoresCase ? 'InArrayCs' : 'InArray', 'bool', asText(value), members.array);
    case 'values':
      return membershipOfValues(value, members.values, ignoresCase, scope.isCondition === true);
  }
}

function membershipOfValues(
  value: Scalar,
  values: readonly Scalar[],
  ignoresCase: boolean,
  isCondition: boolean,
): Scalar {
  if (values.length === 0) return literal('bool', false);
  if (ignoresCase) return call('InCs', 'bool', asText(value), ...values.map(asText));
  if (value.type === 'dynamic' && values.some(isBeyondReal)) return isOneOf(value, values);
  const type = commonType(values);
  const subject = value.type === 'dynamic' ? castTo(isInteger(type) ? 'real' : type, value) : value;
  const meeting = meetingType(subject.type, type);
  const meet = (item: Scalar): Scalar => (meeting === undefined ? item : castTo(meeting, item));
  return call(isCondition ? 'InCondition' : 'In', 'bool', meet(subject), ...values.map(meet));
}

/** Compares one by one, for members that would lose digits beside a dynamic. */
function isOneOf(value: Scalar, values: readonly Scalar[]): Scalar {
  const branches = values.map((item) => ({ when: equality('Equal', value, item, true), then: literal('bool', true) }));
  return { kind: 'choice', type: 'bool', branches, otherwise: literal('bool', false) };
}

function subquery(relation: ReturnType<Planner['relation']>): Scalar {
  return { kind: 'subquery', type: 'dynamic', relation };
}

/** One row with one dynamic array: all values of a relation's first column (arrays flattened). */
function listOfFirstColumn(
  relation: ReturnType<Planner['relation']>,
  planner: Planner,
): ReturnType<Planner['relation']> {
  const [first] = relation.columns;
  const id = planner.newId();
  const source: Scalar =
    first === undefined ? literal('dynamic', null) : { kind: 'column', id: first.id, type: first.type };
  const list: Scalar = { kind: 'aggregate', type: 'dynamic', name: 'make_set', args: [source], ordering: [] };
  return {
    columns: [{ id, name: 'list', type: 'dynamic' }],
    ordering: [],
    step: { kind: 'aggregate', input: relation, keys: [], measures: [{ id, source: list }] },
  };
}

export function withoutParentheses(node: BoundNode): BoundNode {
  return node.kind === 'ParenthesizedExpression' ? withoutParentheses(node.child('Expression')) : node;
}
