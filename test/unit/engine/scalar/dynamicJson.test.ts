import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './anyText';
import {
  dynamicText,
  formatDynamic,
  formatSortedDynamic,
  parseDynamic,
} from '../../../../src/engine/scalar/dynamicJson';
import {
  compareDynamics,
  compareText,
  dynamicEquals,
  identityText,
  type DynamicValue,
} from '../../../../src/engine/scalar/dynamicValue';

const { value: dynamics } = fc.letrec<{ value: DynamicValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    anyText,
    fc.bigInt(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(anyText, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
}));

describe('JSON of dynamics', () => {
  it('reads back every value as it was written', () => {
    fc.assert(
      fc.property(dynamics, (value) => {
        expect(parseDynamic(formatDynamic(value))).toStrictEqual(value);
      }),
    );
  });

  it('agrees with JSON.parse about what is JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.json().map((json) => json.slice(1)),
        ),
        (json) => {
          let isJson = true;
          try {
            JSON.parse(json);
          } catch {
            isJson = false;
          }
          expect(parseDynamic(json) !== undefined).toBe(isJson);
        },
      ),
    );
  });

  it.each([
    ['9223372036854775807', '9223372036854775807'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['1.50', '1.5'],
    ['2.0', '2.0'],
    ['1e3', '1000.0'],
    ['-0', '-0.0'],
    ['1e20', '1E+20'],
    ['0.00001', '1E-05'],
    ['0.0001', '0.0001'],
    ['100000000000000.0', '100000000000000.0'],
    ['1e15', '1E+15'],
    ['NaN', '"NaN"'],
    ['-Infinity', '"-Infinity"'],
    [' { "b" : 1 , "a" : [ true , null ] } ', '{"b":1,"a":[true,null]}'],
    ['{"__proto__":{"x":1},"constructor":2}', '{"__proto__":{"x":1},"constructor":2}'],
    ['"caf\\u00e9 \\ud83d\\ude00 \\/"', '"café 😀 /"'],
  ])('reads %s and writes %s', (json, written) => {
    expect(formatDynamic(parseDynamic(json) ?? 'not JSON')).toBe(written);
  });

  it.each(['', '01', '1.', '.5', '[1,]', '{"a":1,}', "{'a':1}", '"\n"', '"\\x41"', 'tru', '[1', '{"a"}', '1 2'])(
    'refuses %j',
    (json) => expect(parseDynamic(json)).toBeUndefined(),
  );

  it('refuses JSON that is nested too deeply rather than overflowing the stack', () => {
    expect(parseDynamic('['.repeat(100_000))).toBeUndefined();
  });

  it('writes a string as itself and null as nothing where text is asked for', () => {
    expect([dynamicText('a"b'), dynamicText(null), dynamicText(true), dynamicText(['x'])]).toEqual([
      'a"b',
      '',
      'true',
      '["x"]',
    ]);
  });

  it('sorts keys at every depth for the canonical form', () => {
    expect(formatSortedDynamic(parseDynamic('{"b":{"z":1,"y":2},"a":[{"d":1,"c":2}]}') ?? null)).toBe(
      '{"a":[{"c":2,"d":1}],"b":{"y":2,"z":1}}',
    );
  });
});

describe('equality and order of dynamics', () => {
  it('says that equal values have equal identities and no others', () => {
    fc.assert(
      fc.property(dynamics, dynamics, (left, right) => {
        expect(dynamicEquals(left, right)).toBe(identityText(left) === identityText(right));
        expect(dynamicEquals(left, left)).toBe(true);
      }),
    );
  });

  it('takes 1 and 1.0 for equal, and two longs past 2^53 apart', () => {
    expect(dynamicEquals(1n, 1)).toBe(true);
    expect(identityText(1n)).toBe(identityText(1));
    expect(dynamicEquals(9007199254740993n, 9007199254740992n)).toBe(false);
    expect(compareDynamics(9007199254740993n, 9007199254740992)).toBe(1);
  });

  it('orders text by code point, as UTF-8 bytes order', () => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        expect(compareText(left, right)).toBe(Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right))));
      }),
    );
  });

  it('does not order values of different kinds', () => {
    expect(compareDynamics('1', 1n)).toBeUndefined();
  });
});
