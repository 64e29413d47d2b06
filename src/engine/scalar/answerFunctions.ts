import { defineScalar, type ScalarFunction } from './scalarFunction';

/** What the database would write into an answer's JSON otherwise: rare reals. */
export const ANSWER_FUNCTIONS: readonly ScalarFunction[] = [
  defineScalar({ name: 'RealAnswer', parameters: ['real'], returns: 'string', call: writeReal }),
];

function writeReal(value: number): string {
  if (!Number.isFinite(value)) return `"${value}"`;
  return Object.is(value, -0) ? '-0.0' : String(value);
}
