import { defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';
import { betaCdf, betaInverse, betaPdf, erf, erfc, gamma, logGamma, welchTest } from './specialFunctions';

const BYTE_UNITS = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** https://learn.microsoft.com/kusto/query/tohex-function: negative numbers as two's complement of their type. */
const toHexFunctions = [
  defineScalar({
    name: 'tohex',
    parameters: ['int'],
    optional: ['long'],
    returns: 'string',
    call: (value, length = 0n) => hexadecimal(BigInt.asUintN(32, BigInt(value)), length),
  }),
  defineScalar({
    name: 'tohex',
    parameters: ['long'],
    optional: ['long'],
    returns: 'string',
    call: (value, length = 0n) => hexadecimal(BigInt.asUintN(64, value), length),
  }),
];

/** https://learn.microsoft.com/kusto/query/format-bytes-function */
const formatBytes = defineScalar({
  name: 'format_bytes',
  parameters: ['real'],
  optional: ['long', 'string'],
  returns: 'string',
  call(size, precision = 0n, unit) {
    const exponent =
      unit === undefined || unit === ''
        ? fittingUnit(size)
        : BYTE_UNITS.findIndex((name) => name.toLowerCase() === unit.toLowerCase());
    const name = BYTE_UNITS[exponent];
    if (name === undefined)
      throw new ScalarFunctionError(`format_bytes(): "${unit ?? ''}" is no unit. Use ${BYTE_UNITS.join(', ')}.`);
    const scaled = size / 1024 ** exponent;
    return `${String(Number(scaled.toFixed(Number(precision))))} ${name}`;
  },
});

/** https://learn.microsoft.com/kusto/query/gamma-function and its kin. */
const oneNumberFunctions = Object.entries({ gamma, loggamma: logGamma, erf, erfc }).map(([name, call]) =>
  defineScalar({ name, parameters: ['real'], returns: 'real', call: (value) => call(value) }),
);

/** https://learn.microsoft.com/kusto/query/beta-cdf-function and its kin. */
const betaFunctions = Object.entries({ beta_cdf: betaCdf, beta_pdf: betaPdf, beta_inv: betaInverse }).map(
  ([name, call]) =>
    defineScalar({
      name,
      parameters: ['real', 'real', 'real'],
      returns: 'real',
      call: (value, alpha, beta) => call(value, alpha, beta),
    }),
);

/** https://learn.microsoft.com/kusto/query/welch-test-function */
const welchTestFunction = defineScalar({
  name: 'welch_test',
  parameters: ['real', 'real', 'real', 'real', 'real', 'real'],
  returns: 'real',
  call: (mean1, variance1, count1, mean2, variance2, count2) =>
    welchTest({ mean: mean1, variance: variance1, count: count1 }, { mean: mean2, variance: variance2, count: count2 }),
});

export const NUMBER_FUNCTIONS: readonly ScalarFunction[] = [
  ...toHexFunctions,
  formatBytes,
  ...oneNumberFunctions,
  ...betaFunctions,
  welchTestFunction,
];

function hexadecimal(value: bigint, length: bigint): string {
  return value.toString(16).padStart(Number(length), '0');
}

/** The largest unit of which there is at least one. */
function fittingUnit(size: number): number {
  let exponent = 0;
  while (exponent < BYTE_UNITS.length - 1 && Math.abs(size) >= 1024 ** (exponent + 1)) exponent++;
  return exponent;
}
