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
import { call, castTo, literal } from '../scalar';

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
  const pattern = readPattern(node);
  const matches = call('MatchRegex', 'bool', text, literal('string', pattern.regex));
  const rows = node.kind === 'ParseWhereOperator' ? filterRows(input, matches) : input;
  const columns = new Map<string, NamedScalar>(input.columns.map((item) => [item.name, passThrough(item)]));
  for (const { name, type, group } of pattern.captures) {
    columns.set(name, { name, type, scalar: captureOf(text, pattern.regex, group, type) });
  }
  return projectTo(rows, [...columns.values()], planner);
}

function captureOf(text: Scalar, regex: string, group: number, type: ScalarType): Scalar {
  const captured = call('extract', 'string', literal('string', regex), literal('long', BigInt(group)), text);
  return type === 'string' ? captured : castTo(type, call('TrimBlanks', 'string', captured));
}

function readPattern(node: BoundNode): ParsePattern {
  const kind = parseKind(node);
  const flags = operatorParameter(node, 'flags') ?? '';
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
        return `(${capturePiece(capture.type, kind, isLast, flags)})`;
      }
    }
  });
  const regex = kind === 'regex' ? pieces.join('') : `^${pieces.join('')}$`;
  return { regex: `${flags.includes('i') ? '(?i)' : ''}${regex}`, captures };
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

function capturePiece(type: ScalarType, kind: ParseKind, isLast: boolean, flags: string): string {
  if (kind === 'regex') {
    if (isInteger(type)) return '[+-]?\\d+';
    return flags.includes('U') ? '[\\s\\S]*?' : '[\\s\\S]*';
  }
  if (kind === 'simple' && isInteger(type)) return ' *[+-]?\\d+ *';
  if (kind === 'simple' && (type === 'real' || type === 'decimal')) return ' *[+-]?\\d+(?:\\.\\d+)? *';
  return isLast ? '[\\s\\S]*' : '[\\s\\S]*?';
}
