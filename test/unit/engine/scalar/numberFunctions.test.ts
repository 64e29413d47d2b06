import { describe, expect, it } from 'vitest';
import { evaluate, int, long, real, text } from './evaluateScalar';

describe('number functions', () => {
  it('writes hexadecimal digits of the number’s own width', () => {
    expect(evaluate('tohex', long(256))).toBe('100');
    expect(evaluate('tohex', long(-256))).toBe('ffffffffffffff00');
    expect(evaluate('tohex', int(-256), long(8))).toBe('ffffff00');
    expect(evaluate('tohex', long(256), long(8))).toBe('00000100');
    expect(evaluate('tohex', long(256), long(2))).toBe('100');
    expect(evaluate('tohex', long(2n ** 63n - 1n))).toBe('7fffffffffffffff');
  });

  it('writes sizes', () => {
    expect(evaluate('format_bytes', real(564))).toBe('564 Bytes');
    expect(evaluate('format_bytes', real(10332), long(1))).toBe('10.1 KB');
    expect(evaluate('format_bytes', real(20010332))).toBe('19 MB');
    expect(evaluate('format_bytes', real(20010332), long(2))).toBe('19.08 MB');
    expect(evaluate('format_bytes', real(20010332), long(0), text('KB'))).toBe('19541 KB');
    expect(() => evaluate('format_bytes', real(1), long(0), text('pounds'))).toThrow('is no unit');
  });

  it.each<[string, number[], number]>([
    ['gamma', [4], 6],
    ['gamma', [0.5], Math.sqrt(Math.PI)],
    ['gamma', [-1.5], 2.3632718012073544],
    ['loggamma', [5], Math.log(24)],
    ['loggamma', [100], 359.1342053695754],
    ['erf', [0.2], 0.2227025892104785],
    ['erf', [-3], -0.9999779095030014],
    ['erfc', [0], 1],
    ['erfc', [5], 1.5374597944280347e-12],
    ['beta_pdf', [0.5, 10, 20], 0.746176019310951],
    ['beta_cdf', [0.9, 10, 20], 0.999999999999959],
    ['beta_cdf', [0.5, 2, 2], 0.5],
    ['beta_inv', [0.5, 2, 2], 0.5],
    ['beta_inv', [0.1, 10, 20], 0.226415022388749],
    ['welch_test', [6.0, 0.5, 100, 6.2, 0.5, 100], 0.0469],
  ])('%s(%j)', (name, values, expected) => {
    const result = Number(evaluate(name, ...values.map(real)));
    expect(Math.abs(result - expected)).toBeLessThan(Math.abs(expected) * (name === 'welch_test' ? 1e-2 : 1e-11));
  });

  it('has no number where there is none', () => {
    expect(evaluate('beta_pdf', real(1.5), real(10), real(20))).toBeNaN();
    expect(evaluate('beta_cdf', real(0.5), real(-1), real(20))).toBeNaN();
  });
});
