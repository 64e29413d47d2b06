import type { ScalarType } from '../../../core/results/scalarType';
import type { Scalar } from '../nodes';
import { castTo } from '../scalar';

/**
 * Calls whose result has another type in the service than Kusto's binder says, by what a real engine answered:
 * a number of weeks and a Jaccard index are reals.
 */
const CALLS: ReadonlySet<string> = new Set(['DatetimeDiffWeeks', 'jaccard_index']);

/** Gives a value the type that Kusto's binder says it has, but for what is known to have a type of its own. */
export function castToBound(type: ScalarType | undefined, value: Scalar): Scalar {
  return type === undefined || keepsItsType(type, value) ? value : castTo(type, value);
}

/** Such a call, or a column that holds what one gave. */
function keepsItsType(type: ScalarType, value: Scalar): boolean {
  if (value.kind === 'call') return CALLS.has(value.name);
  return value.kind === 'column' && value.type === 'real' && (type === 'long' || type === 'dynamic');
}
