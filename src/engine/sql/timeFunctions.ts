import type { ScalarType } from '../../core/results/scalarType';
import { nativeSql } from './nativeSql';
import { rule, ruleOver, type FunctionRule, type SqlArgument } from './functionRule';

const DAY = '864000000000';
const HOUR = '36000000000';
const WEEK = '6048000000000';
const UNIX_EPOCH = '621355968000000000';
/** 9999-12-31 */
const LAST_DAY = '3155378112000000000';

function isTick(type: ScalarType | undefined): boolean {
  return type === 'datetime' || type === 'timespan';
}

function isWhole(type: ScalarType | undefined): boolean {
  return type === 'int' || type === 'long';
}

/** `bin` rounds down, also below zero; a time by a number means days. */
const bin: FunctionRule = {
  accepts: () => true,
  takes: ([value = 'real', size = 'real']) => {
    if (isTick(value)) return [value, isTick(size) ? size : 'timespan'];
    if (isWhole(value) && isWhole(size)) return ['long', 'long'];
    if (value === 'dynamic' && isTick(size)) return ['datetime', size];
    return value === 'decimal' || (size === 'decimal' && value !== 'real') ? ['decimal', 'decimal'] : ['real', 'real'];
  },
  gives: ([value = 'real']) => value,
  sql: ([value, size]) => binSql(value, size),
};

function binSql(value: SqlArgument | undefined, size: SqlArgument | undefined): string {
  if (value === undefined || size === undefined) return 'NULL';
  if (value.type === 'decimal') return nativeSql('BinDecimal', [value, size]);
  if (value.type === 'real') return `(floor(${value.sql} / ${size.sql}) * ${size.sql})`;
  const isPositive = typeof size.constant === 'bigint' && size.constant > 0n;
  if (isPositive && value.type === 'datetime') return `(${value.sql} - ${value.sql} % ${size.sql})`;
  if (value.type === 'datetime') return inRange(`TRY_CAST(k_bin_time(${value.sql}, ${size.sql}) AS BIGINT)`);
  return `k_bin(${value.sql}, ${size.sql})`;
}

const binAt: FunctionRule = {
  accepts: () => true,
  takes: ([value = 'real', size = 'real', at = 'real']) => {
    if (isTick(value)) return [value, isTick(size) ? size : 'timespan', isTick(at) ? at : value];
    return [value, size, at].every(isWhole) ? ['long', 'long', 'long'] : ['real', 'real', 'real'];
  },
  gives: ([value = 'real']) => value,
  sql: ([value, size, at]) => {
    if (value === undefined || size === undefined || at === undefined) return 'NULL';
    if (value.type === 'real') return `(floor((${value.sql} - ${at.sql}) / ${size.sql}) * ${size.sql} + ${at.sql})`;
    if (value.type === 'datetime') {
      return inRange(`TRY_CAST(k_bin_time(${value.sql} - ${at.sql}, ${size.sql}) + ${at.sql} AS BIGINT)`);
    }
    const distance = `k_wrap(CAST(${value.sql} AS HUGEINT) - ${at.sql})`;
    return `k_wrap(CAST(k_bin(${distance}, ${size.sql}) AS HUGEINT) + ${at.sql})`;
  },
};

/** A datetime outside of the years 1 to 9999 is null. */
function inRange(ticks: string): string {
  return `k_datetime_in_range(${ticks})`;
}

/** The day or week that a datetime is in, and so many later: its first tick, or the last; null out of range. */
function border(begin: (t: string) => string, length: string, isEnd: boolean): FunctionRule {
  return rule(['datetime', 'long'], 'datetime', (t = '', count) => {
    const first = begin(t);
    const end = isEnd ? ` + ${length} - 1` : '';
    if (count === undefined) return inRange(`${first}${end}`);
    return inRange(`TRY_CAST(${first} + CAST(${count} AS HUGEINT) * ${length}${end} AS BIGINT)`);
  });
}

function beginOfDay(t: string): string {
  return `${t} - ${t} % ${DAY}`;
}

/** Weeks start on Sunday; 0001-01-01 was a Monday. */
function beginOfWeek(t: string): string {
  return `${t} - (${t} + ${DAY}) % ${WEEK}`;
}

function fromUnixTime(ticksPerUnit: string): FunctionRule {
  return ruleOver(
    ([type = 'long']) => [isWhole(type) ? 'long' : 'real'],
    'datetime',
    ([value]) => {
      if (value === undefined) return 'NULL';
      if (value.type === 'long')
        return inRange(`TRY_CAST(CAST(${value.sql} AS HUGEINT) * ${ticksPerUnit} + ${UNIX_EPOCH} AS BIGINT)`);
      return inRange(`TRY_CAST(TRY_CAST(round(${value.sql} * ${ticksPerUnit}) AS HUGEINT) + ${UNIX_EPOCH} AS BIGINT)`);
    },
  );
}

/** Functions over time that are integer arithmetic on ticks; calendars are TypeScript's. */
export const TIME_FUNCTIONS: readonly (readonly [string, FunctionRule])[] = [
  ['bin', bin],
  ['floor', bin],
  ['bin_at', binAt],
  ['startofday', border(beginOfDay, DAY, false)],
  ['startofweek', border(beginOfWeek, WEEK, false)],
  ['endofday', border(beginOfDay, DAY, true)],
  ['endofweek', border(beginOfWeek, WEEK, true)],
  // The service has no answer for the last day that there is.
  [
    'dayofweek',
    rule(
      ['datetime'],
      'timespan',
      (t = '') => `CASE WHEN ${t} < ${LAST_DAY} THEN (${t} // ${DAY} + 1) % 7 * ${DAY} END`,
    ),
  ],
  ['hourofday', rule(['datetime'], 'int', (t = '') => `CAST(${t} // ${HOUR} % 24 AS INTEGER)`)],
  ['unixtime_seconds_todatetime', fromUnixTime('10000000')],
  ['unixtime_milliseconds_todatetime', fromUnixTime('10000')],
  ['unixtime_microseconds_todatetime', fromUnixTime('10')],
  ['unixtime_nanoseconds_todatetime', rule(['long'], 'datetime', (n = '') => `(${n} // 100 + ${UNIX_EPOCH})`)],
];
