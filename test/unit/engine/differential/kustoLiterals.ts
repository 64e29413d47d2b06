import fc from 'fast-check';
import type { ScalarType } from '../../../../src/core/results/scalarType';

const STRINGS: readonly string[] = [
  '',
  'a',
  'A',
  'abc',
  'Abc abc',
  'hello_World-1',
  'cmd.exe /c WHOAMI',
  'ÄÖü ß',
  'İıſ',
  'ΑΣ σς',
  '日本 語',
  '😀x😀',
  ' 12 ',
  '12',
  '-7',
  '+5',
  '0x1F',
  '1.5',
  '1e3',
  '9223372036854775808',
  'NaN',
  'inf',
  'true',
  'False',
  'null',
  '2020-02-29',
  '2020-02-29T12:34:56.7891234Z',
  '2021-13-01',
  '1.02:03:04.5',
  '-00:00:01',
  '1d',
  '{"a":1,"b":[1,2.0,"x"]}',
  '[1,"x",null]',
  '{"a":',
  '10.0.0.1',
  'a,b;c',
  'C:\\dir\\x.txt',
  'say "x"',
  "it's",
  'x\ny\tz',
  '%41+b',
  'https://u:p@h.example:8080/p/q?x=1&y=%20#f',
  'b33c3c56-9a2f-4a5e-8c0d-1f2e3d4c5b6a',
  'aaaa',
];

const DYNAMICS: readonly string[] = [
  'null',
  '1',
  '-3',
  '9007199254740993',
  '1.5',
  'true',
  '"x"',
  '"12"',
  '""',
  '[]',
  '{}',
  '[1,2,3]',
  '[1,2.5,"a",null,true]',
  '[3,1,2,1]',
  '["b","a","B"]',
  '[[1,2],[3]]',
  '{"a":1,"b":"x"}',
  '{"a":{"b":[1,{"c":"d"}]},"b":null}',
  '{"b":2,"a":1,"c":1.0}',
  '{"k y":1,"":2,"ä":"ö"}',
  '[{"a":1},{"a":2}]',
];

/** Texts: those that mean something to a function, and any of a few letters. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...STRINGS),
  fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', ' ', '_', '.', '1', '-', 'ä', 'Ä'), maxLength: 8 }),
);

/** A string literal of KQL. */
export function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

const LITERALS: Readonly<Record<ScalarType, fc.Arbitrary<string>>> = {
  bool: fc.constantFrom('true', 'false', 'bool(null)'),
  int: fc.constantFrom('int(0)', 'int(1)', 'int(-1)', 'int(7)', 'int(2147483647)', 'int(-2147483648)', 'int(null)'),
  long: fc.oneof(
    fc.constantFrom('0', '1', '2', '3', 'long(-1)', 'long(-7)', '10', '63', 'long(null)'),
    fc.constantFrom('9223372036854775807', 'long(-9223372036854775808)', '9007199254740993', '4294967296'),
    fc.integer({ min: -20, max: 20 }).map((value) => (value < 0 ? `long(${value})` : String(value))),
  ),
  real: fc.constantFrom(
    ...['0.0', '1.0', 'real(-1.5)', '0.1', '2.5', 'real(-0.5)', '3.0', '1e10', '1e300', 'real(-1e-7)', '123456789.125'],
    ...['real(nan)', 'real(+inf)', 'real(-inf)', 'real(null)'],
  ),
  decimal: fc.constantFrom(
    'decimal(0)',
    'decimal(1)',
    'decimal(1.5)',
    'decimal(-2.25)',
    'decimal(100.01)',
    'decimal(null)',
  ),
  string: anyText.map(quoted),
  datetime: fc
    .constantFrom(
      ...[
        '0001-01-01',
        '1970-01-01',
        '2020-02-29T12:34:56.7891234Z',
        '2021-12-31T23:59:59.9999999Z',
        '1969-07-20T20:17:40Z',
      ],
      ...['9999-12-31T23:59:59.9999999Z', '2026-01-05', 'null'],
    )
    .map((text) => `datetime(${text})`),
  timespan: fc.constantFrom(
    ...[
      '0s',
      '1tick',
      '1ms',
      '90s',
      '1h',
      '1d',
      '7d',
      '36500d',
      'timespan(-01:00:00)',
      'timespan(-1.00:00:00)',
      'timespan(-00:00:00.0000001)',
      'timespan(-00:01:30)',
    ],
    ...['timespan(null)', 'timespan(1.02:03:04.5678901)'],
  ),
  guid: fc.constantFrom(
    'guid(b33c3c56-9a2f-4a5e-8c0d-1f2e3d4c5b6a)',
    'guid(00000000-0000-0000-0000-000000000000)',
    'guid(null)',
  ),
  dynamic: fc.constantFrom(...DYNAMICS).map((json) => `dynamic(${json})`),
};

/** A literal of a type, null and the ends of its range among them. */
export function anyLiteral(type: ScalarType): fc.Arbitrary<string> {
  return LITERALS[type];
}
