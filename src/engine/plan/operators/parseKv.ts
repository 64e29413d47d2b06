import { scalarTypeByName, type BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { callFunction } from '../expressions/call';
import { asText } from '../expressions/comparison';
import { notSupported, QueryFault } from '../notSupported';
import type { NamedScalar, Planner } from '../planner';
import { boundColumns, passThrough, projectTo, rowScopeOf } from '../projection';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import { call, castTo, column, literal, readAs } from '../scalar';

/** `parse-kv`: the texts behind the named keys, each cast to its column's type. */
export function planParseKv(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const text = asText(planner.scalar(node.child('Expression'), rowScopeOf(input, environment)));
  const properties = node.optionalChild('WithClause')?.list('Properties') ?? [];
  const bag: PlanColumn = { id: planner.newId(), name: '', type: 'dynamic' };
  const own = input.columns.map((item) => ({ id: item.id, source: column(item.id, item.type) }));
  const parsed: Relation = {
    columns: [...input.columns, bag],
    ordering: input.ordering,
    step: {
      kind: 'project',
      input,
      outputs: [...own, { id: bag.id, source: parseText(text, properties, node) }],
    },
  };
  const named = new Map<string, NamedScalar>(input.columns.map((item) => [item.name, passThrough(item)]));
  for (const key of node.child('Keys').list('Columns')) {
    const type = scalarTypeByName(key.child('Type').text) ?? 'string';
    const value = call('DynamicKey', 'dynamic', column(bag.id, 'dynamic'), literal('string', key.name));
    named.set(key.name, { name: key.name, type, scalar: readAs(type, castTo('string', value)) });
  }
  const outputs = boundColumns(node).map(({ name }) => {
    const found = named.get(name);
    if (found === undefined) throw new QueryFault(`the column '${name}' of this parse-kv could not be told`, node);
    return found;
  });
  return projectTo(parsed, outputs, planner);
}

function parseText(text: Scalar, properties: readonly BoundNode[], node: BoundNode): Scalar {
  const given = (name: string): string[] =>
    properties.filter((property) => property.name === name).map((property) => textOf(property.child('Expression')));
  const [regex] = given('regex');
  if (regex !== undefined) return callFunction('ParseKvRegex', [text, literal('string', regex)], node);
  const quoting = [given('quote'), given('escape')].map((texts) => literal('dynamic', JSON.stringify(texts)));
  const [pairDelimiter, keyDelimiter] = [given('pair_delimiter')[0], given('kv_delimiter')[0]];
  if (pairDelimiter === undefined && keyDelimiter === undefined) {
    return callFunction('ParseKvWords', [text, ...quoting], node);
  }
  if (pairDelimiter === undefined || keyDelimiter === undefined) {
    throw notSupported('parse-kv with one of its two delimiters', node);
  }
  const delimiters = [literal('string', pairDelimiter), literal('string', keyDelimiter)];
  const isGreedy = literal('bool', given('greedy')[0]?.toLowerCase() === 'true');
  return callFunction('ParseKv', [text, ...delimiters, ...quoting, isGreedy], node);
}

function textOf(value: BoundNode): string {
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.kind !== 'NameReference') return value.text;
  throw notSupported(`'${value.text}' as a part of parse-kv`, value);
}
