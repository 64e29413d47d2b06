import type { BoundNode } from '../../../kusto/boundNode';
import { notSupported, QueryFault } from '../notSupported';
import type { Planner, Scope } from '../planner';
import { castTo, literal, nullOf, type Scalar, type WindowScalar } from '../scalar';
import { isInteger } from './coercion';

const WINDOW_FUNCTIONS = ['row_number', 'prev', 'next', 'row_cumsum'] as const;

export function isWindowFunction(name: string): name is WindowScalar['name'] {
  return WINDOW_FUNCTIONS.some((known) => known === name);
}

/** Plans a function over the neighbouring rows of a serialized relation. */
export function planWindow(
  name: WindowScalar['name'],
  node: BoundNode,
  args: readonly BoundNode[],
  scope: Scope,
  planner: Planner,
): Scalar {
  const { row } = scope;
  if (row === undefined || row.ordering.length === 0) {
    throw new QueryFault(`Function '${name}' cannot be invoked: the row set must be serialized`, node);
  }
  const values = args.map((arg) => planner.scalar(arg, { ...scope, isCondition: false }));
  const [first, second, third] = values;
  const { ordering } = row;
  switch (name) {
    case 'row_number':
      if (second !== undefined) throw notSupported('row_number() with restart', node);
      return { kind: 'window', type: 'long', name, args: [castTo('long', first ?? literal('long', 1n))], ordering };
    case 'row_cumsum': {
      if (second !== undefined) throw notSupported('row_cumsum() with restart', node);
      if (first === undefined) throw new QueryFault('row_cumsum() lacks an argument', node);
      const type = isInteger(first.type) ? 'long' : first.type === 'dynamic' ? 'real' : first.type;
      return { kind: 'window', type, name, args: [castTo(type, first)], ordering };
    }
    case 'prev':
    case 'next': {
      if (first === undefined) throw new QueryFault(`${name}() lacks an argument`, node);
      const offset = castTo('long', second ?? literal('long', 1n));
      const missing = third === undefined ? nullOf(first.type) : castTo(first.type, third);
      return { kind: 'window', type: first.type, name, args: [first, offset, missing], ordering };
    }
  }
}
