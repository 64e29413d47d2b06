import type { ScalarType } from '../../core/results/scalarType';
import {
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MICROSECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  UNIX_EPOCH_TICKS,
} from '../../core/results/values/ticks';
import { quoteText } from './sqlText';

const ISO_DATETIME =
  '^\\s*(\\d{4}-\\d\\d-\\d\\d)(?:[T ](\\d\\d:\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?)?\\s?(Z|UTC|[+-]\\d\\d:?\\d\\d)?\\s*$';
const TIMESPAN = '^(-)?(?:(\\d{1,8})\\.)?([01]?\\d|2[0-3]):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{1,7}))?$';
const INTEGER = '^\\s*([-+]?\\d+)(?:\\.0*)?\\s*$';
/** Digits that Kusto would write itself: `007` is an id, not a number. */
const DECIMAL = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?';
const PLAIN_INTEGER = '-?(?:0|[1-9]\\d{0,18})';
/**
 * Reals as programs write them. Wider whole numbers stay strings, since a double would round them; so do `1.10`, which
 * is a version, and `12e4`, which is an id.
 */
const PLAIN_REAL = '-?(?:0|[1-9]\\d{0,14})(?:\\.(?:0|\\d*[1-9]))?(?:[eE][-+]\\d{1,3})?';

/**
 * How the Defender and Azure portals write datetimes into their CSV exports (browsers put U+202F before AM and PM).
 * `1/2/2026` without AM or PM is not here: half of the world means February by it.
 */
const PORTAL_DATETIMES = [
  '%b %d, %Y %I:%M:%S %p',
  '%b %d, %Y %I:%M:%S.%f %p',
  '%b %d, %Y, %I:%M:%S %p',
  '%b %d, %Y, %I:%M:%S.%f %p',
  '%m/%d/%Y, %I:%M:%S %p',
  '%m/%d/%Y, %I:%M:%S.%f %p',
  '%m/%d/%Y %I:%M:%S %p',
  '%d.%m.%Y, %H:%M:%S',
  '%d.%m.%Y %H:%M:%S',
  '%Y/%m/%d %H:%M:%S',
  '%d %b %Y %H:%M:%S',
  '%d %b %Y, %H:%M:%S',
];

/**
 * Macros that the conversions use. They live in the loading connection only and are gone when it closes.
 * Datetimes without a zone are UTC, as in Kusto; digits after the seventh are cut.
 */
export const TEXT_MACROS: readonly string[] = [
  `CREATE TEMP MACRO iso_parts(v) AS regexp_extract(v, ${quoteText(ISO_DATETIME)}, ['d', 'hm', 's', 'f', 'z'])`,
  `CREATE TEMP MACRO zone_ticks(z) AS CASE WHEN z IN ('', 'Z', 'UTC') THEN 0::BIGINT
    ELSE (z[1] || '1')::BIGINT * (z[2:3]::BIGINT * ${TICKS_PER_HOUR} + right(z, 2)::BIGINT * ${TICKS_PER_MINUTE}) END`,
  `CREATE TEMP MACRO fraction_ticks(f) AS left(rpad(f, 7, '0'), 7)::BIGINT`,
  `CREATE TEMP MACRO iso_ticks(p) AS ${UNIX_EPOCH_TICKS}
    + epoch_us(TRY_CAST(p.d || ' ' || coalesce(nullif(p.hm, ''), '00:00') || ':' || coalesce(nullif(p.s, ''), '00') AS TIMESTAMP)) * ${TICKS_PER_MICROSECOND}
    + fraction_ticks(p.f) - zone_ticks(p.z)`,
  `CREATE TEMP MACRO portal_ticks(v) AS ${UNIX_EPOCH_TICKS}
    + epoch_us(try_strptime(replace(v, chr(8239), ' '), [${PORTAL_DATETIMES.map(quoteText).join(', ')}])) * ${TICKS_PER_MICROSECOND}`,
  // What the services write, in a twentieth of the time; `iso_ticks` has the years that nanoseconds do not reach.
  `CREATE TEMP MACRO service_ticks(v) AS CASE WHEN v LIKE '____-__-__T__:__:__%Z' AND strlen(v) <= 28 AND v NOT LIKE '%.Z'
    THEN ${UNIX_EPOCH_TICKS} + epoch_ns(TRY_CAST(v AS TIMESTAMP_NS)) // 100 END`,
  `CREATE TEMP MACRO slow_ticks(v) AS CASE WHEN v LIKE '%____-__-__%' THEN iso_ticks(iso_parts(v)) ELSE portal_ticks(v) END`,
  `CREATE TEMP MACRO datetime_ticks(v) AS coalesce(service_ticks(v), slow_ticks(v))`,
  `CREATE TEMP MACRO timespan_parts(v) AS regexp_extract(v, ${quoteText(TIMESPAN)}, ['sign', 'd', 'h', 'm', 's', 'f'])`,
  `CREATE TEMP MACRO parts_ticks(p) AS CASE WHEN p.s = '' THEN NULL ELSE
    (CASE p.sign WHEN '-' THEN -1 ELSE 1 END) * (coalesce(nullif(p.d, ''), '0')::BIGINT * ${TICKS_PER_DAY}
      + p.h::BIGINT * ${TICKS_PER_HOUR} + p.m::BIGINT * ${TICKS_PER_MINUTE} + p.s::BIGINT * ${TICKS_PER_SECOND} + fraction_ticks(p.f)) END`,
  `CREATE TEMP MACRO integer_digits(v) AS regexp_extract(v, ${quoteText(INTEGER)}, 1)`,
  `CREATE TEMP MACRO text_dynamic(v) AS CASE WHEN trim(v) IN ('', 'null') THEN NULL ELSE coalesce(json(TRY_CAST(v AS JSON)), to_json(v)) END`,
];

/** SQL that reads a text as a value of a type: NULL where the text is none. Strings are taken as they are. */
export function convertText(text: string, type: ScalarType): string {
  switch (type) {
    case 'string':
      return text;
    case 'datetime':
      return `datetime_ticks(${text})`;
    case 'timespan':
      return `parts_ticks(timespan_parts(${text}))`;
    case 'bool':
      return `CASE WHEN lower(${text}) IN ('true', '1') THEN true WHEN lower(${text}) IN ('false', '0') THEN false END`;
    case 'int':
      return wholeNumber(text, 'INTEGER');
    case 'long':
      return wholeNumber(text, 'BIGINT');
    case 'real':
      return `TRY_CAST(${text} AS DOUBLE)`;
    case 'decimal':
      return `CASE WHEN regexp_full_match(trim(${text}), ${quoteText(DECIMAL)}) THEN trim(${text}) END`;
    case 'guid':
      return `TRY_CAST(${text} AS UUID)`;
    case 'dynamic':
      return `text_dynamic(${text})`;
  }
}

/** Taking digits out of a text costs several times what a cast costs, and most texts are nothing but digits. */
function wholeNumber(text: string, type: string): string {
  const digits = `CASE WHEN regexp_full_match(${text}, '-?\\d+') THEN ${text} ELSE integer_digits(${text}) END`;
  return `TRY_CAST(${digits} AS ${type})`;
}

export interface TypeTest {
  readonly type: ScalarType;
  /** SQL that is true where a value, given as SQL, could be nothing but of this type. */
  readonly matches: (value: string) => string;
}

/** The types that a column of texts may have, the most special first; a column that passes none is string. */
export const TEXT_TYPE_TESTS: readonly TypeTest[] = [
  { type: 'bool', matches: (text) => `lower(${text}) IN ('true', 'false')` },
  {
    type: 'long',
    matches: (text) =>
      `regexp_full_match(${text}, ${quoteText(PLAIN_INTEGER)}) AND TRY_CAST(${text} AS BIGINT) IS NOT NULL`,
  },
  { type: 'real', matches: (text) => `regexp_full_match(${text}, ${quoteText(PLAIN_REAL)})` },
  { type: 'datetime', matches: (text) => `${convertText(text, 'datetime')} IS NOT NULL` },
  { type: 'timespan', matches: (text) => `${convertText(text, 'timespan')} IS NOT NULL` },
  { type: 'dynamic', matches: (text) => `left(ltrim(${text}), 1) IN ('{', '[') AND json_valid(${text})` },
];
