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
  const positions = [first, size].filter((position) => position !== undefined);
  if (positions.every(isShort)) return substringSql(s, first?.sql ?? '0', size?.sql, (count) => count);
  const [start = '0', length] = positions.map(({ sql }) => `CAST(${sql} AS HUGEINT)`);
  // The extremes of the database pass over null.
  const isUnknown = positions.map(({ sql }) => `${sql} IS NULL`).join(' OR ');
  const held = (count: string): string => `CAST(least(${count}, 2147483646) AS BIGINT)`;
  return `CASE WHEN ${isUnknown} THEN '' ELSE ${substringSql(s, start, length, held)} END`;
});

/** True for a position that is known and with which no sum leaves the integers. */
function isShort({ constant }: SqlArgument): boolean {
  return typeof constant === 'bigint' && constant === BigInt.asIntN(32, constant);
}

function substringSql(s: string, start: string, length: string | undefined, held: (count: string) => string): string {
  const from = `CASE WHEN ${start} < 0 THEN length(${s}) + ${start} ELSE ${start} END`;
  const begin = `${held(`greatest(${from}, 0)`)} + 1`;
  if (length === undefined) return `substr(${s}, ${begin})`;
  return `substr(${s}, ${begin}, ${held(`greatest(${length} + least(${from}, 0), 0)`)})`;
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
