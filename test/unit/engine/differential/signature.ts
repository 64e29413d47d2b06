import fc from 'fast-check';
import type { ScalarType } from '../../../../src/core/results/scalarType';
import { anyText, quoted } from './kustoLiterals';

/** What an operator or a function takes and gives; a parameter that must be written out has its own arbitrary. */
export interface Signature {
  readonly returns: ScalarType;
  readonly parameters: readonly (ScalarType | fc.Arbitrary<string>)[];
  /** True where the last digits of the result may differ, so that nothing may be made of it. */
  readonly isRounded?: boolean;
  write(this: void, ...args: readonly string[]): string;
}

export const smallCount = fc.integer({ min: -3, max: 8 }).map((count) => `(${count})`);
export const pattern = fc
  .constantFrom('a', '^a', '[A-Za-z]+', '\\\\d+', '(a)(b)?', '.', 'x$', '(?i)AB', '\\\\w', 'ä', '[^a-z ]')
  .map((text) => `"${text}"`);
export const plainText = anyText.map(quoted);
export const delimiter = fc.constantFrom('","', '" "', '"a"', '""', '"ab"');
export const key = fc.constantFrom('"a"', '"b"', '"k y"', '"zz"');

export function call(name: string, returns: ScalarType, ...parameters: Signature['parameters']): Signature {
  return { returns, parameters, write: (...args) => `${name}(${args.join(', ')})` };
}

export function infix(
  operator: string,
  returns: ScalarType,
  left: ScalarType,
  right: Signature['parameters'][number],
): Signature {
  return { returns, parameters: [left, right], write: (a = '', b = '') => `(${a} ${operator} ${b})` };
}
