/** Kusto's scalar data types, by Kusto's own names. */
export const SCALAR_TYPES = [
  'bool',
  'datetime',
  'decimal',
  'dynamic',
  'guid',
  'int',
  'long',
  'real',
  'string',
  'timespan',
] as const;

export type ScalarType = (typeof SCALAR_TYPES)[number];

/** The .NET names under which a hunting response's `schema` lists Kusto's types. Source: security-huntingqueryresults. */
const NET_NAMES: Readonly<Record<ScalarType, string>> = {
  bool: 'SByte',
  datetime: 'DateTime',
  decimal: 'SqlDecimal',
  dynamic: 'Object',
  guid: 'Guid',
  int: 'Int32',
  long: 'Int64',
  real: 'Double',
  string: 'String',
  timespan: 'TimeSpan',
};

const BY_LOWER_NAME: ReadonlyMap<string, ScalarType> = new Map<string, ScalarType>([
  ...SCALAR_TYPES.map((type): [string, ScalarType] => [NET_NAMES[type].toLowerCase(), type]),
  ...SCALAR_TYPES.map((type): [string, ScalarType] => [type, type]),
  ['boolean', 'bool'],
  ['byte', 'int'],
  ['int16', 'int'],
  ['single', 'real'],
  ['float', 'real'],
  ['date', 'datetime'],
  ['datetimeoffset', 'datetime'],
  ['time', 'timespan'],
  ['uuid', 'guid'],
]);

/** The name that a hunting response's `schema` uses for a type, such as `SByte` for bool. */
export function netTypeName(type: ScalarType): string {
  return NET_NAMES[type];
}

/**
 * The scalar type behind a name from a `schema`, in any case, with or without `System.`.
 * @returns `string` for a name nobody documented: its values are then shown as they came.
 */
export function scalarTypeOf(name: string): ScalarType {
  const bare = name.toLowerCase().replace(/^system\.(data\.sqltypes\.)?/, '');
  return BY_LOWER_NAME.get(bare) ?? 'string';
}

/** Types whose values line up on the right and sort as numbers. */
export function isNumeric(type: ScalarType): boolean {
  return type === 'int' || type === 'long' || type === 'real' || type === 'decimal';
}
