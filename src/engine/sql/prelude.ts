/** What the database reads as JSON although JSON has none of it: NaN, infinities and commas behind the last item. */
const MORE_THAN_JSON = '(^|[:\\[,\\s-])(?i:nan|inf)|,\\s*[\\]}]';
/** Numbers that Kusto writes otherwise than the database: with an exponent, or so large or small that they get one. */
const UNUSUAL_NUMBERS = '(^|[:\\[,\\s])-?([0-9]{15}|0\\.0000|[0-9.]+[eE])';
/** Numbers that the database wrote its own way when it took them out of a dynamic. */
const REWRITTEN_NUMBERS = '-?([0-9]{16,}\\.|[0-9.]+e|0\\.0000)';

/**
 * DuckDB macros that give Kusto's meaning to what SQL does otherwise. `j` is a dynamic, `s` a string, `t` ticks.
 * They are defined once per database; the functions of `scalar/` are registered before them.
 */
export const PRELUDE: readonly string[] = [
  // Whole numbers wrap around at 64 bits.
  `CREATE MACRO k_wrap(h) AS coalesce(TRY_CAST(h AS BIGINT),
     CAST((((h + 9223372036854775808) % 18446744073709551616) + 18446744073709551616) % 18446744073709551616
       - 9223372036854775808 AS BIGINT))`,
  // A sharp s has no capital that is one letter of old; the database knows the new one.
  `CREATE MACRO k_upper(s) AS CASE WHEN contains(s, 'ß')
     THEN array_to_string(list_transform(string_split(s, 'ß'), lambda part: upper(part)), 'ß') ELSE upper(s) END`,
  // Null where 64 bits do not hold it. The database may drop a TRY_CAST from below a comparison, but never a CASE.
  `CREATE MACRO k_held(h) AS CASE WHEN h BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST(h AS BIGINT) END`,
  `CREATE MACRO k_real_ticks(r) AS CASE WHEN abs(r) < 9223372036854775808 THEN TRY_CAST(round(r) AS BIGINT) END`,
  // Conversions
  `CREATE MACRO k_bool_text(b) AS CASE WHEN b THEN 'True' WHEN NOT b THEN 'False' ELSE '' END`,
  `CREATE MACRO k_datetime_text(t) AS coalesce(
     strftime(make_timestamp(t // 10 - 62135596800000000), '%Y-%m-%dT%H:%M:%S') || '.' ||
     lpad(CAST(t % 10000000 AS VARCHAR), 7, '0') || 'Z', '')`,
  `CREATE MACRO k_timespan_size_text(t) AS
     CASE WHEN t // 864000000000 > 0 THEN CAST(t // 864000000000 AS VARCHAR) || '.' ELSE '' END ||
     lpad(CAST(t // 36000000000 % 24 AS VARCHAR), 2, '0') || ':' ||
     lpad(CAST(t // 600000000 % 60 AS VARCHAR), 2, '0') || ':' ||
     lpad(CAST(t // 10000000 % 60 AS VARCHAR), 2, '0') ||
     CASE WHEN t % 10000000 > 0 THEN '.' || lpad(CAST(t % 10000000 AS VARCHAR), 7, '0') ELSE '' END`,
  `CREATE MACRO k_timespan_text(t) AS coalesce(
     CASE WHEN t < 0 THEN '-' || k_timespan_size_text(-CAST(t AS HUGEINT)) ELSE k_timespan_size_text(CAST(t AS HUGEINT)) END, '')`,
  // The database would write the numbers in an array its own way.
  `CREATE MACRO k_dynamic_text(j) AS CASE
     WHEN starts_with(CAST(j AS VARCHAR), '"') THEN json_extract_string(j, '$')
     WHEN regexp_matches(CAST(j AS VARCHAR), '(^|[:\\[,])${REWRITTEN_NUMBERS}') THEN k_tostring_dynamic(j)
     ELSE coalesce(nullif(CAST(j AS VARCHAR), 'null'), '') END`,
  // A text at a path, which may be a number, have one in it, or look so.
  `CREATE MACRO k_path_text(j, path) AS CASE
     WHEN regexp_matches(json_extract_string(j, path), '^([\\[{](.*[:\\[,])?)?${REWRITTEN_NUMBERS}') THEN k_dynamic_text(json_extract(j, path))
     ELSE json_extract_string(j, path) END`,
  `CREATE MACRO k_real_json(r) AS CASE
     WHEN isnan(r) THEN CAST('"NaN"' AS JSON)
     WHEN isinf(r) THEN CASE WHEN r > 0 THEN CAST('"Infinity"' AS JSON) ELSE CAST('"-Infinity"' AS JSON) END
     WHEN r IS NULL THEN NULL
     WHEN r = 0 OR abs(r) BETWEEN 0.0001 AND 1e14 THEN to_json(r)
     ELSE CAST(k_tostring_real(r) AS JSON) END`,
  `CREATE MACRO k_real_long(r) AS CASE
     WHEN NOT isfinite(CAST(r AS DOUBLE)) THEN NULL
     WHEN r >= 9223372036854775807 THEN 9223372036854775807
     WHEN r <= -9223372036854775808 THEN k_wrap(9223372036854775808)
     ELSE TRY_CAST(trunc(r) AS BIGINT) END`,
  `CREATE MACRO k_real_int(r) AS CASE
     WHEN NOT isfinite(CAST(r AS DOUBLE)) THEN NULL
     WHEN r >= 2147483647 THEN 2147483647
     WHEN r <= -2147483648 THEN CAST(-2147483648 AS INTEGER)
     ELSE TRY_CAST(trunc(r) AS INTEGER) END`,
  `CREATE MACRO k_datetime_in_range(t) AS CASE WHEN t BETWEEN 0 AND 3155378975999999999 THEN t END`,
  // `otherwise` reads what is not written as the service and JSON write it.
  `CREATE MACRO k_text_datetime(s, otherwise) AS CASE
     WHEN regexp_full_match(s, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,7})?Z?')
       AND TRY_CAST(s[1:19] AS TIMESTAMP) IS NOT NULL
     THEN (epoch_us(TRY_CAST(s[1:19] AS TIMESTAMP)) + 62135596800000000) * 10 +
       CAST(rpad(regexp_extract(s, '\\.([0-9]+)', 1), 7, '0') AS BIGINT)
     ELSE otherwise END`,
  // Arithmetic
  `CREATE MACRO k_multiply(a, b) AS CASE
     WHEN abs(CAST(a AS HUGEINT)) <= 2147483648 AND abs(CAST(b AS HUGEINT)) <= 2147483648 THEN a * b
     ELSE k_wrap(CAST(a AS HUGEINT) * CAST(b AS HUGEINT)) END`,
  `CREATE MACRO k_divide(a, b) AS CASE WHEN b = 0 THEN NULL WHEN b = -1 THEN k_wrap(-CAST(a AS HUGEINT)) ELSE a // b END`,
  // The remainder is never negative; `-b` cannot overflow where it is added to one that is.
  `CREATE MACRO k_modulo(a, b) AS CASE WHEN b = 0 THEN NULL WHEN b = -1 THEN a - a WHEN a % b >= 0 THEN a % b
     WHEN b > 0 THEN a % b + b ELSE a % b - b END`,
  `CREATE MACRO k_modulo_real(a, b) AS CASE WHEN a % b < 0 THEN a % b + abs(b) ELSE a % b + 0 END`,
  `CREATE MACRO k_floor_divide(a, b) AS CASE WHEN b = 0 THEN NULL WHEN b = -1 THEN k_wrap(-CAST(a AS HUGEINT))
     ELSE a // b - CASE WHEN a % b <> 0 AND ((a < 0) <> (b < 0)) THEN 1 ELSE 0 END END`,
  // As a wide number: what follows looks whether it is a datetime.
  `CREATE MACRO k_bin_time(a, b) AS CAST(k_floor_divide(a, b) AS HUGEINT) * b`,
  `CREATE MACRO k_bin(a, b) AS k_multiply(k_floor_divide(a, b), b)`,
  // Of the number of places only its last six bits count.
  `CREATE MACRO k_shift_left(a, b) AS CASE WHEN b >= 0
     THEN k_wrap((CAST(a AS HUGEINT) & 18446744073709551615) * CAST(pow(2, b % 64) AS HUGEINT) % 18446744073709551616) END`,
  // Comparison with null
  `CREATE MACRO k_equal_both(a, b) AS CASE WHEN a IS NULL AND b IS NULL THEN NULL ELSE coalesce(a = b, false) END`,
  `CREATE MACRO k_not_equal_both(a, b) AS CASE WHEN a IS NULL AND b IS NULL THEN NULL ELSE a IS DISTINCT FROM b END`,
  `CREATE MACRO k_real_equal(a, b) AS a = b AND NOT isnan(a)`,
  // The database takes NaN for the greatest number; null on either side makes the answer null.
  `CREATE MACRO k_real_less(a, b) AS a < b AND NOT isnan(CASE WHEN a IS NOT NULL THEN b END)`,
  `CREATE MACRO k_real_at_most(a, b) AS a <= b AND NOT isnan(CASE WHEN a IS NOT NULL THEN b END)`,
  // A number as real and as long beside a long: rounding keeps the order, so that only equal reals need all digits.
  // A text of hexadecimal digits is a long and no real.
  `CREATE MACRO k_order(r, l, x) AS CASE WHEN coalesce(r, l) IS NULL OR isnan(r) THEN NULL WHEN x IS NULL THEN 1
     WHEN r < CAST(x AS DOUBLE) THEN -1 WHEN r > CAST(x AS DOUBLE) THEN 1
     WHEN l < x THEN -1 WHEN l > x THEN 1 ELSE 0 END`,
  // Dynamics
  `CREATE MACRO k_json_null(j) AS CASE WHEN CAST(j AS VARCHAR) = 'null' THEN NULL ELSE j END`,
  `CREATE MACRO k_key_path(k) AS '/' || replace(replace(k, '~', '~0'), '/', '~1')`,
  `CREATE MACRO k_get_key(j, k) AS CASE WHEN json_type(j) = 'OBJECT' THEN k_json_null(json_extract(j, k_key_path(k))) END`,
  `CREATE MACRO k_get_index(j, i) AS CASE WHEN json_type(j) = 'ARRAY' THEN
     k_json_null(json_extract(j, CASE WHEN i < 0 THEN '$[#' || i || ']' ELSE '$[' || i || ']' END)) END`,
  `CREATE MACRO k_get_member(j, m) AS CASE WHEN json_type(m) = 'VARCHAR'
     THEN k_get_key(j, json_extract_string(m, '$')) ELSE k_get_index(j, TRY_CAST(json_extract_string(m, '$') AS BIGINT)) END`,
  `CREATE MACRO k_parse_json(s) AS CASE
     WHEN s = '' THEN NULL
     WHEN NOT json_valid(s) THEN to_json(s)
     WHEN regexp_matches(s, '${MORE_THAN_JSON}|${UNUSUAL_NUMBERS}') THEN k_json_null(k_parse_json_string(s))
     ELSE k_json_null(json(s)) END`,
  `CREATE MACRO k_array_texts(j) AS CASE json_type(j)
     WHEN 'ARRAY' THEN list_transform(CAST(json_extract(j, '$[*]') AS JSON[]), lambda x: json_extract_string(x, '$'))
     ELSE [json_extract_string(j, '$')] END`,
  `CREATE MACRO k_elements(j) AS CASE json_type(j)
     WHEN 'ARRAY' THEN json_extract(j, '$[*]')
     WHEN 'OBJECT' THEN list_transform(json_keys(j), lambda k: json_object(k, json_extract(j, k_key_path(k))))
     ELSE [j] END`,
  `CREATE MACRO k_elements_as_arrays(j) AS CASE json_type(j)
     WHEN 'OBJECT' THEN list_transform(json_keys(j), lambda k: json_array(k, json_extract(j, k_key_path(k))))
     ELSE k_elements(j) END`,
  `CREATE MACRO k_element_texts(j) AS CASE
     WHEN json_type(j) = 'ARRAY' AND NOT regexp_matches(CAST(j AS VARCHAR), '[0-9][eE][-+0-9]')
       THEN json_extract_string(j, '$[*]')
     WHEN json_type(j) = 'ARRAY' THEN list_transform(json_extract(j, '$[*]'), lambda x: k_dynamic_text(x))
     ELSE list_transform(k_elements(j), lambda x: json_extract_string(x, '$')) END`,
  `CREATE MACRO k_list_json(l) AS to_json(coalesce(l, []))`,
  // The same of dynamics, whose numbers stay as they are written.
  `CREATE MACRO k_dynamics_json(l) AS CAST('[' || array_to_string(
     list_transform(coalesce(l, []), lambda x: coalesce(CAST(x AS VARCHAR), 'null')), ',') || ']' AS JSON)`,
  `CREATE MACRO k_distinct_list(l) AS list_filter(coalesce(l, []), lambda x, i: list_position(l, x) = i)`,
  `CREATE MACRO k_nearest_rank(l, p) AS l[greatest(1, CAST(ceil(len(l) * p / 100.0) AS BIGINT))]`,
  // Answers: each value as `answerJson.ts` says that it is written
  `CREATE MACRO k_string_answer(s) AS CAST(to_json(CAST(s AS VARCHAR)) AS VARCHAR)`,
  `CREATE MACRO k_real_answer(r) AS CASE
     WHEN r = 0 THEN CASE WHEN signbit(r) THEN '-0.0' ELSE '0' END
     WHEN abs(r) BETWEEN 1 AND 1e15 AND r = trunc(r) THEN CAST(CAST(r AS BIGINT) AS VARCHAR)
     WHEN abs(r) BETWEEN 0.0001 AND 1e15 THEN CAST(r AS VARCHAR)
     WHEN r IS NOT NULL THEN k_RealAnswer_real(r) END`,
  // Decimals, which lie in the database as `scalar/decimalKey.ts` writes them
  `CREATE MACRO k_decimal_size(k) AS CASE WHEN starts_with(k, '4')
     THEN translate(k[2:len(k) - 1], '0123456789', '9876543210') ELSE k[2:] END`,
  `CREATE MACRO k_decimal_place(k) AS TRY_CAST(k_decimal_size(k)[1:4] AS INTEGER) - 4999`,
  // 34 digits before the point and 34 behind it; null where those are not all of them, and for zero.
  `CREATE MACRO k_decimal_fixed(k) AS CASE
     WHEN k_decimal_place(k) BETWEEN -34 AND 34 AND len(k_decimal_size(k)) - 4 - k_decimal_place(k) <= 34
     THEN rpad(repeat('0', 34 - k_decimal_place(k)) || k_decimal_size(k)[5:], 68, '0') END`,
  // One of four stretches of those digits: a sum of a great many of them is exact.
  `CREATE MACRO k_decimal_part(k, part) AS
     CAST(k_decimal_fixed(k)[part * 17 + 1:part * 17 + 17] AS BIGINT) * CASE WHEN starts_with(k, '4') THEN -1 ELSE 1 END`,
  `CREATE MACRO k_is_far_decimal(k) AS k <> '5' AND k_decimal_fixed(k) IS NULL`,
  // Reals
  `CREATE MACRO k_divide_real(a, b) AS a / b`,
];
