import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeValue } from '../../../src/engine/answerJson';

describe('a value in an answer', () => {
  it.each([
    ['bool', true, '1'],
    ['bool', false, '0'],
    ['int', -7, '-7'],
    ['long', -9_223_372_036_854_775_808n, '-9223372036854775808'],
    ['real', 0.1, '0.1'],
    ['real', 1e300, '1e+300'],
    ['real', -0, '-0.0'],
    ['real', NaN, '"NaN"'],
    ['real', Infinity, '"Infinity"'],
    ['real', -Infinity, '"-Infinity"'],
    ['decimal', '12345678901234567890.120000000000', '12345678901234567890.120000000000'],
    ['datetime', 0n, '"0001-01-01T00:00:00.0000000Z"'],
    ['timespan', -937_845_000_000n, '"-1.02:03:04.5000000"'],
    ['guid', '2f0c2a34-1f0b-4f0c-8a57-0123456789ab', '"2f0c2a34-1f0b-4f0c-8a57-0123456789ab"'],
    ['string', 'a"\u2028\ud800', '"a\\"\u2028\\ud800"'],
    ['string', '', '""'],
    ['dynamic', '{"n":12345678901234567890123}', '{"n":12345678901234567890123}'],
    ['datetime', null, 'null'],
    ['dynamic', null, 'null'],
  ] as const)('of type %s is written exactly: %s → %s', (type, value, text) => {
    expect(writeValue(type, value)).toBe(text);
  });

  it('reads back as the same real number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Object.is(JSON.parse(writeValue('real', value)), value)).toBe(true);
      }),
    );
  });

  it('reads back as the same text, if it is well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(JSON.parse(writeValue('string', value))).toBe(value);
      }),
    );
  });
});
