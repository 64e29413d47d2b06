import fc from 'fast-check';
import { call, delimiter, key, pattern, plainText, smallCount, type Signature } from './signature';

const TEXT_SIGNATURES: readonly Signature[] = [
  call('strcat', 'string', 'string', 'long', 'string'),
  call('strcat', 'string', 'real', 'bool', 'datetime', 'dynamic'),
  call('strlen', 'long', 'string'),
  call('string_size', 'long', 'string'),
  call('tolower', 'string', 'string'),
  call('toupper', 'string', 'string'),
  call('reverse', 'string', 'string'),
  call('substring', 'string', 'string', smallCount),
  call('substring', 'string', 'string', smallCount, smallCount),
  call('substring', 'string', 'string', 'long', 'long'),
  call('replace_string', 'string', 'string', 'string', 'string'),
  call('replace_regex', 'string', 'string', pattern, plainText),
  call('split', 'dynamic', 'string', delimiter),
  call('split', 'dynamic', 'string', 'string'),
  call('split', 'dynamic', 'string', delimiter, smallCount),
  call('indexof', 'long', 'string', 'string'),
  call('indexof', 'long', 'string', 'string', smallCount, smallCount),
  call('countof', 'long', 'string', 'string'),
  call('extract', 'string', pattern, fc.constantFrom('0', '1', '2'), 'string'),
  call('extract_all', 'dynamic', fc.constantFrom('"(a)"', '"([a-z])([A-Z])?"', '"(\\\\d+)"'), 'string'),
  call('trim', 'string', pattern, 'string'),
  call('trim_start', 'string', pattern, 'string'),
  call('trim_end', 'string', pattern, 'string'),
  call('strrep', 'string', 'string', fc.constantFrom('0', '1', '3'), delimiter),
  call('strrep', 'string', 'string', fc.constantFrom('0', '1', '3', '(-1)')),
  call('strcmp', 'long', 'string', 'string'),
  call('strcat_delim', 'string', delimiter, 'string', 'long', 'string'),
  call('strcat_array', 'string', 'dynamic', delimiter),
  call('translate', 'string', fc.constantFrom('"abc"', '"a"'), fc.constantFrom('"x"', '"xyz"'), 'string'),
  call('parse_url', 'dynamic', 'string'),
  call('parse_path', 'dynamic', 'string'),
  call('parse_csv', 'dynamic', 'string'),
  call('parse_ipv4', 'long', 'string'),
  call('url_encode', 'string', 'string'),
  call('url_decode', 'string', 'string'),
  call('base64_encode_tostring', 'string', 'string'),
  call('base64_decode_tostring', 'string', 'string'),
  call('hash_md5', 'string', 'string'),
  call('hash_sha1', 'string', 'string'),
  call('hash_sha256', 'string', 'string'),
  call('hash', 'long', 'string'),
  call('isascii', 'bool', 'string'),
  call('parse_json', 'dynamic', 'string'),
  call('has_any_index', 'long', 'string', 'dynamic'),
  call('tohex', 'string', 'long'),
];

/** Mathematics whose last digits depend on who computes it. */
const ROUNDED_SIGNATURES: readonly Signature[] = [
  ...['exp2', 'exp10', 'log10', 'log2', 'log', 'exp', 'sin', 'cos', 'tan', 'cot', 'asin', 'acos', 'atan'],
  ...['radians', 'degrees', 'gamma', 'loggamma'],
]
  .map((name) => call(name, 'real', 'real'))
  .concat(call('pow', 'real', 'real', 'real'), call('atan2', 'real', 'real', 'real'))
  .map((signature) => ({ ...signature, isRounded: true }));

const MATH_SIGNATURES: readonly Signature[] = [
  ...ROUNDED_SIGNATURES,
  ...(['long', 'real', 'timespan'] as const).map((type) => call('abs', type, type)),
  call('sign', 'real', 'real'),
  call('sqrt', 'real', 'real'),
  call('round', 'real', 'real'),
  call('round', 'real', 'real', fc.constantFrom('0', '1', '2')),
  call('ceiling', 'real', 'real'),
  call('ceiling', 'long', 'long'),
  call('floor', 'real', 'real', fc.constantFrom('1.0', '0.5', '10')),
  ...['isnan', 'isinf', 'isfinite'].map((name) => call(name, 'bool', 'real')),
  ...['binary_and', 'binary_or', 'binary_xor', 'binary_shift_left', 'binary_shift_right'].map((name) =>
    call(name, 'long', 'long', 'long'),
  ),
  call('binary_not', 'long', 'long'),
  call('bitset_count_ones', 'long', 'long'),
];

const binSize = fc.constantFrom('1', '5', '7', '(-3)', '0');
const spanSize = fc.constantFrom('1h', '1d', '7d', '13s', '1tick', '0s');

const TIME_SIGNATURES: readonly Signature[] = [
  call('bin', 'long', 'long', binSize),
  call('bin', 'long', 'long', 'long'),
  call('bin', 'real', 'real', fc.constantFrom('1.0', '0.25', '10')),
  call('bin', 'datetime', 'datetime', spanSize),
  call('bin', 'datetime', 'datetime', 'timespan'),
  call('bin', 'timespan', 'timespan', spanSize),
  call('bin_at', 'datetime', 'datetime', spanSize, 'datetime'),
  call('bin_at', 'long', 'long', binSize, 'long'),
  ...['day', 'week', 'month', 'year'].flatMap((unit) =>
    ['startof', 'endof'].flatMap((side) => [
      call(`${side}${unit}`, 'datetime', 'datetime'),
      call(`${side}${unit}`, 'datetime', 'datetime', fc.constantFrom('0', '1', '(-1)', '5')),
    ]),
  ),
  call('dayofweek', 'timespan', 'datetime'),
  ...['dayofmonth', 'dayofyear', 'hourofday', 'getyear', 'getmonth', 'monthofyear', 'week_of_year'].map((name) =>
    call(name, 'int', 'datetime'),
  ),
  ...['seconds', 'milliseconds', 'microseconds', 'nanoseconds'].map((unit) =>
    call(`unixtime_${unit}_todatetime`, 'datetime', 'long'),
  ),
  call('datetime_add', 'datetime', fc.constantFrom('"day"', '"month"', '"year"', '"hour"'), smallCount, 'datetime'),
  call(
    'datetime_diff',
    'long',
    fc.constantFrom('"day"', '"month"', '"year"', '"hour"', '"second"'),
    'datetime',
    'datetime',
  ),
  call('datetime_part', 'int', fc.constantFrom('"day"', '"month"', '"year"', '"hour"', '"second"'), 'datetime'),
  call('format_datetime', 'string', 'datetime', fc.constantFrom('"yyyy-MM-dd HH:mm:ss.fffffff"', '"yy-M-d h:m:s tt"')),
  call('format_timespan', 'string', 'timespan', fc.constantFrom('"dd.hh:mm:ss.fffffff"', '"d h:m"')),
  call('make_timespan', 'timespan', fc.constantFrom('1', '12'), fc.constantFrom('30', '0'), fc.constantFrom('15', '0')),
  call(
    'make_datetime',
    'datetime',
    fc.constantFrom('2020', '1', '9999', '10000'),
    fc.constantFrom('2', '12', '13'),
    fc.constantFrom('29', '31'),
  ),
];

const DYNAMIC_SIGNATURES: readonly Signature[] = [
  {
    returns: 'dynamic',
    parameters: ['dynamic', smallCount],
    write: (array = '', index = '') => `${leaf(array)}[${index}]`,
  },
  { returns: 'dynamic', parameters: ['dynamic', key], write: (bag = '', name = '') => `${leaf(bag)}[${name}]` },
  { returns: 'dynamic', parameters: [fc.constantFrom('dynamic1', 'dynamic2')], write: (bag = '') => `${bag}.a.b` },
  call('array_length', 'long', 'dynamic'),
  call('array_index_of', 'long', 'dynamic', 'long'),
  call('array_slice', 'dynamic', 'dynamic', smallCount, smallCount),
  call('array_concat', 'dynamic', 'dynamic', 'dynamic'),
  call('array_reverse', 'dynamic', 'dynamic'),
  call('array_sum', 'real', 'dynamic'),
  call('array_rotate_left', 'dynamic', 'dynamic', smallCount),
  call('array_shift_right', 'dynamic', 'dynamic', smallCount),
  call('array_split', 'dynamic', 'dynamic', smallCount),
  call('bag_keys', 'dynamic', 'dynamic'),
  call('bag_merge', 'dynamic', 'dynamic', 'dynamic'),
  call('bag_has_key', 'bool', 'dynamic', key),
  call('bag_remove_keys', 'dynamic', 'dynamic', fc.constantFrom('dynamic(["a"])', 'dynamic(["b","zz"])')),
  call('bag_zip', 'dynamic', 'dynamic', 'dynamic'),
  call('bag_pack', 'dynamic', key, 'long', fc.constant('"s"'), 'string', fc.constant('"d"'), 'dynamic'),
  call('pack_array', 'dynamic', 'long', 'string', 'real', 'dynamic', 'datetime', 'bool'),
  call('set_union', 'dynamic', 'dynamic', 'dynamic'),
  call('set_intersect', 'dynamic', 'dynamic', 'dynamic'),
  call('set_difference', 'dynamic', 'dynamic', 'dynamic'),
  call('set_has_element', 'bool', 'dynamic', 'long'),
  call('zip', 'dynamic', 'dynamic', 'dynamic'),
  call('repeat', 'dynamic', 'long', fc.constantFrom('0', '2', '3')),
  call('range', 'dynamic', fc.constantFrom('1', '0'), fc.constantFrom('5', '0', '(-2)'), fc.constantFrom('1', '2')),
  call('treepath', 'dynamic', 'dynamic'),
  call('dynamic_to_json', 'string', 'dynamic'),
  call('extract_json', 'string', fc.constantFrom('"$.a"', '"$.b[0]"', '"$[1]"'), 'string'),
];

/** Only names and literals can be indexed without a doubt. */
function leaf(text: string): string {
  return /^[a-z0-9]+$/.test(text) ? text : `(${text})`;
}

/** Functions over texts, numbers, times and dynamics. */
export const FUNCTION_SIGNATURES: readonly Signature[] = [
  ...TEXT_SIGNATURES,
  ...MATH_SIGNATURES,
  ...TIME_SIGNATURES,
  ...DYNAMIC_SIGNATURES,
];
