import { noResult } from '../errors';
import { showError } from '../notifications';
import type { Results } from '../results/results';

/** Shows what can be done with the active cell of the active result, in a menu on its page. */
export function cellActionsCommand(results: Results) {
  return (): Promise<void> => {
    const { active } = results;
    if (active === undefined) void showError(noResult());
    else active.grid.showActions();
    return Promise.resolve();
  };
}
