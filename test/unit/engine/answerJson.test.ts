import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { SERVICE_LIMITS, writeAnswerJson, writeValue } from '../../../src/engine/answerJson';

describe('an answer', () => {
  async function bodyOf(notes: readonly string[]): Promise<unknown> {
    const columns = [{ name: 'N', type: 'long' as const }];
    const answer = { columns, notes, chunks: Readable.from([[[1n]]]) };
    const body = await writeAnswerJson(answer, 'c', SERVICE_LIMITS, new AbortController().signal);
    if (!body.ok) throw new Error(body.error.message);
    return JSON.parse(Buffer.concat(body.value).toString());
  }

  it('tells its notes beside the rows', async () => {
    expect(await bodyOf(['a "note"'])).toMatchObject({ '@kqlHunting.notes': ['a "note"'], results: [{ N: 1 }] });
  });

  it('has no member for notes that there are not', async () => {
    expect(await bodyOf([])).not.toHaveProperty('@kqlHunting.notes');
  });
});

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
