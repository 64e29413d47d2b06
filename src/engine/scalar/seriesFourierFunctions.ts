import { isArray, type DynamicValue } from './dynamicValue';
import { defineScalar, type ScalarFunction } from './scalarFunction';
import { numberOf } from './seriesElements';

/** A complex number. */
type Complex = readonly [real: number, imaginary: number];

/**
 * https://learn.microsoft.com/kusto/query/series-fft-function and https://learn.microsoft.com/kusto/query/series-ifft-function:
 * the real and the imaginary series.
 */
export const SERIES_FOURIER_FUNCTIONS: readonly ScalarFunction[] = [
  defineScalar({
    name: 'series_fft_tuple',
    parameters: ['dynamic'],
    optional: ['dynamic'],
    returns: 'dynamic',
    call: (real, imaginary) => columnsOf(readComplex(real, imaginary), (values) => transform(values, -1)),
  }),
  defineScalar({
    name: 'series_ifft_tuple',
    parameters: ['dynamic'],
    optional: ['dynamic'],
    returns: 'dynamic',
    call: (real, imaginary) =>
      columnsOf(readComplex(real, imaginary), (values) =>
        transform(values, 1).map(([re, im]): Complex => [re / values.length, im / values.length]),
      ),
  }),
];

function columnsOf(
  values: readonly Complex[] | undefined,
  compute: (values: readonly Complex[]) => readonly Complex[],
): DynamicValue {
  if (values === undefined) return null;
  const result = compute(values);
  return [result.map(([real]) => real), result.map(([, imaginary]) => imaginary)];
}

function readComplex(real: DynamicValue, imaginary: DynamicValue = null): readonly Complex[] | undefined {
  if (!isArray(real)) return undefined;
  const others = isArray(imaginary) ? imaginary : [];
  return real.map((value, index) => [numberOf(value) ?? 0, numberOf(others[index]) ?? 0]);
}

/** Halves a series of even length; any other is summed up. */
function transform(values: readonly Complex[], direction: 1 | -1): readonly Complex[] {
  const size = values.length;
  if (size < 2) return values;
  if (size % 2 === 1) return transformPlainly(values, direction);
  const half = size / 2;
  const even = transform(
    values.filter((_, index) => index % 2 === 0),
    direction,
  );
  const odd = transform(
    values.filter((_, index) => index % 2 === 1),
    direction,
  );
  const turned = odd.map((value, index) => multiply(value, rotation((direction * index) / size)));
  return Array.from({ length: size }, (_, index): Complex => {
    const [a, b] = [even[index % half] ?? [0, 0], turned[index % half] ?? [0, 0]];
    return index < half ? [a[0] + b[0], a[1] + b[1]] : [a[0] - b[0], a[1] - b[1]];
  });
}

function transformPlainly(values: readonly Complex[], direction: 1 | -1): readonly Complex[] {
  return values.map((_, frequency) =>
    values.reduce<Complex>(
      ([real, imaginary], value, index) => {
        const [re, im] = multiply(value, rotation((direction * ((frequency * index) % values.length)) / values.length));
        return [real + re, imaginary + im];
      },
      [0, 0],
    ),
  );
}

/** One full turn is 1. */
function rotation(turn: number): Complex {
  return [Math.cos(2 * Math.PI * turn), Math.sin(2 * Math.PI * turn)];
}

function multiply([a, b]: Complex, [c, d]: Complex): Complex {
  return [a * c - b * d, a * d + b * c];
}
