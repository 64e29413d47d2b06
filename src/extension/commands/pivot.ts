import type { Pivot } from '../../core/kql/pivots';
import { noResult } from '../errors';
import { showError } from '../notifications';
import type { Results } from '../results/results';

/** Writes a condition on the selected values of the active result into the query that it came from. */
export function pivotCommand(results: Results, pivot: Pivot) {
  return (): Promise<void> => {
    const { active } = results;
    if (active === undefined) void showError(noResult());
    else active.grid.pivotSelection(pivot);
    return Promise.resolve();
  };
}
