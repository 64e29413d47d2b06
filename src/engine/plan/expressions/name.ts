import type { BoundNode } from '../../../kusto/boundNode';
import { QueryFault } from '../notSupported';
import type { Planner, Scope } from '../planner';
import type { Scalar } from '../nodes';
import { findColumn } from '../relation';
import { column } from '../scalar';

/** Plans a name: a column of the current rows, else what a `let` or a parameter bound it to. */
export function planName(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const name = node.name;
  const own = scope.row === undefined ? undefined : findColumn(scope.row, name);
  if (own !== undefined && !isVariable(node)) return column(own.id, own.type);
  const binding = scope.environment.lookUp(name);
  switch (binding?.kind) {
    case 'scalar':
      return binding.scalar;
    case 'function':
      return planBody(node, scope, planner);
    case 'graph':
    case 'relation':
    case 'pattern':
      throw new QueryFault(`'${name}' is a table where a value is expected`, node);
    case undefined:
      if (own !== undefined) return column(own.id, own.type);
      throw new QueryFault(`Failed to resolve scalar expression named '${name}'`, node);
  }
}

/** Plans the call of a user's scalar function. */
export function planBody(call: BoundNode, scope: Scope, planner: Planner): Scalar {
  const body = planner.enterFunction(call, scope);
  return planner.scalar(body.expression, { environment: body.environment });
}

/** A variable hides the column of its name only where Kusto's binder says so. */
function isVariable(node: BoundNode): boolean {
  const kind = node.symbol?.kind;
  return kind === 'VariableSymbol' || kind === 'ParameterSymbol';
}
