import fc from 'fast-check';
import { SCALAR_TYPES, type ScalarType } from '../../../../src/core/results/scalarType';
import { anyLiteral } from './kustoLiterals';
import type { Signature } from './signature';
import { SIGNATURES } from './signatures';

/** The columns that expressions may name, `s1` and `s2` of type string and so on. */
export const COLUMNS: readonly { readonly name: string; readonly type: ScalarType }[] = SCALAR_TYPES.flatMap((type) =>
  ['1', '2'].map((suffix) => ({ name: `${type}${suffix}`, type })),
);

/** A column or a literal of a type. */
function anyLeaf(type: ScalarType): fc.Arbitrary<string> {
  const columns = COLUMNS.filter((column) => column.type === type).map(({ name }) => name);
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...columns) }, { weight: 1, arbitrary: anyLiteral(type) });
}

const made = new Map<string, fc.Arbitrary<string>>();

/** An expression of a type, as KQL; operators and functions nest at most `depth` deep. It shrinks to a leaf. */
export function anyExpression(type: ScalarType, depth: number): fc.Arbitrary<string> {
  const key = `${type} ${depth}`;
  const known = made.get(key) ?? makeExpression(type, depth);
  made.set(key, known);
  return known;
}

function makeExpression(type: ScalarType, depth: number): fc.Arbitrary<string> {
  const leaf = anyLeaf(type);
  if (depth === 0) return leaf;
  const calls = SIGNATURES.filter(({ returns, isRounded }) => returns === type && isRounded !== true).map((signature) =>
    anyCall(signature, depth),
  );
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: leaf },
    ...calls.map((arbitrary) => ({ weight: 1, arbitrary })),
  );
}

/** An expression of any type. */
export function anyTyped(depth: number): fc.Arbitrary<string> {
  return fc.oneof(...SIGNATURES.map((signature) => anyCall(signature, depth)));
}

function anyCall({ parameters, write }: Signature, depth: number): fc.Arbitrary<string> {
  const args = parameters.map((parameter) =>
    typeof parameter === 'string' ? anyExpression(parameter, depth - 1) : parameter,
  );
  return fc.tuple(...args).map((texts) => write(...texts));
}
