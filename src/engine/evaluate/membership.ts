import type { BoundNode } from '../../kusto/boundNode';
import { notSupported } from '../plan/notSupported';
import { dynamicText } from '../scalar/dynamicJson';
import { isArray, type DynamicValue } from '../scalar/dynamicValue';
import { equality, matchTexts, negate } from './binaryExpression';
import { convertTo } from './conversion';
import { combine, constant, type Expression, type ExpressionCompiler } from './expression';
import { foldCase } from '../scalar/foldCase';
import { hasTerm } from './functions/textMatch';
import { asDynamic, asText, isTrue } from './valueTypes';

/** Compiles `in`, `!in`, `in~` and `!in~`. */
export function compileIn<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  const operator = node.token('Operator').toLowerCase();
  const value = compiler.compile(node.child('Left'));
  const members = compileMembers(node.child('Right'), compiler);
  const isMember = operator.endsWith('~')
    ? anyOf(members, value, (member) => matchTexts((a, b) => foldCase(a) === foldCase(b), value, member), foldCase)
    : anyOf(
        members,
        value,
        (member) => equality(value, value.type === 'string' ? convertTo('string', member) : member),
        (text) => text,
      );
  return operator.startsWith('!') || operator.startsWith('not') ? negate(isMember) : isMember;
}

/** Compiles `has_any` and `has_all`. */
export function compileHasAny<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  const wantsAll = node.kind === 'HasAllExpression';
  const text = convertTo('string', compiler.compile(node.child('Left')));
  const members = compileMembers(node.child('Right'), compiler);
  return combine('bool', [text, ...members], ([searched = '', ...values]) => {
    const terms = values
      .flatMap((value, index) => (isArrayOfTerms(members[index]) ? itemsOf(asDynamic(value)) : [asDynamic(value)]))
      .filter((item) => item !== null);
    const has = (term: DynamicValue): boolean => hasTerm(asText(searched), dynamicText(term));
    return wantsAll ? terms.every(has) : terms.some(has);
  });
}

/** An array that is not known in advance; one that is has been spread. */
function isArrayOfTerms<Row>(member: Expression<Row> | undefined): boolean {
  return member?.type === 'dynamic' && member.constant === undefined;
}

function compileMembers<Row>(right: BoundNode, compiler: ExpressionCompiler<Row>): readonly Expression<Row>[] {
  const nodes = right.kind === 'ExpressionList' ? right.list('Expressions') : [right];
  const table = nodes.find((node) => node.tableColumns !== undefined);
  if (table !== undefined) throw notSupported('a table among values', table);
  return nodes.flatMap((node) => spread(compiler.compile(node)));
}

/** A dynamic array that is known stands for its items, each of its own type. */
function spread<Row>(member: Expression<Row>): readonly Expression<Row>[] {
  if (member.type !== 'dynamic' || member.constant === undefined) return [member];
  return itemsOf(asDynamic(member.constant.value)).map(itemConstant);
}

function itemConstant<Row>(value: DynamicValue): Expression<Row> {
  switch (typeof value) {
    case 'string':
      return constant('string', value);
    case 'bigint':
      return constant('long', value);
    case 'number':
      return constant('real', value);
    case 'boolean':
      return constant('bool', value);
    default:
      return constant('dynamic', value);
  }
}

function itemsOf(value: DynamicValue): readonly DynamicValue[] {
  return isArray(value) ? value : [value];
}

/** True where the value is among the members; an array known only at run time is searched by the items' texts. */
function anyOf<Row>(
  members: readonly Expression<Row>[],
  value: Expression<Row>,
  isSame: (member: Expression<Row>) => Expression<Row>,
  fold: (text: string) => string,
): Expression<Row> {
  const text = convertTo('string', value);
  const tests = members.map((member) =>
    member.type === 'dynamic' && member.constant === undefined ? isAmongItems(text, member, fold) : isSame(member),
  );
  return combine('bool', tests, (found) => found.some(isTrue));
}

function isAmongItems<Row>(
  text: Expression<Row>,
  array: Expression<Row>,
  fold: (text: string) => string,
): Expression<Row> {
  return combine('bool', [text, array], ([searched = '', items = null]) =>
    itemsOf(asDynamic(items)).some((item) => item !== null && fold(dynamicText(item)) === fold(asText(searched))),
  );
}
