import { window } from 'vscode';
import { FORMAT_INFO, FORMATS } from '../../core/formats/format';
import type { CopyFormat } from '../../core/results/controller/copyRows';
import { noResult } from '../errors';
import { showError } from '../notifications';
import type { Results } from '../results/results';

const CHOICES: readonly { readonly label: string; readonly format: CopyFormat; readonly detail?: string }[] = [
  ...FORMATS.map((format) => ({ label: FORMAT_INFO[format].label, format })),
  { label: 'KQL list', format: 'list', detail: 'The values of one column, as they stand in `in (…)`' },
];

/** Copies the selected rows and columns of the active result in a form that the user chooses. */
export function copyAsCommand(results: Results) {
  return async (): Promise<void> => {
    const { active } = results;
    if (active === undefined) {
      void showError(noResult());
      return;
    }
    const choice = await window.showQuickPick(CHOICES, { title: 'Copy Selection As' });
    if (choice !== undefined) active.grid.copySelection(choice.format);
  };
}
