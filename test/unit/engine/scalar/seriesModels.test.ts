import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamic, evaluate, long, real, text, type TypedValue } from './evaluateScalar';

const series = (...values: readonly number[]): TypedValue => dynamic(JSON.stringify(values));
const parts = (name: string, ...args: readonly TypedValue[]): unknown[] =>
  JSON.parse(String(evaluate(name, ...args))) as unknown[];
const HOURLY = series(
  ...[
    80, 139, 87, 110, 68, 54, 50, 51, 53, 133, 86, 141, 97, 156, 94, 149, 95, 140, 77, 61, 50, 54, 47, 133, 72, 152, 94,
    148,
  ],
  ...[
    105, 162, 101, 160, 87, 63, 53, 55, 54, 151, 103, 189, 108, 183, 113, 175, 113, 178, 90, 71, 62, 62, 65, 165, 109,
    181,
  ],
  ...[115, 182, 121, 178, 114, 170],
);

describe('seasons', () => {
  it('series_periods_detect and series_periods_validate score periods as the documentation shows', () => {
    const [periods, scores] = parts('series_periods_detect_tuple', HOURLY, real(0), real(50), long(2));
    expect(periods).toEqual([14, 0]);
    expect(scores).toEqual([expect.closeTo(0.84, 2), 0]);
    const [given, validated] = parts('series_periods_validate_tuple', HOURLY, real(15), real(14));
    expect(given).toEqual([15, 14]);
    expect(validated).toEqual([expect.closeTo(0.12, 2), expect.closeTo(0.84, 2)]);
  });

  it('series_seasonal gives each phase its median', () => {
    const wave = [1, 2, 3, 4, 3, 2];
    const found = parts('series_seasonal', series(2, 5, 3, 4, 3, 2, ...wave, ...wave, ...wave, 1));
    expect(found).toEqual([...wave, ...wave, ...wave, ...wave, 1]);
    expect(parts('series_seasonal', series(1, 3, 5, 1, 3, 5, 2, 4, 6), real(3))).toEqual([1, 3, 5, 1, 3, 5, 1, 3, 5]);
    expect(parts('series_seasonal', series(1, 3, 5, 2, 4, 6, 1, 3, 5, 2, 4, 6))).toEqual(
      Array.from({ length: 12 }, () => 0),
    );
  });

  it('series_decompose takes apart what adds up again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 40 }), (values) => {
        const [, seasonal, trend, residual] = parts(
          'series_decompose_tuple',
          series(...values),
          real(-1),
          text('linefit'),
        ) as number[][];
        values.forEach((value, index) => {
          expect((seasonal?.[index] ?? NaN) + (trend?.[index] ?? NaN) + (residual?.[index] ?? NaN)).toBeCloseTo(
            value,
            6,
          );
        });
      }),
    );
  });

  it('series_decompose_anomalies flags what strays from the seasons', () => {
    const values = Array.from(
      { length: 24 },
      (_, index) => (index === 13 ? 90 : ([1, 5, 9, 5][index % 4] ?? 0)) + (index % 3) / 10,
    );
    const [flags, scores, baseline] = parts(
      'series_decompose_anomalies_tuple',
      series(...values),
      real(1.5),
      real(4),
    ) as number[][];
    expect(flags?.flatMap((flag, index) => (flag === 0 ? [] : [index]))).toEqual([13]);
    expect(scores?.[13]).toBeGreaterThan(1.5);
    expect(baseline?.[2]).toBeGreaterThan(baseline?.[0] ?? NaN);
  });

  it('series_decompose_forecast continues line and season', () => {
    const known = Array.from({ length: 60 }, (_, index) => index * 2 + ([0, 30, 10, 20, 40][index % 5] ?? 0));
    const [forecast] = parts('series_decompose_forecast_tuple', series(...known, 0, 0), long(2), real(5)) as number[][];
    expect(Math.abs((forecast?.[60] ?? NaN) - 120)).toBeLessThan(5);
    expect(Math.abs((forecast?.[61] ?? NaN) - 152)).toBeLessThan(5);
  });

  it('series_outliers scores what is beyond Tukey’s fences', () => {
    const values = [30, 28, 5, 27, 31, 38, 29, 80, 25, 37, 30];
    const scores = parts('series_outliers', series(...values), text('tukey')) as number[];
    expect(scores[7]).toBeGreaterThan(1.5);
    expect(scores[2]).toBeLessThan(-1.5);
    expect(scores[0]).toBe(0);
    expect(() => evaluate('series_outliers', series(...values), text('other'))).toThrow('no way to score outliers');
  });
});

describe('fits', () => {
  it('series_fit_2lines finds the break', () => {
    const broken = series(1, 2, 3, 4, 5, 16, 18, 20, 22, 24);
    const fit = parts('series_fit_2lines_tuple', broken);
    expect(fit[0]).toBeCloseTo(1, 12);
    expect(fit[1]).toBe(5);
    expect([fit[6], fit[7], fit[11], fit[12]]).toEqual(
      [2, 16, 1, 1].map((value) => expect.closeTo(value, 9) as unknown),
    );
    expect(JSON.parse(String(evaluate('series_fit_2lines_dynamic', broken)))).toMatchObject({
      split_idx: 5,
      right: { slope: expect.closeTo(2, 9) as unknown },
    });
    expect(evaluate('series_fit_2lines_tuple', series(1, 2))).toBeNull();
  });

  it('series_fit_poly finds the coefficients of a polynomial, the highest power first', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 })),
        ([a, b, c]) => {
          const values = Array.from({ length: 12 }, (_, index) => c * (index + 1) ** 2 + b * (index + 1) + a);
          const [square, coefficients] = parts('series_fit_poly_tuple', series(...values), dynamic('null'), long(2));
          expect(square).toBeCloseTo(1, 6);
          expect(coefficients).toEqual([c, b, a].map((value) => expect.closeTo(value, 4) as unknown));
        },
      ),
    );
  });
});

describe('Fourier transforms', () => {
  it('series_fft of a wave has its frequency, and series_ifft gives the wave back', () => {
    const [real4, imaginary4] = parts('series_fft_tuple', series(0, 1, 0, -1)) as number[][];
    expect(real4).toEqual([0, 0, 0, 0].map((value) => expect.closeTo(value, 9) as unknown));
    expect(imaginary4).toEqual([0, -2, 0, 2].map((value) => expect.closeTo(value, 9) as unknown));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 24 }), (values) => {
        const [re = [], im = []] = parts('series_fft_tuple', series(...values)) as number[][];
        const [back = []] = parts('series_ifft_tuple', series(...re), series(...im)) as number[][];
        values.forEach((value, index) => expect(back[index]).toBeCloseTo(value, 6));
      }),
    );
  });
});
