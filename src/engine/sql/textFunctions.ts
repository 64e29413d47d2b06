import type { ScalarType } from '../../core/results/scalarType';
import { onlyFor, rule, ruleOver, texts, type FunctionRule, type SqlArgument } from './functionRule';

const TEXT: readonly ScalarType[] = ['string'];

/** RE2 has no look-around or back references, and groups are taken by number: other patterns run as TypeScript. */
function isPlainGroup(types: readonly ScalarType[]): boolean {
  return types[1] === 'long' || types[1] === 'int';
}

/** A negative start counts from the end; what lies before the text's begin is cut off. */
const substring: FunctionRule = ruleOver(['string', 'long', 'long'], 'string', ([text, first, size]) => {
  const s = text?.sql ?? "''";
  const start = positionSql(first);
  const from = `CASE WHEN ${start} < 0 THEN length(${s}) + ${start} ELSE ${start} END`;
  const begin = `greatest(${from}, 0) + 1`;
  if (size === undefined) return `substr(${s}, ${begin})`;
  return `substr(${s}, ${begin}, greatest(${positionSql(size)} + least(${from}, 0), 0))`;
});

/** A position in a text, cut to where no sum of two leaves the integers. */
function positionSql(position: SqlArgument | undefined): string {
  const { sql = '0', constant } = position ?? {};
  const isShort = typeof constant === 'bigint' && constant === BigInt.asIntN(32, constant);
  return isShort ? sql : `least(greatest(${sql}, -2147483648), 2147483647)`;
}

const split: FunctionRule = onlyFor(
  (types) => types.length === 2,
  rule(
    ['string', 'string'],
    'dynamic',
    (s = '', by = '') =>
      `CASE WHEN ${s} = '' OR ${by} = '' THEN to_json([${s}]) ELSE to_json(string_split(${s}, ${by})) END`,
  ),
);

const extract: FunctionRule = onlyFor(
  isPlainGroup,
  ruleOver(['string', 'long', 'string'], 'string', ([pattern, group, text]) => extractSql(pattern, group, text)),
);

function extractSql(
  pattern: SqlArgument | undefined,
  group: SqlArgument | undefined,
  text: SqlArgument | undefined,
): string {
  return `regexp_extract(${text?.sql ?? "''"}, ${pattern?.sql ?? "''"}, CAST(${group?.sql ?? '0'} AS INTEGER))`;
}

/** Functions over text that SQL has words for. */
export const TEXT_FUNCTIONS: readonly (readonly [string, FunctionRule])[] = [
  // A step of `parse`, not a function of Kusto's.
  ['TrimBlanks', rule(TEXT, 'string', (s) => `trim(${s})`)],
  ['strlen', rule(TEXT, 'long', (s = '') => `length(${s})`)],
  ['tolower', rule(TEXT, 'string', (s = '') => `lower(${s})`)],
  ['toupper', rule(TEXT, 'string', (s = '') => `k_upper(${s})`)],
  ['strcat', ruleOver(texts, 'string', (args) => `(${args.map((arg) => arg.sql).join(' || ')})`)],
  ['substring', substring],
  [
    'replace_string',
    rule(['string', 'string', 'string'], 'string', (s = '', a = '', b = '') => `replace(${s}, ${a}, ${b})`),
  ],
  ['split', split],
  ['extract', extract],
  ['strrep', strrep()],
  ['reverse', rule(TEXT, 'string', (s = '') => `reverse(${s})`)],
  ['hash_md5', rule(TEXT, 'string', (s = '') => `md5(${s})`)],
  ['hash_sha1', rule(TEXT, 'string', (s = '') => `sha1(${s})`)],
  ['hash_sha256', rule(TEXT, 'string', (s = '') => `sha256(${s})`)],
  ['string_size', rule(TEXT, 'long', (s = '') => `strlen(${s})`)],
];

/** Repeats at most 1024 times, as the service does. */
function strrep(): FunctionRule {
  return rule(['string', 'long', 'string'], 'string', (s = '', count = '', delimiter) => {
    const times = `CAST(coalesce(least(greatest(${count}, 0), 1024), 0) AS INTEGER)`;
    return delimiter === undefined
      ? `repeat(${s}, ${times})`
      : `array_to_string(list_transform(range(${times}), lambda x: ${s}), ${delimiter})`;
  });
}
