import { SCALAR_TYPES, type ScalarType } from '../../../../src/core/results/scalarType';
import { FUNCTION_SIGNATURES } from './functionSignatures';
import { call, infix, pattern, plainText, type Signature } from './signature';

const NUMBERS: readonly ScalarType[] = ['int', 'long', 'real', 'decimal'];
const ORDERED: readonly ScalarType[] = [...NUMBERS, 'datetime', 'timespan'];
const TERM_OPERATORS = ['has', 'hasprefix', 'hassuffix', 'contains', 'startswith', 'endswith'].flatMap((name) =>
  ['', '_cs'].flatMap((suffix) => [`${name}${suffix}`, `!${name}${suffix}`]),
);

/** Numbers, and what they meet as. */
function arithmeticSignatures(): readonly Signature[] {
  const pairs: readonly (readonly [ScalarType, ScalarType, ScalarType])[] = [
    ['long', 'long', 'long'],
    ['int', 'long', 'long'],
    ['long', 'int', 'long'],
    ['int', 'int', 'long'],
    ['real', 'real', 'real'],
    ['long', 'real', 'real'],
    ['real', 'int', 'real'],
  ];
  return [
    ...pairs.flatMap(([left, right, returns]) =>
      ['+', '-', '*', '/', '%'].map((op) => infix(op, returns, left, right)),
    ),
    ...['+', '-'].flatMap((operator) => [
      infix(operator, 'decimal', 'decimal', 'decimal'),
      infix(operator, 'decimal', 'decimal', 'long'),
      infix(operator, 'datetime', 'datetime', 'timespan'),
      infix(operator, 'timespan', 'timespan', 'timespan'),
    ]),
    infix('+', 'datetime', 'timespan', 'datetime'),
    infix('-', 'timespan', 'datetime', 'datetime'),
    infix('*', 'timespan', 'timespan', 'long'),
    infix('*', 'timespan', 'long', 'timespan'),
    infix('*', 'timespan', 'timespan', 'real'),
    infix('/', 'timespan', 'timespan', 'long'),
    infix('/', 'timespan', 'timespan', 'real'),
    infix('/', 'real', 'timespan', 'timespan'),
    infix('%', 'timespan', 'timespan', 'timespan'),
    ...(['long', 'real', 'timespan', 'decimal'] as const).map((type): Signature => ({
      returns: type,
      parameters: [type],
      write: (value = '') => `(-${value})`,
    })),
  ];
}

function comparisonSignatures(): readonly Signature[] {
  const mixed: readonly (readonly [ScalarType, ScalarType])[] = [
    ['int', 'long'],
    ['long', 'real'],
    ['real', 'int'],
    ['long', 'decimal'],
    ['dynamic', 'long'],
    ['dynamic', 'real'],
    ['long', 'dynamic'],
  ];
  return [
    ...SCALAR_TYPES.filter((type) => type !== 'dynamic').flatMap((type) =>
      ['==', '!='].map((operator) => infix(operator, 'bool', type, type)),
    ),
    ...ORDERED.flatMap((type) => ['<', '<=', '>', '>='].map((operator) => infix(operator, 'bool', type, type))),
    ...(['==', '!='] as const).flatMap((operator) => [
      infix(operator, 'bool', 'dynamic', 'string'),
      infix(operator, 'bool', 'string', 'dynamic'),
    ]),
    ...mixed.flatMap(([left, right]) =>
      ['==', '!=', '<', '>='].map((operator) => infix(operator, 'bool', left, right)),
    ),
    ...ORDERED.flatMap((type) =>
      ['between', '!between'].map((operator): Signature => ({
        returns: 'bool',
        parameters: [type, type, type],
        write: (value = '', from = '', to = '') => `(${value} ${operator} (${from} .. ${to}))`,
      })),
    ),
    infix('and', 'bool', 'bool', 'bool'),
    infix('or', 'bool', 'bool', 'bool'),
    call('not', 'bool', 'bool'),
  ];
}

function textOperatorSignatures(): readonly Signature[] {
  const lists = (operator: string, type: ScalarType): Signature => ({
    returns: 'bool',
    parameters: [type, type, type],
    write: (value = '', first = '', second = '') => `(${value} ${operator} (${first}, ${second}))`,
  });
  return [
    ...TERM_OPERATORS.map((operator) => infix(operator, 'bool', 'string', 'string')),
    ...TERM_OPERATORS.map((operator) => infix(operator, 'bool', 'string', plainText)),
    infix('=~', 'bool', 'string', 'string'),
    infix('!~', 'bool', 'string', 'string'),
    infix('matches regex', 'bool', 'string', pattern),
    ...['in', '!in', 'in~', '!in~', 'has_any', 'has_all'].map((operator) => lists(operator, 'string')),
    ...(['long', 'real', 'datetime', 'timespan', 'guid'] as const).flatMap((type) => [
      lists('in', type),
      lists('!in', type),
    ]),
    ...['in', 'has_any', 'has_all'].map((operator): Signature => ({
      returns: 'bool',
      parameters: ['string', 'dynamic'],
      write: (value = '', array = '') => `(${value} ${operator} (${array}))`,
    })),
  ];
}

function conversionSignatures(): readonly Signature[] {
  const targets: readonly (readonly [string, ScalarType])[] = [
    ['tostring', 'string'],
    ['tolong', 'long'],
    ['toint', 'int'],
    ['toreal', 'real'],
    ['tobool', 'bool'],
    ['todatetime', 'datetime'],
    ['totimespan', 'timespan'],
    ['todynamic', 'dynamic'],
    ['todecimal', 'decimal'],
    ['toguid', 'guid'],
  ];
  return targets.flatMap(([name, returns]) =>
    SCALAR_TYPES.filter((type) => canConvert(name, type)).map((type) => call(name, returns, type)),
  );
}

function canConvert(name: string, type: ScalarType): boolean {
  return (name !== 'todynamic' && name !== 'toguid') || type === 'string' || type === 'dynamic';
}

function generalSignatures(): readonly Signature[] {
  return SCALAR_TYPES.flatMap((type) => [
    call('iff', type, 'bool', type, type),
    call('case', type, 'bool', type, 'bool', type, type),
    call('coalesce', type, type, type),
    ...(type === 'dynamic' || type === 'bool' || type === 'guid'
      ? []
      : [call('max_of', type, type, type), call('min_of', type, type, type)]),
    call('isnull', 'bool', type),
    call('isnotnull', 'bool', type),
    call('isempty', 'bool', type),
    call('isnotempty', 'bool', type),
    call('gettype', 'string', type),
  ]);
}

/** What expressions are made of. */
export const SIGNATURES: readonly Signature[] = [
  ...arithmeticSignatures(),
  ...comparisonSignatures(),
  ...textOperatorSignatures(),
  ...conversionSignatures(),
  ...generalSignatures(),
  ...FUNCTION_SIGNATURES,
];
