import type { ScalarType } from '../../core/results/scalarType';
import { castSql } from './casts';
import { rule, ruleOver, type FunctionRule, type SqlArgument } from './functionRule';
import { containsSql, hasTermSql, lowerSql, type TermPart } from './terms';

const BOTH_TEXT: readonly ScalarType[] = ['string', 'string'];

function compare(operator: string): FunctionRule {
  return rule([], 'bool', (a = '', b = '') => `(${a} ${operator} ${b})`);
}

function term(part: TermPart, isCaseSensitive: boolean): FunctionRule {
  return overTexts((text, value) => hasTermSql(text, value, part, isCaseSensitive));
}

function overTexts(template: (text: SqlArgument, value: SqlArgument) => string): FunctionRule {
  return ruleOver(BOTH_TEXT, 'bool', ([text, value]) =>
    text === undefined || value === undefined ? 'NULL' : template(text, value),
  );
}

function affix(name: 'starts_with' | 'ends_with', isCaseSensitive: boolean): FunctionRule {
  return overTexts((text, value) =>
    isCaseSensitive ? `${name}(${text.sql}, ${value.sql})` : `${name}(${lowerSql(text)}, ${lowerSql(value)})`,
  );
}

/** A real compares as Kusto's: NaN equals nothing. */
function equal(whenReal: (a: string, b: string) => string, otherwise: (a: string, b: string) => string): FunctionRule {
  return ruleOver([], 'bool', ([a, b]) => {
    if (a === undefined || b === undefined) return 'NULL';
    return a.type === 'real' ? whenReal(a.sql, b.sql) : otherwise(a.sql, b.sql);
  });
}

const REAL_ORDERS = {
  '<': (a: string, b: string) => `k_real_less(${a}, ${b})`,
  '<=': (a: string, b: string) => `k_real_at_most(${a}, ${b})`,
  '>': (a: string, b: string) => `k_real_less(${b}, ${a})`,
  '>=': (a: string, b: string) => `k_real_at_most(${b}, ${a})`,
} as const;

/** NaN is neither less nor more than anything; beside a number that is known the database's own order says as much. */
function ordered(operator: keyof typeof REAL_ORDERS): FunctionRule {
  return ruleOver([], 'bool', ([a, b]) => {
    if (a === undefined || b === undefined) return 'NULL';
    const greater = operator.startsWith('<') ? b : a;
    const isPlain = a.type !== 'real' || (typeof greater.constant === 'number' && !Number.isNaN(greater.constant));
    return isPlain ? `(${a.sql} ${operator} ${b.sql})` : `(${REAL_ORDERS[operator](a.sql, b.sql)})`;
  });
}

const LONGS: readonly ScalarType[] = ['long', 'long'];
const REALS: readonly ScalarType[] = ['real', 'real'];

/** Operators, by the names of Kusto's `OperatorKind`; suffixes tell the types that the planner brought them to. */
export const OPERATOR_FUNCTIONS: readonly (readonly [string, FunctionRule])[] = [
  ['And', compare('AND')],
  ['Or', compare('OR')],
  ['not', rule(['bool'], 'bool', (a = '') => `(NOT ${a})`)],
  ['LessThan', ordered('<')],
  ['LessThanOrEqual', ordered('<=')],
  ['GreaterThan', ordered('>')],
  ['GreaterThanOrEqual', ordered('>=')],
  [
    'Equal',
    equal(
      (a, b) => `k_real_equal(${a}, ${b})`,
      (a, b) => `(${a} = ${b})`,
    ),
  ],
  [
    'NotEqual',
    equal(
      (a, b) => `(NOT k_real_equal(${a}, ${b}))`,
      (a, b) => `(${a} <> ${b})`,
    ),
  ],
  [
    'EqualOneNullable',
    equal(
      (a, b) => `coalesce(k_real_equal(${a}, ${b}), false)`,
      (a, b) => `coalesce(${a} = ${b}, false)`,
    ),
  ],
  [
    'NotEqualOneNullable',
    equal(
      (a, b) => `(NOT coalesce(k_real_equal(${a}, ${b}), false))`,
      (a, b) => `(${a} IS DISTINCT FROM ${b})`,
    ),
  ],
  [
    'EqualBothNullable',
    equal(
      (a, b) => `CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE coalesce(k_real_equal(${a}, ${b}), false) END`,
      (a, b) => `k_equal_both(${a}, ${b})`,
    ),
  ],
  [
    'NotEqualBothNullable',
    equal(
      (a, b) =>
        `CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE NOT coalesce(k_real_equal(${a}, ${b}), false) END`,
      (a, b) => `k_not_equal_both(${a}, ${b})`,
    ),
  ],
  ['EqualTilde', overTexts((a, b) => `(${lowerSql(a)} = ${lowerSql(b)})`)],
  ['In', ruleOver([], 'bool', ([value, ...items]) => `coalesce(${inSql(value, items)}, false)`)],
  ['InCondition', ruleOver([], 'bool', ([value, ...items]) => inSql(value, items))],
  [
    'InCs',
    ruleOver([], 'bool', ([value, ...items]) =>
      value === undefined ? 'false' : `(${lowerSql(value)} IN (${items.map(lowerSql).join(', ')}))`,
    ),
  ],
  [
    'InArray',
    rule(
      ['string', 'dynamic'],
      'bool',
      (s = '', j = '') => `coalesce(list_contains(k_array_texts(${j}), ${s}), false)`,
    ),
  ],
  [
    'InArrayCs',
    rule(
      ['string', 'dynamic'],
      'bool',
      (s = '', j = '') =>
        `coalesce(list_contains(list_transform(k_array_texts(${j}), lambda x: lower(x)), lower(${s})), false)`,
    ),
  ],
  [
    'HasAnyOf',
    ruleOver(['string', 'dynamic'], 'bool', ([text, array]) => hasOfArray('list_bool_or', text, array, false)),
  ],
  [
    'HasAllOf',
    ruleOver(['string', 'dynamic'], 'bool', ([text, array]) => hasOfArray('list_bool_and', text, array, true)),
  ],
  ['Has', term('term', false)],
  ['HasCs', term('term', true)],
  ['HasPrefix', term('prefix', false)],
  ['HasPrefixCs', term('prefix', true)],
  ['HasSuffix', term('suffix', false)],
  ['HasSuffixCs', term('suffix', true)],
  ['Contains', overTexts((text, part) => containsSql(text, part, false))],
  ['ContainsCs', overTexts((text, part) => containsSql(text, part, true))],
  ['StartsWith', affix('starts_with', false)],
  ['StartsWithCs', affix('starts_with', true)],
  ['EndsWith', affix('ends_with', false)],
  ['EndsWithCs', affix('ends_with', true)],
  ['MatchRegex', overTexts((text, pattern) => `regexp_matches(${text.sql}, ${pattern.sql})`)],
  ['AddLong', rule(LONGS, 'long', (a = '', b = '') => `k_wrap(CAST(${a} AS HUGEINT) + ${b})`)],
  ['SubtractLong', rule(LONGS, 'long', (a = '', b = '') => `k_wrap(CAST(${a} AS HUGEINT) - ${b})`)],
  ['MultiplyLong', rule(LONGS, 'long', (a = '', b = '') => `k_multiply(${a}, ${b})`)],
  ['DivideLong', rule(LONGS, 'long', (a = '', b = '') => `k_divide(${a}, ${b})`)],
  ['ModuloLong', rule(LONGS, 'long', (a = '', b = '') => `k_modulo(${a}, ${b})`)],
  ['AddReal', rule(REALS, 'real', (a = '', b = '') => `(${a} + ${b})`)],
  ['SubtractReal', rule(REALS, 'real', (a = '', b = '') => `(${a} - ${b})`)],
  ['MultiplyReal', rule(REALS, 'real', (a = '', b = '') => `(${a} * ${b})`)],
  ['DivideReal', rule(REALS, 'real', (a = '', b = '') => `k_divide_real(${a}, ${b})`)],
  ['ModuloReal', rule(REALS, 'real', (a = '', b = '') => `k_modulo_real(${a}, ${b})`)],
  ['NegateLong', rule(['long'], 'long', (a) => `k_wrap(-CAST(${a} AS HUGEINT))`)],
  [
    'Negate',
    ruleOver(
      [],
      ([type = 'long']) => type,
      ([a]) => (a?.type === 'timespan' ? `k_wrap(-CAST(${a.sql} AS HUGEINT))` : `(-${a?.sql ?? 'NULL'})`),
    ),
  ],
  // The type of the result is the planner's: a sum of times can be a datetime or a timespan.
  ['AddTicks', ruleOver([], 'datetime', ([a, b]) => tickSum('+', a, b))],
  ['SubtractTicks', ruleOver([], 'timespan', ([a, b]) => tickSum('-', a, b))],
  ['MultiplyTicksByLong', rule([], 'timespan', (a = '', b = '') => `k_held(CAST(${a} AS HUGEINT) * ${b})`)],
  ['MultiplyTicksByReal', rule([], 'timespan', (a = '', b = '') => `k_real_ticks(${a} * ${b})`)],
  ['DivideTicks', rule([], 'real', (a = '', b = '') => `k_divide_real(CAST(${a} AS DOUBLE), CAST(${b} AS DOUBLE))`)],
  ['ScaleDownTicksByLong', rule([], 'timespan', (a = '', b = '') => `k_divide(${a}, ${b})`)],
  ['ScaleDownTicksByReal', rule([], 'timespan', (a = '', b = '') => `k_real_ticks(${a} / ${b})`)],
  // Equal, or both null.
  ['SameValue', ruleOver([], 'bool', ([a, b]) => sameValue(a, b))],
  // The number of the step that a place of a series' axis is in: of the place, the origin and the step.
  ['StepNumber', ruleOver([], 'long', (args) => stepNumber(args))],
  // -1, 0 or 1; a whole number that is null stands beside no order, but beside a null of ZeroBeside.
  [
    'DynamicOrder',
    ruleOver([], 'long', ([value, whole]) => {
      if (value === undefined || whole === undefined) return 'NULL';
      const [real, long] = (['real', 'long'] as const).map((type) => castSql(value.sql, 'dynamic', type));
      return `k_order(${real ?? 'NULL'}, ${long ?? 'NULL'}, ${whole.sql})`;
    }),
  ],
  ['ZeroBeside', rule(['long'], 'long', (x = '') => `CASE WHEN ${x} IS NOT NULL THEN 0 END`)],
  ['ModuloTicks', rule([], 'timespan', (a = '', b = '') => `k_modulo(${a}, ${b})`)],
  ['DynamicKey', rule(['dynamic', 'string'], 'dynamic', (j = '', k = '') => `k_get_key(${j}, ${k})`)],
  ['DynamicIndex', rule(['dynamic', 'long'], 'dynamic', (j = '', i = '') => `k_get_index(${j}, ${i})`)],
  ['DynamicMember', rule(['dynamic', 'dynamic'], 'dynamic', (j = '', m = '') => `k_get_member(${j}, ${m})`)],
];

/** A datetime outside of the years 1 to 9999 is null. */
function tickSum(operator: '+' | '-', a: SqlArgument | undefined, b: SqlArgument | undefined): string {
  if (a === undefined || b === undefined) return 'NULL';
  const datetimes = [a, b].filter((side) => side.type === 'datetime').length;
  if (datetimes === 2 && operator === '-') return `(${a.sql} - ${b.sql})`;
  const sum = `CAST(${a.sql} AS HUGEINT) ${operator} ${b.sql}`;
  return datetimes === 1 ? `k_datetime_in_range(TRY_CAST(${sum} AS BIGINT))` : `k_held(${sum})`;
}

function inSql(value: SqlArgument | undefined, items: readonly SqlArgument[]): string {
  const found = `(${value?.sql ?? 'NULL'} IN (${items.map((item) => item.sql).join(', ')}))`;
  return value?.type === 'real' ? `(${found} AND NOT isnan(${value.sql}))` : found;
}

function hasOfArray(
  fold: string,
  text: SqlArgument | undefined,
  array: SqlArgument | undefined,
  whenEmpty: boolean,
): string {
  if (text === undefined || array === undefined) return 'NULL';
  const term: SqlArgument = { sql: 'term', type: 'string', constant: undefined };
  const test = hasTermSql(text, term, 'term', false);
  return `coalesce(${fold}(list_transform(k_array_texts(${array.sql}), lambda term: ${test})), ${whenEmpty})`;
}

function stepNumber([place, origin, step]: readonly SqlArgument[]): string {
  if (place === undefined || origin === undefined || step === undefined) return 'NULL';
  const distance = `(${place.sql} - ${origin.sql})`;
  if (place.type === 'real') return `CAST(floor(${distance} / ${step.sql}) AS BIGINT)`;
  return `k_floor_divide(${distance}, ${step.sql})`;
}

function sameValue(a: SqlArgument | undefined, b: SqlArgument | undefined): string {
  const operator = a?.type === 'string' ? '=' : 'IS NOT DISTINCT FROM';
  return `(${a?.sql ?? 'NULL'} ${operator} ${b?.sql ?? 'NULL'})`;
}
