import type { ScalarType } from '../../core/results/scalarType';
import { castSql } from './casts';
import { meeting, onlyFor, rule, ruleOver, sameAsFirst, type FunctionRule, type SqlArgument } from './functionRule';

/** `tolong(x)` and its kin: a cast that takes any type. */
function conversion(to: ScalarType): FunctionRule {
  return ruleOver([], to, ([value]) => (value === undefined ? 'NULL' : castSql(value.sql, value.type, to)));
}

const CONVERSIONS: readonly (readonly [string, ScalarType])[] = [
  ['tostring', 'string'],
  ['toint', 'int'],
  ['tolong', 'long'],
  ['toreal', 'real'],
  ['todouble', 'real'],
  ['todecimal', 'decimal'],
  ['tobool', 'bool'],
  ['toboolean', 'bool'],
  ['todatetime', 'datetime'],
  ['totimespan', 'timespan'],
  ['toguid', 'guid'],
];

const isEmpty: FunctionRule = ruleOver([], 'bool', ([value]) => {
  switch (value?.type) {
    case 'string':
      return `(${value.sql} = '')`;
    case 'dynamic':
      return `(k_dynamic_text(${value.sql}) = '')`;
    default:
      return `(${value?.sql ?? 'NULL'} IS NULL)`;
  }
});

/** Strings have no null. */
const isNull: FunctionRule = ruleOver([], 'bool', ([value]) => {
  switch (value?.type) {
    case 'string':
      return 'false';
    case 'dynamic':
      return `(${value.sql} IS NULL OR json_type(${value.sql}) = 'NULL')`;
    default:
      return `(${value?.sql ?? 'NULL'} IS NULL)`;
  }
});

function negated(original: FunctionRule): FunctionRule {
  return { ...original, sql: (args) => `(NOT ${original.sql(args)})` };
}

const parseJson: FunctionRule = ruleOver([], 'dynamic', ([value]) => {
  if (value === undefined) return 'NULL';
  if (value.type === 'string') return `k_parse_json(${value.sql})`;
  return castSql(value.sql, value.type, 'dynamic');
});

const coalesceValues: FunctionRule = ruleOver(meeting, sameAsFirst, (args) => {
  const [first] = args;
  if (first?.type === 'string') return `coalesce(${args.map((arg) => `nullif(${arg.sql}, '')`).join(', ')}, '')`;
  return `coalesce(${args.map((arg) => arg.sql).join(', ')})`;
});

/** One NaN makes it NaN, as it does among the aggregates. */
function extreme(name: 'greatest' | 'least'): FunctionRule {
  return ruleOver(meeting, sameAsFirst, (args) => {
    const chosen = `${name}(${args.map((arg) => arg.sql).join(', ')})`;
    if (args[0]?.type !== 'real') return chosen;
    const isAnyNaN = args.map((arg) => `isnan(${arg.sql})`).join(' OR ');
    return `CASE WHEN ${isAnyNaN} THEN CAST('nan' AS DOUBLE) ELSE ${chosen} END`;
  });
}

/** Functions over values of any type. */
export const COMMON_FUNCTIONS: readonly (readonly [string, FunctionRule])[] = [
  ...CONVERSIONS.map(([name, type]): readonly [string, FunctionRule] => [name, conversion(type)]),
  // Of one argument these read a text or a number; of several they are written in TypeScript.
  ['make_datetime', onlyFor(({ length }) => length === 1, conversion('datetime'))],
  ['make_timespan', onlyFor(({ length }) => length === 1, conversion('timespan'))],
  ['isempty', isEmpty],
  ['isnotempty', negated(isEmpty)],
  ['notempty', negated(isEmpty)],
  ['isnull', isNull],
  ['isnotnull', negated(isNull)],
  ['notnull', negated(isNull)],
  ['parse_json', parseJson],
  ['parsejson', parseJson],
  ['todynamic', parseJson],
  ['toobject', parseJson],
  ['coalesce', coalesceValues],
  ['max_of', extreme('greatest')],
  ['min_of', extreme('least')],
  [
    'array_length',
    rule(
      ['dynamic'],
      'long',
      (j = '') => `CASE WHEN json_type(${j}) = 'ARRAY' THEN CAST(json_array_length(${j}) AS BIGINT) END`,
    ),
  ],
  [
    'arraylength',
    rule(
      ['dynamic'],
      'long',
      (j = '') => `CASE WHEN json_type(${j}) = 'ARRAY' THEN CAST(json_array_length(${j}) AS BIGINT) END`,
    ),
  ],
  ['estimate_data_size', ruleOver([], 'long', estimateSql)],
  ['gettype', rule(['dynamic'], 'string', (j = '') => dynamicTypeSql(j))],
  ['new_guid', rule([], 'guid', () => 'uuid()')],
  ['rand', ruleOver([], 'real', randomSql)],
  ['materialize', ruleOver([], sameAsFirst, ([value]) => value?.sql ?? 'NULL')],
];

const DATA_SIZES: Readonly<Partial<Record<ScalarType, number>>> = {
  bool: 1,
  datetime: 8,
  decimal: 16,
  guid: 16,
  int: 4,
  long: 8,
  real: 8,
  timespan: 8,
};

/** Bytes: of texts and dynamics those of their UTF-8. */
function estimateSql(args: readonly SqlArgument[]): string {
  const sizes = args.map(({ sql, type }) => String(DATA_SIZES[type] ?? `coalesce(strlen(CAST(${sql} AS VARCHAR)), 0)`));
  return `CAST(${['0', ...sizes].join(' + ')} AS BIGINT)`;
}

function dynamicTypeSql(json: string): string {
  return `CASE json_type(${json}) WHEN 'ARRAY' THEN 'array' WHEN 'OBJECT' THEN 'dictionary' WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'bool' WHEN 'DOUBLE' THEN 'double' WHEN 'BIGINT' THEN 'long' WHEN 'UBIGINT' THEN 'long' ELSE 'null' END`;
}

/** `rand()` is below 1; `rand(n)` is a whole number below n. */
function randomSql([limit]: readonly SqlArgument[]): string {
  return limit === undefined ? 'random()' : `floor(random() * ${limit.sql})`;
}
