import { describe, expect, it } from 'vitest';
import { bool, dynamic, evaluate, long, none, real } from './evaluateScalar';

const parsed = (value: unknown): unknown => JSON.parse(String(value));

describe('series functions, item by item', () => {
  it.each([
    ['series_add', '[5,3.5,null]'],
    ['series_subtract', '[-3,0.5,null]'],
    ['series_multiply', '[4,3.0,null]'],
    ['series_divide', '[0.25,1.3333333333333333,null]'],
    ['series_pow', '[1.0,2.8284271247461903,null]'],
    ['series_greater', '[false,true,null]'],
    ['series_greater_equals', '[false,true,null]'],
    ['series_less', '[true,false,null]'],
    ['series_less_equals', '[true,false,null]'],
    ['series_equals', '[false,false,false]'],
    ['series_not_equals', '[true,true,true]'],
  ])('%s', (name, expected) => {
    expect(evaluate(name, dynamic('[1,2.0,3]'), dynamic('[4,1.5]'))).toBe(expected);
  });

  it('takes a number for a series of itself, exactly', () => {
    expect(evaluate('series_add', dynamic('[9007199254740992,1]'), long(1))).toBe('[9007199254740993,2]');
    expect(evaluate('series_subtract', long(10), dynamic('[1,"x"]'))).toBe('[9,null]');
    expect(evaluate('series_multiply', dynamic('"x"'), dynamic('[1]'))).toBeNull();
  });

  it('applies functions of one number', () => {
    expect(evaluate('series_abs', dynamic('[-6.5,0,-8,"x"]'))).toBe('[6.5,0,8,null]');
    expect(evaluate('series_sign', dynamic('[-6,0,8.5]'))).toBe('[-1,0,1.0]');
    expect(evaluate('series_floor', dynamic('[-1.5,1,2.5]'))).toBe('[-2.0,1.0,2.0]');
    expect(evaluate('series_ceiling', dynamic('[-1.5,1,2.5]'))).toBe('[-1.0,1.0,3.0]');
    expect(evaluate('series_exp', dynamic('[0,null]'))).toBe('[1.0,null]');
    expect(evaluate('series_asin', dynamic('[1,2]'))).toBe('[1.5707963267948966,"NaN"]');
  });

  it('measures series', () => {
    expect(evaluate('series_sum', dynamic('[1,2,3.5]'))).toBe(6.5);
    expect(evaluate('series_product', dynamic('[1,2,3.5]'))).toBe(7);
    expect(evaluate('series_magnitude', dynamic('[1,2,3,4]'))).toBeCloseTo(5.477225575051661);
    expect(evaluate('series_dot_product', dynamic('[1,2,3]'), dynamic('[4,5,6]'))).toBe(32);
    expect(evaluate('series_dot_product', dynamic('[1,2,3]'), long(2))).toBe(12);
    expect(evaluate('series_cosine_similarity', dynamic('[1,0]'), dynamic('[0,1]'))).toBe(0);
    expect(evaluate('series_pearson_correlation', dynamic('[1,2,3]'), dynamic('[2,4,6]'))).toBeCloseTo(1);
    expect(evaluate('series_pearson_correlation', dynamic('[1,2,3]'), dynamic('[2]'))).toBeNull();
  });
});

describe('series functions that fill gaps', () => {
  it('fills from the neighbours', () => {
    const series = dynamic('[null,1,null,2,null]');
    expect(evaluate('series_fill_forward', series)).toBe('[null,1,1,2,2]');
    expect(evaluate('series_fill_backward', series)).toBe('[1,1,2,2,null]');
    expect(evaluate('series_fill_const', series, real(0))).toBe('[0.0,1,0.0,2,0.0]');
    expect(evaluate('series_fill_const', dynamic('[-1,5]'), long(7), long(-1))).toBe('[7,5]');
  });

  it('fills along a line', () => {
    expect(evaluate('series_fill_linear', dynamic('[null,111,null,36,41,null,null,16,null]'))).toBe(
      '[111,111,73,36,41,32,24,16,16]',
    );
    expect(
      parsed(evaluate('series_fill_linear', dynamic('[null,111.0,null,36.0]'), none('dynamic'), bool(false))),
    ).toEqual([null, 111, 73.5, 36]);
    expect(evaluate('series_fill_linear', dynamic('[null,null]'))).toBe('[0.0,0.0]');
    expect(evaluate('series_fill_linear', dynamic('[null]'), none('dynamic'), bool(true), real(3.5))).toBe('[3.5]');
  });
});

describe('series functions that describe a series', () => {
  it('fits a line', () => {
    const series = dynamic('[2,5,6,8,11,15,17,18,25,26,30,30]');
    expect(evaluate('series_fit_line', series)).toBeCloseTo(0.983, 3);
    const [, slope, variance, residual, interception, line] = parsed(
      evaluate('series_fit_line_tuple', series),
    ) as number[];
    expect([slope, variance, residual, interception].map((value) => value?.toFixed(3))).toEqual([
      '2.731',
      '98.629',
      '1.686',
      '-1.667',
    ]);
    expect(line).toHaveLength(12);
    expect(evaluate('series_fit_line', dynamic('[1.0,2.0,4.0,8.0]'))).toBeCloseTo(0.92);
    expect(evaluate('series_fit_line_dynamic', dynamic('[1]'))).toBeNull();
  });

  it('gives statistics', () => {
    const stats = parsed(evaluate('series_stats_dynamic', dynamic('[23,46,23,87,4,8,3,75,2,56,13,75,32,16,29]')));
    expect(stats).toEqual({
      min: 2,
      min_idx: 8,
      max: 87,
      max_idx: 3,
      avg: 32.8,
      stdev: expect.closeTo(28.503633853548269) as number,
      variance: expect.closeTo(812.45714285714291) as number,
      sum: 492,
      len: 15,
    });
    expect(evaluate('series_stats', dynamic('[3,1,2]'))).toBe(1);
    expect(evaluate('series_stats_tuple', dynamic('[4]'))).toBe('[4.0,0,4.0,0,4.0,0.0,0.0]');
    expect(evaluate('series_stats', dynamic('[null,5]'), bool(true))).toBe(5);
  });

  it('filters', () => {
    expect(evaluate('series_fir', dynamic('[5,15,10,20]'), dynamic('[1,-1]'), bool(false), bool(false))).toBe(
      '[5,10,-5,10]',
    );
    expect(evaluate('series_fir', dynamic('[1,2,3,4]'), dynamic('[1,1]'))).toBe('[0.5,1.5,2.5,3.5]');
    expect(evaluate('series_fir', dynamic('[1,2,3]'), dynamic('[1,1,1]'), bool(false), bool(true))).toBe('[3,6,5]');
    expect(evaluate('series_fir', dynamic('[1]'), dynamic('[1,-1]'), bool(true))).toBeNull();
    expect(evaluate('series_iir', dynamic('[0,1,2,3,4]'), dynamic('[1]'), dynamic('[1,-1]'))).toBe(
      '[0.0,1.0,3.0,6.0,10.0]',
    );
  });
});
