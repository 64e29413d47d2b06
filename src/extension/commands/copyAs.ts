import { window } from 'vscode';
import { FORMAT_INFO, FORMATS } from '../../core/formats/format';
import type { CopyFormat } from '../../core/results/controller/copyRows';
import { noResult } from '../errors';
import { showError } from '../notifications';
import type { Results } from '../results/results';

interface CopyChoice {
  readonly label: string;
  readonly format: CopyFormat;
  readonly withHeader: boolean;
  readonly detail?: string;
}

const CHOICES: readonly CopyChoice[] = [
  ...FORMATS.flatMap((format): CopyChoice[] => {
    const { label } = FORMAT_INFO[format];
    const whole = { label, format, withHeader: true };
    if (format !== 'csv' && format !== 'tsv') return [whole];
    return [whole, { label: `${label} without Header`, format, withHeader: false }];
  }),
  {
    label: 'KQL list',
    format: 'list',
    withHeader: false,
    detail: 'The values of one column, as they stand in “in (…)”',
  },
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
    if (choice !== undefined) active.grid.copySelection(choice.format, choice.withHeader);
  };
}
