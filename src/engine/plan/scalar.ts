import type { ScalarType } from '../../core/results/scalarType';
import type { CallScalar, ColumnScalar, LiteralScalar, LiteralValue, Scalar } from './nodes';

export function column(id: string, type: ScalarType): ColumnScalar {
  return { kind: 'column', id, type };
}

export function literal(type: ScalarType, value: LiteralValue): LiteralScalar {
  return { kind: 'literal', type, value };
}

/** Kusto's null of a type; strings have none, theirs is the empty string. */
export function nullOf(type: ScalarType): LiteralScalar {
  return literal(type, type === 'string' ? '' : null);
}

export function call(name: string, type: ScalarType, ...args: readonly Scalar[]): CallScalar {
  return { kind: 'call', name, type, args };
}

/** Converts a scalar to another type by Kusto's `to…()` rules; what already has the type is left alone. */
export function castTo(type: ScalarType, value: Scalar): Scalar {
  if (value.type === type) return value;
  if (isNullLiteral(value)) return nullOf(type);
  return castLiteral(type, value) ?? { kind: 'cast', type, value };
}

/** Converts a piece of a text to the type of the column that it becomes; a dynamic is read as JSON. */
export function readAs(type: ScalarType, text: Scalar): Scalar {
  return type === 'dynamic' ? call('parse_json', 'dynamic', text) : castTo(type, text);
}

/** A whole number written in the query is given its type right away. */
function castLiteral(type: ScalarType, value: Scalar): LiteralScalar | undefined {
  const number = constantInteger(value);
  if (number === undefined || (value.type !== 'long' && value.type !== 'int')) return undefined;
  if (type === 'long' || (type === 'int' && number === BigInt.asIntN(32, number))) return literal(type, number);
  return type === 'real' ? literal(type, Number(number)) : undefined;
}

export function isNullLiteral(value: Scalar): boolean {
  return value.kind === 'literal' && value.value === null;
}

/** The value of a string known when the query is planned, such as a pattern; else undefined. */
export function constantText(value: Scalar | undefined): string | undefined {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** The value of a whole number known when the query is planned; else undefined. */
export function constantInteger(value: Scalar | undefined): bigint | undefined {
  return value?.kind === 'literal' && typeof value.value === 'bigint' ? value.value : undefined;
}
