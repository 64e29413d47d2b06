import { window } from 'vscode';
import { countOf } from '../../core/formatCount';
import { noResult } from '../errors';
import { showError } from '../notifications';
import type { Results } from '../results/results';

/** Brings one of the results that the panel keeps back into it. */
export function selectResultCommand(results: Results) {
  return async (): Promise<void> => {
    const { kept } = results.panelView;
    if (kept.length === 0) {
      void showError(noResult());
      return;
    }
    const items = kept.map((result, at) => ({
      label: result.title,
      description: at === 0 ? 'newest' : `${at} before the newest`,
      detail: describeRows(result.grid.rowCount),
      result,
    }));
    const picked = await window.showQuickPick(items, { title: 'Show Another Result' });
    if (picked === undefined) return;
    results.panelView.show(picked.result);
    results.use(picked.result);
  };
}

function describeRows(rowCount: number | undefined): string {
  return rowCount === undefined ? 'no rows' : countOf(rowCount, 'row');
}
