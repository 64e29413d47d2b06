import type { BoundNode } from '../../kusto/boundNode';

/** The text of a named parameter of an operator, such as `kind=inner`; undefined where it is not given. */
export function operatorParameter(node: BoundNode, ...names: readonly string[]): string | undefined {
  const found = node.list('Parameters').find((parameter) => names.includes(parameter.name));
  const value = found?.child('Expression');
  return value === undefined ? undefined : (value.stringValue ?? value.text);
}
