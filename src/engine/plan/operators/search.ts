import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { asCondition } from '../expressions/coercion';
import { asText } from '../expressions/comparison';
import { notSupported, QueryFault } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import type { Planner, Scope } from '../planner';
import { boundColumns, passThrough, projectTo, rowScopeOf } from '../projection';
import { filterRows } from './rows';
import { planTable } from './source';
import { planInputs, uniteInputs } from './union';
import { AFTER_TERM, BEFORE_TERM } from '../../sql/terms';
import type { Assignment, PlanColumn, Relation, Scalar } from '../nodes';
import { call, castTo, column, literal } from '../scalar';

/** `… | search Condition`: a text stands for "any column has it"; `$table` tells where a row is from. */
export function planSearch(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  if (node.optionalChild('InClause') !== undefined) throw notSupported('search in (…)', node);
  const isCaseSensitive = (operatorParameter(node, 'kind') ?? '').includes('case_sensitive');
  const scope: Scope = { ...rowScopeOf(input, environment), isCondition: true };
  const found = filterRows(input, searchCondition(node.child('Condition'), scope, isCaseSensitive, planner));
  const source = { name: SOURCE_COLUMN, type: 'string' as const, scalar: literal('string', 'search_arg0') };
  return projectTo(found, [source, ...input.columns.map(passThrough)], planner);
}

/** `search Condition` over every table, or `search in (Tables) Condition`. */
export function planSearchTables(node: BoundNode, environment: Environment, planner: Planner): Relation {
  const named = node.optionalChild('InClause')?.list('Expressions');
  const inputs =
    named === undefined
      ? [...planner.tables.keys()].map((name) => ({ relation: planTable(name, node, planner), source: name }))
      : named.flatMap((expression, index) => planInputs(expression, index, environment, planner));
  if (inputs.length === 0) throw new QueryFault('search: there is no table to search', node);
  const isCaseSensitive = (operatorParameter(node, 'kind') ?? '').includes('case_sensitive');
  const { columns, step } = uniteInputs(inputs, boundColumns(node), SOURCE_COLUMN, planner);
  const found = step.inputs.map(({ relation, outputs }) => {
    const rows: Relation = { columns, ordering: [], step: { kind: 'project', input: relation, outputs } };
    const scope: Scope = {
      ...rowScopeOf(rows, environment),
      searched: ownColumns(columns, outputs),
      isCondition: true,
    };
    const condition = searchCondition(node.child('Condition'), scope, isCaseSensitive, planner);
    return {
      relation: filterRows(rows, condition),
      outputs: columns.map(({ id, type }) => ({ id, source: column(id, type) })),
    };
  });
  return { columns, ordering: [], step: { kind: 'union', inputs: found } };
}

/** The columns of all tables that one table has: the others need not be looked at. */
function ownColumns(columns: readonly PlanColumn[], outputs: readonly Assignment<Scalar>[]): readonly PlanColumn[] {
  return columns.filter(({ name }, index) => name !== SOURCE_COLUMN && outputs[index]?.source.kind !== 'literal');
}

const SOURCE_COLUMN = '$table';

/** A condition in which a text by itself stands for "any column has it". */
export function searchCondition(node: BoundNode, scope: Scope, isCaseSensitive: boolean, planner: Planner): Scalar {
  const inner = (child: BoundNode): Scalar => searchCondition(child, scope, isCaseSensitive, planner);
  if (node.kind === 'ParenthesizedExpression') return inner(node.child('Expression'));
  if (node.kind === 'StarExpression') return literal('bool', true);
  if (node.kind === 'LiteralExpression' && node.stringValue !== undefined) {
    return anyColumnHas(node.stringValue, scope, isCaseSensitive);
  }
  if (node.kind === 'FunctionCallExpression' && node.name === 'not') {
    const [only] = node.child('ArgumentList').list('Expressions');
    if (only !== undefined) return call('not', 'bool', inner(only));
  }
  const operator = node.kind === 'BinaryExpression' ? node.token('Operator').toLowerCase() : '';
  if (operator === 'and' || operator === 'or') {
    return call(operator === 'and' ? 'And' : 'Or', 'bool', inner(node.child('Left')), inner(node.child('Right')));
  }
  if (operator === ':') return columnHas(node, scope, isCaseSensitive, planner);
  return asCondition(planner.scalar(node, scope));
}

/** `Column:"text"`. */
function columnHas(node: BoundNode, scope: Scope, isCaseSensitive: boolean, planner: Planner): Scalar {
  const text = node.child('Right').stringValue;
  const subject = planner.scalar(node.child('Left'), scope);
  if (text === undefined)
    return call('Equal', 'bool', subject, castTo(subject.type, planner.scalar(node.child('Right'), scope)));
  return matchText(asText(subject), text, isCaseSensitive);
}

function anyColumnHas(text: string, scope: Scope, isCaseSensitive: boolean): Scalar {
  const tests = (scope.searched ?? scope.row?.columns ?? [])
    .filter((item) => canHold(item.type, text))
    .map((item) => matchText(asText(column(item.id, item.type)), text, isCaseSensitive));
  const [first = literal('bool', false), ...others] = tests;
  return others.reduce<Scalar>((any, test) => call('Or', 'bool', any, test), first);
}

/** What the texts of a type's values are made of; the texts of other types may hold anything. */
const ALPHABETS: Readonly<Partial<Record<ScalarType, RegExp>>> = {
  bool: /^$/,
  datetime: /^[-:.TZ0-9*]*$/i,
  decimal: /^[-.0-9*]*$/,
  guid: /^[-0-9a-f*]*$/i,
  int: /^[-0-9*]*$/,
  long: /^[-0-9*]*$/,
  timespan: /^[-:.0-9*]*$/,
};

function canHold(type: ScalarType, text: string): boolean {
  return ALPHABETS[type]?.test(text) ?? true;
}

/** `*` at an end of the text lets it be a part of a term; within the text it stands for anything. */
function matchText(subject: Scalar, text: string, isCaseSensitive: boolean): Scalar {
  const opensBefore = text.startsWith('*');
  const opensAfter = text.length > 1 && text.endsWith('*');
  const core = text.slice(opensBefore ? 1 : 0, opensAfter ? -1 : undefined);
  const name = opensBefore ? (opensAfter ? 'Contains' : 'HasSuffix') : opensAfter ? 'HasPrefix' : 'Has';
  if (core === '') return literal('bool', true);
  if (core.includes('*')) {
    const parts = core.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const flags = isCaseSensitive ? '(?s)' : '(?si)';
    const regex = `${flags}${opensBefore ? '' : BEFORE_TERM}${parts.join('.*')}${opensAfter ? '' : AFTER_TERM}`;
    return call('MatchRegex', 'bool', subject, literal('string', regex));
  }
  return call(`${name}${isCaseSensitive ? 'Cs' : ''}`, 'bool', subject, literal('string', core));
}
