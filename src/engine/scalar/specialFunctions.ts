/** Functions of mathematics that neither SQL nor JavaScript has. Source of the methods: Abramowitz and Stegun; Press et al., Numerical Recipes. */

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const TINY = 1e-300;
const PRECISION = 1e-16;
const MOST_STEPS = 500;

export function gamma(x: number): number {
  if (x === Infinity || x === 0) return Infinity;
  if (x < 0 && Number.isInteger(x)) return NaN;
  if (x < 0.5) return Math.PI / (sineOfPi(x) * gamma(1 - x));
  if (Number.isInteger(x) && x <= 171) return factorial(x - 1);
  return Math.exp(logGamma(x));
}

/** sin(πx): what lies between x and a whole number keeps all its digits. */
function sineOfPi(x: number): number {
  const whole = Math.round(x);
  return (whole % 2 === 0 ? 1 : -1) * Math.sin(Math.PI * (x - whole));
}

/** The logarithm of the size of gamma(x). */
export function logGamma(x: number): number {
  if (Math.abs(x) === Infinity || (x <= 0 && Number.isInteger(x))) return Infinity;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(sineOfPi(x))) - logGamma(1 - x);
  const shifted = x - 1;
  const series = LANCZOS.slice(1).reduce((sum, weight, index) => sum + weight / (shifted + index + 1), LANCZOS[0] ?? 0);
  const base = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

export function erf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  return Math.abs(x) < 2 ? erfSeries(x) : Math.sign(x) * (1 - erfcFraction(Math.abs(x)));
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < 0) return 2 - erfc(-x);
  return x < 2 ? 1 - erfSeries(x) : erfcFraction(x);
}

/** The cumulative beta distribution; NaN outside 0 to 1 and for parameters that are not positive. */
export function betaCdf(x: number, alpha: number, beta: number): number {
  if (!(x >= 0 && x <= 1 && alpha > 0 && beta > 0)) return NaN;
  if (x === 0 || x === 1) return x;
  const factor = Math.exp(
    logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta) + alpha * Math.log(x) + beta * Math.log1p(-x),
  );
  return x < (alpha + 1) / (alpha + beta + 2)
    ? (factor * betaFraction(x, alpha, beta)) / alpha
    : 1 - (factor * betaFraction(1 - x, beta, alpha)) / beta;
}

/** The density of the beta distribution. */
export function betaPdf(x: number, alpha: number, beta: number): number {
  if (!(x >= 0 && x <= 1 && alpha > 0 && beta > 0)) return NaN;
  return Math.exp(
    logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta) + (alpha - 1) * Math.log(x) + (beta - 1) * Math.log1p(-x),
  );
}

/** The x at which the cumulative beta distribution reaches a probability, by bisection. */
export function betaInverse(probability: number, alpha: number, beta: number): number {
  if (!(probability >= 0 && probability <= 1 && alpha > 0 && beta > 0)) return NaN;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 1100; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betaCdf(middle, alpha, beta) < probability) low = middle;
    else high = middle;
  }
  return high;
}

/** The two-sided p-value of Welch's test for means of unequal variances. */
export function welchTest(
  first: { readonly mean: number; readonly variance: number; readonly count: number },
  second: { readonly mean: number; readonly variance: number; readonly count: number },
): number {
  const a = first.variance / first.count;
  const b = second.variance / second.count;
  const statistic = (first.mean - second.mean) ** 2 / (a + b);
  const freedom = (a + b) ** 2 / (a ** 2 / (first.count - 1) + b ** 2 / (second.count - 1));
  return betaCdf(freedom / (freedom + statistic), freedom / 2, 0.5);
}

function factorial(count: number): number {
  let product = 1;
  for (let factor = 2; factor <= count; factor++) product *= factor;
  return product;
}

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let step = 1; step < MOST_STEPS && Math.abs(term) > Math.abs(sum) * PRECISION; step++) {
    term *= -(x * x) / step;
    sum += term / (2 * step + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Lentz's continued fraction, for x of 2 and more. */
function erfcFraction(x: number): number {
  if (x === Infinity) return 0;
  let fraction = 0;
  for (let step = 200; step >= 1; step--) fraction = step / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}

function betaFraction(x: number, alpha: number, beta: number): number {
  let numerator = 1;
  let denominator = 1 / nonZero(1 - ((alpha + beta) * x) / (alpha + 1));
  let fraction = denominator;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const even = (step * (beta - step) * x) / ((alpha + 2 * step - 1) * (alpha + 2 * step));
    denominator = 1 / nonZero(1 + even * denominator);
    numerator = nonZero(1 + even / numerator);
    fraction *= denominator * numerator;
    const odd = (-(alpha + step) * (alpha + beta + step) * x) / ((alpha + 2 * step) * (alpha + 2 * step + 1));
    denominator = 1 / nonZero(1 + odd * denominator);
    numerator = nonZero(1 + odd / numerator);
    const change = denominator * numerator;
    fraction *= change;
    if (Math.abs(change - 1) < PRECISION) break;
  }
  return fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
