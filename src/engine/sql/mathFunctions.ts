import type { ScalarType } from '../../core/results/scalarType';
import { nativeSql } from './nativeSql';
import { asNumber, rule, ruleOver, sameAsFirst, type FunctionRule } from './functionRule';

const REAL: readonly ScalarType[] = ['real'];
const LONGS: readonly ScalarType[] = ['long', 'long'];

function ofReal(template: (x: string) => string): FunctionRule {
  return rule(REAL, 'real', (x = '') => template(x));
}

/** Outside a function's domain Kusto gives NaN where the database fails. */
function within(condition: (x: string) => string, template: (x: string) => string): FunctionRule {
  return ofReal(
    (x) => `CASE WHEN ${condition(x)} THEN ${template(x)} WHEN ${x} IS NOT NULL THEN CAST('nan' AS DOUBLE) END`,
  );
}

function ofFinite(template: (x: string) => string): FunctionRule {
  return within((x) => `isfinite(${x})`, template);
}

/** Of zero it is minus infinity; of less Kusto gives null for `log` and NaN for the others. */
function logarithm(name: string, below: string): FunctionRule {
  return ofReal(
    (x) =>
      `CASE WHEN ${x} > 0 THEN ${name}(${x}) WHEN ${x} = 0 THEN CAST('-inf' AS DOUBLE) WHEN ${x} IS NOT NULL THEN CAST(${below} AS DOUBLE) END`,
  );
}

/** A number as it is, whole numbers as long. */
function asWide(types: readonly ScalarType[]): readonly ScalarType[] {
  return types.map((type) => (type === 'int' ? 'long' : asNumber(type)));
}

function bits(template: (a: string, b: string) => string): FunctionRule {
  return rule(LONGS, 'long', (a = '', b = '') => template(a, b));
}

/** Mathematics that the database does as Kusto does. */
export const MATH_FUNCTIONS: readonly (readonly [string, FunctionRule])[] = [
  [
    'abs',
    ruleOver(
      (types) => types.map((type) => (type === 'timespan' ? type : (asWide([type])[0] ?? 'real'))),
      sameAsFirst,
      ([x]) => {
        if (x?.type === 'decimal') return nativeSql('AbsDecimal', [x]);
        return x?.type === 'long' || x?.type === 'timespan'
          ? `k_wrap(abs(CAST(${x.sql} AS HUGEINT)))`
          : `abs(${x?.sql ?? 'NULL'})`;
      },
    ),
  ],
  ['sign', ofReal((x) => `CAST(sign(${x}) AS DOUBLE)`)],
  [
    'ceiling',
    ruleOver(asWide, sameAsFirst, ([x]) => {
      if (x?.type === 'decimal') return nativeSql('CeilingDecimal', [x]);
      return x?.type === 'long' ? x.sql : `ceil(${x?.sql ?? 'NULL'})`;
    }),
  ],
  [
    'round',
    rule(['real', 'long'], 'real', (x = '', digits) =>
      digits === undefined ? `round(${x})` : `round(${x}, CAST(${digits} AS INTEGER))`,
    ),
  ],
  [
    'sqrt',
    within(
      (x) => `${x} >= 0`,
      (x) => `sqrt(${x})`,
    ),
  ],
  ['exp', ofReal((x) => `exp(${x})`)],
  ['exp2', ofReal((x) => `pow(2, ${x})`)],
  ['exp10', ofReal((x) => `pow(10, ${x})`)],
  ['log', logarithm('ln', 'NULL')],
  ['log10', logarithm('log10', "'nan'")],
  ['log2', logarithm('log2', "'nan'")],
  ['pow', rule(['real', 'real'], 'real', (x = '', y = '') => `pow(${x}, ${y})`)],
  ['sin', ofFinite((x) => `sin(${x})`)],
  ['cos', ofFinite((x) => `cos(${x})`)],
  ['tan', ofFinite((x) => `tan(${x})`)],
  ['cot', ofFinite((x) => `(1 / tan(${x}))`)],
  [
    'asin',
    within(
      (x) => `abs(${x}) <= 1`,
      (x) => `asin(${x})`,
    ),
  ],
  [
    'acos',
    within(
      (x) => `abs(${x}) <= 1`,
      (x) => `acos(${x})`,
    ),
  ],
  ['atan', ofReal((x) => `atan(${x})`)],
  ['atan2', rule(['real', 'real'], 'real', (y = '', x = '') => `atan2(${y}, ${x})`)],
  ['radians', ofReal((x) => `radians(${x})`)],
  ['degrees', ofReal((x) => `degrees(${x})`)],
  ['pi', rule([], 'real', () => 'pi()')],
  ['gamma', ofReal((x) => `CASE WHEN ${x} = 0 THEN CAST('inf' AS DOUBLE) ELSE gamma(${x}) END`)],
  ['loggamma', ofReal((x) => `CASE WHEN ${x} = 0 THEN CAST('inf' AS DOUBLE) ELSE lgamma(${x}) END`)],
  ['isnan', rule(REAL, 'bool', (x = '') => `coalesce(isnan(${x}), false)`)],
  ['isinf', rule(REAL, 'bool', (x = '') => `coalesce(isinf(${x}), false)`)],
  ['isfinite', rule(REAL, 'bool', (x = '') => `coalesce(isfinite(${x}), false)`)],
  ['binary_and', bits((a, b) => `(${a} & ${b})`)],
  ['binary_or', bits((a, b) => `(${a} | ${b})`)],
  ['binary_xor', bits((a, b) => `xor(${a}, ${b})`)],
  ['binary_not', rule(['long'], 'long', (a = '') => `(~${a})`)],
  ['binary_shift_left', bits((a, b) => `k_shift_left(${a}, ${b})`)],
  ['binary_shift_right', bits((a, b) => `CASE WHEN ${b} >= 0 THEN ${a} >> CAST(${b} % 64 AS INTEGER) END`)],
  ['bitset_count_ones', rule(['long'], 'long', (a = '') => `CAST(bit_count(${a}) AS BIGINT)`)],
];
