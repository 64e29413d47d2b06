import type { ScalarType } from '../../../core/results/scalarType';
import { scalarTypeByName, type BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { asText } from '../expressions/comparison';
import { isInteger } from '../expressions/coercion';
import { notSupported } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import type { NamedScalar, Planner } from '../planner';
import { passThrough, projectTo, rowScopeOf } from '../projection';
import { filterRows } from './rows';
import type { Relation, Scalar } from '../nodes';
import { call, literal, nullOf, readAs } from '../scalar';

type ParseKind = 'simple' | 'regex' | 'relaxed';

interface Capture {
  readonly name: string;
  readonly type: ScalarType;
  /** Number of its group in the expression; groups that the query's own constants open are counted too. */
  readonly group: number;
}

interface ParsePattern {
  readonly regex: string;
  readonly captures: readonly Capture[];
}

/** `parse` and `parse-where`: text cut by constants into typed columns; where the pattern fails they are null. */
export function planParse(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const text = asText(planner.scalar(node.child('Expression'), rowScopeOf(input, environment)));
  const kind = parseKind(node);
  const pattern = readPattern(node, kind);
  const values = pattern.captures.map(({ group, type }) => captureOf(text, pattern.regex, group, type));
  const strict = values.filter((value) => kind !== 'relaxed' && mayFail(value.type));
  const matches = [
    call('MatchRegex', 'bool', text, literal('string', pattern.regex)),
    ...strict.map((value) => call('isnotnull', 'bool', value)),
  ].reduce((all, test) => call('And', 'bool', all, test));
  const columns = new Map<string, NamedScalar>(input.columns.map((item) => [item.name, passThrough(item)]));
  pattern.captures.forEach(({ name }, index) => {
    const value = values[index];
    if (value === undefined) return;
    const scalar = strict.length === 0 ? value : onlyWhere(matches, value);
    columns.set(name, { name, type: value.type, scalar });
  });
  const rows = node.kind === 'ParseWhereOperator' ? filterRows(input, matches) : input;
  return projectTo(rows, [...columns.values()], planner);
}

function captureOf(text: Scalar, regex: string, group: number, type: ScalarType): Scalar {
  const captured = call('extract', 'string', literal('string', regex), literal('long', BigInt(group)), text);
  return type === 'string' ? captured : readAs(type, call('TrimBlanks', 'string', captured));
}

/** Types whose values the pattern does not tell apart from other text: one that cannot be read fails the whole row. */
function mayFail(type: ScalarType): boolean {
  return type === 'bool' || type === 'datetime' || type === 'guid' || type === 'timespan';
}

function onlyWhere(condition: Scalar, value: Scalar): Scalar {
  return {
    kind: 'choice',
    type: value.type,
    branches: [{ when: condition, then: value }],
    otherwise: nullOf(value.type),
  };
}

function readPattern(node: BoundNode, kind: ParseKind): ParsePattern {
  const parts = node.list('Patterns');
  const captures: Capture[] = [];
  let groups = 0;
  const pieces = parts.map((part, index): string => {
    const isLast = index === parts.length - 1;
    switch (part.kind) {
      case 'StarExpression':
        return isLast ? '[\\s\\S]*' : '[\\s\\S]*?';
      case 'LiteralExpression':
      case 'CompoundStringLiteralExpression':
        groups += kind === 'regex' ? countGroups(part.stringValue ?? '') : 0;
        return constantPiece(part.stringValue ?? '', kind);
      default: {
        const capture: Capture = { ...readCapture(part), group: ++groups };
        captures.push(capture);
        if (kind === 'regex') return `(${isInteger(capture.type) ? '[+-]?\\d+' : '[\\s\\S]*'})`;
        const endsAnywhere = parts[index + 1]?.kind === 'StarExpression';
        return `(${capturePiece(capture.type, kind, isLast, endsAnywhere)})`;
      }
    }
  });
  if (kind !== 'regex') return { regex: `^${pieces.join('')}$`, captures };
  return { regex: `${regexFlags(node)}${pieces.join('')}`, captures };
}

/** `flags=Ui` as RE2 spells it, `(?Ui)`. */
function regexFlags(node: BoundNode): string {
  const flags = operatorParameter(node, 'flags') ?? '';
  if (flags === '') return '';
  if (!/^[imsU]+$/.test(flags)) throw notSupported(`parse flags=${flags}`, node);
  return `(?${flags})`;
}

function parseKind(node: BoundNode): ParseKind {
  const kind = operatorParameter(node, 'kind') ?? 'simple';
  if (kind === 'simple' || kind === 'regex' || kind === 'relaxed') return kind;
  throw notSupported(`parse kind=${kind}`, node);
}

function readCapture(part: BoundNode): Pick<Capture, 'name' | 'type'> {
  const declared = part.optionalChild('Type');
  return { name: part.name, type: declared === undefined ? 'string' : (scalarTypeByName(declared.text) ?? 'string') };
}

/** How many capturing groups a regular expression opens. */
function countGroups(regex: string): number {
  const withoutEscapes = regex.replace(/\\[\s\S]/g, '').replace(/\[[^\]]*\]/g, '');
  return [...withoutEscapes.matchAll(/\((?!\?)|\(\?P?<[A-Za-z_]/g)].length;
}

function constantPiece(text: string, kind: ParseKind): string {
  return kind === 'regex' ? `(?:${text})` : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const REAL_NUMBER = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';

/** What values of a type are written with, for those that a `*` follows: nothing else tells where they end. */
const WRITTEN_WITH: Readonly<Partial<Record<ScalarType, string>>> = {
  bool: '\\w*',
  datetime: '[\\d:./TZ +-]*',
  guid: '[\\w-]*',
  timespan: '[\\w:.-]*',
};

function capturePiece(type: ScalarType, kind: ParseKind, isLast: boolean, endsAnywhere: boolean): string {
  const anything = isLast ? '[\\s\\S]*' : '[\\s\\S]*?';
  const number = numberPiece(type);
  if (number === undefined) return endsAnywhere ? (WRITTEN_WITH[type] ?? anything) : anything;
  if (kind === 'simple') return number;
  return endsAnywhere ? `${number}|${anything}` : anything;
}

function numberPiece(type: ScalarType): string | undefined {
  if (isInteger(type)) return ' *[+-]?\\d+ *';
  return type === 'real' || type === 'decimal' ? ` *${REAL_NUMBER} *` : undefined;
}
