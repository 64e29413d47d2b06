import type { BoundNode } from '../../../kusto/boundNode';
import { compileRe2 } from '../../scalar/re2';
import { ScalarFunctionError } from '../../scalar/scalarFunction';
import type { Scalar } from '../nodes';
import { QueryFault } from '../notSupported';
import { constantText } from '../scalar';

/** Which argument of a function is a regular expression. */
const PATTERN_ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ['extract', 0],
  ['extract_all', 0],
  ['indexof_regex', 1],
  ['replace', 0],
  ['replace_regex', 1],
  ['trim', 0],
  ['trim_end', 0],
  ['trim_start', 0],
]);

/** @throws QueryFault where a function is given a regular expression that is known and not valid */
export function checkPatternArgument(name: string, values: readonly Scalar[], node: BoundNode): void {
  const index = PATTERN_ARGUMENTS.get(name);
  if (index === undefined || node.kind !== 'FunctionCallExpression') return;
  checkPattern(values[index], node.child('ArgumentList').list('Expressions')[index] ?? node);
}

/** @throws QueryFault where a regular expression is known and not valid */
export function checkPattern(pattern: Scalar | undefined, node: BoundNode): void {
  const text = constantText(pattern);
  if (text === undefined) return;
  try {
    compileRe2(text);
  } catch (cause) {
    if (cause instanceof ScalarFunctionError) throw new QueryFault(cause.message, node);
    throw cause;
  }
}
