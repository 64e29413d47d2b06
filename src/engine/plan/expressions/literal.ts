import type { BoundNode } from '../../../kusto/boundNode';
import { scalarTypeByName } from '../../../kusto/boundNode';
import { formatDateTime, formatTimespanTicks } from '../../../core/results/values/ticks';
import { parseDatetime } from '../../scalar/datetimeText';
import { DECIMAL_PRECISION } from '../../scalar/decimalText';
import { formatDynamic } from '../../scalar/dynamicJson';
import { parseTimespanText } from '../../scalar/timespanText';
import { notSupported, QueryFault } from '../notSupported';
import type { ScalarType } from '../../../core/results/scalarType';
import type { LiteralScalar } from '../nodes';
import { literal, nullOf } from '../scalar';

/** Plans a literal such as `1`, `"x"`, `datetime(2026-01-31)`, `1.5h`, `real(null)` or `guid(…)`. */
export function planLiteral(node: BoundNode): LiteralScalar {
  if (node.kind === 'DynamicExpression') return planDynamic(node);
  const text = insideCall(node.text);
  switch (node.syntaxKind) {
    case 'StringLiteralExpression':
    case 'CompoundStringLiteralExpression':
      return literal('string', node.stringValue ?? '');
    case 'BooleanLiteralExpression':
      return planBool(text);
    case 'IntLiteralExpression':
      return planInteger('int', text, node);
    case 'LongLiteralExpression':
      return planInteger('long', text, node);
    case 'RealLiteralExpression':
      return isNull(text) ? nullOf('real') : literal('real', parseReal(text));
    case 'DecimalLiteralExpression':
      return planDecimal(text.replace(/m$/i, ''), node);
    case 'DateTimeLiteralExpression':
      return planDateTime(text, node);
    case 'TimespanLiteralExpression':
      return planTimespan(text, node);
    case 'GuidLiteralExpression':
      return isNull(text) ? nullOf('guid') : literal('guid', unquote(text).toLowerCase());
    case 'NullLiteralExpression':
      return nullOf('dynamic');
    case 'TokenLiteralExpression':
      return literal('string', node.text);
    default:
      throw notSupported(`the literal ${node.text}`, node);
  }
}

/** Plans `typeof(long)`: the type's name, as the functions that take one read it. */
export function planTypeOf(node: BoundNode): LiteralScalar {
  const [type] = node.list('Types');
  const name = type === undefined ? undefined : scalarTypeByName(type.text);
  if (name === undefined) throw notSupported(node.text, node);
  return literal('string', name);
}

/** `dynamic(…)` as compact JSON; Kusto allows datetimes, timespans and single quotes inside, JSON does not. */
function planDynamic(node: BoundNode): LiteralScalar {
  const inner = node.child('Expression');
  const json = jsonOf(inner);
  return literal('dynamic', json === 'null' ? null : json);
}

function jsonOf(node: BoundNode): string {
  switch (node.kind) {
    case 'JsonArrayExpression':
      return `[${node.list('Values').map(jsonOf).join(',')}]`;
    case 'JsonObjectExpression':
      return `{${node
        .list('Pairs')
        .map((pair) => `${JSON.stringify(pair.tokenValue('Name'))}:${jsonOf(pair.child('Value'))}`)
        .join(',')}}`;
    case 'PrefixUnaryExpression':
      return `${node.token('Operator') === '-' ? '-' : ''}${jsonOf(node.child('Expression'))}`;
    case 'DynamicExpression':
      return jsonOf(node.child('Expression'));
    default:
      return WHOLE_NUMBER.test(node.text) ? node.text : jsonOfLiteral(planLiteral(node));
  }
}

const WHOLE_NUMBER = /^(0|[1-9]\d*)$/;

function jsonOfLiteral({ type, value }: LiteralScalar): string {
  if (value === null) return 'null';
  switch (type) {
    case 'datetime':
      return typeof value === 'bigint' ? JSON.stringify(formatDateTime(value)) : 'null';
    case 'timespan':
      return typeof value === 'bigint' ? JSON.stringify(formatTimespanTicks(value)) : 'null';
    case 'real':
      return typeof value === 'number' ? formatDynamic(value) : 'null';
    case 'string':
    case 'guid':
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

function planBool(text: string): LiteralScalar {
  if (isNull(text)) return nullOf('bool');
  return literal('bool', /^(true|1)$/i.test(text));
}

function planInteger(type: ScalarType, text: string, node: BoundNode): LiteralScalar {
  if (isNull(text)) return nullOf(type);
  const [, sign = '', digits = ''] = /^([+-]?)\s*(0x[0-9a-f]+|\d+)$/i.exec(text) ?? [];
  if (digits === '') throw new QueryFault(`'${node.text}' is not a whole number`, node);
  const value = sign === '-' ? -BigInt(digits) : BigInt(digits);
  if (type === 'int' && value !== BigInt.asIntN(32, value)) return nullOf(type);
  return literal(type, BigInt.asIntN(64, value));
}

function parseReal(text: string): number {
  if (/^[+-]?nan$/i.test(text)) return NaN;
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
  return Number(text);
}

/** @throws QueryFault for more digits than a decimal keeps, which would be lost without a word */
function planDecimal(text: string, node: BoundNode): LiteralScalar {
  if (isNull(text)) return nullOf('decimal');
  const digits = text.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '');
  if (digits.length > DECIMAL_PRECISION) {
    throw new QueryFault(`A decimal keeps ${DECIMAL_PRECISION} digits, and '${node.text}' has more`, node);
  }
  return literal('decimal', text);
}

function planDateTime(text: string, node: BoundNode): LiteralScalar {
  if (isNull(text) || text === '') return nullOf('datetime');
  const ticks = parseDatetime(unquote(text));
  if (ticks === undefined) throw new QueryFault(`'${text}' is not a datetime`, node);
  return literal('datetime', ticks);
}

function planTimespan(text: string, node: BoundNode): LiteralScalar {
  if (isNull(text)) return nullOf('timespan');
  const ticks = parseTimespanText(unquote(text));
  if (ticks === undefined) throw new QueryFault(`'${text}' is not a timespan`, node);
  return literal('timespan', ticks);
}

/** The text between the parentheses of `real(…)`, or the whole literal where it has none. */
function insideCall(text: string): string {
  return /^\w+\s*\(\s*([\s\S]*?)\s*\)$/.exec(text)?.[1] ?? text;
}

function isNull(text: string): boolean {
  return text.toLowerCase() === 'null';
}

function unquote(text: string): string {
  return /^(["'])([\s\S]*)\1$/.exec(text)?.[2] ?? text;
}
