import { ThemeIcon, window, type QuickInputButton, type QuickPickItem } from 'vscode';
import { describeRowCount } from '../../core/completeness';
import { showInvisibles } from '../../core/visibleText';
import type { HistoryEntry } from '../../history/historyEntry';
import { openKustoDocument } from '../queries/kustoDocument';
import { notificationText, showError } from '../notifications';
import { reopenRun, whenRun, type ReopenParts } from '../history/reopenRun';

const OPEN_QUERY: QuickInputButton = { iconPath: new ThemeIcon('go-to-file'), tooltip: 'Open the query' };
const FORGET: QuickInputButton = { iconPath: new ThemeIcon('trash'), tooltip: 'Forget this run' };

interface RunItem extends QuickPickItem {
  readonly entry: HistoryEntry;
}

/** Lists the runs that were kept; the one that is picked is shown again without running anything. */
export function showHistoryCommand(parts: ReopenParts) {
  return async (): Promise<void> => {
    const entries = await parts.runs.history.list();
    if (entries.length === 0) {
      void window.showInformationMessage(
        'No run is kept yet. Runs are kept while the setting kqlHunting.history.enabled is on.',
      );
      return;
    }
    const entry = await pickRun(parts, entries);
    if (entry === undefined) return;
    const reopened = await reopenRun(parts, entry);
    if (!reopened.ok) void showError(reopened.error);
  };
}

/** A run as a line of a list. */
export function describeRun(entry: HistoryEntry): RunItem {
  return {
    label: showInvisibles(entry.title),
    description: `${describeRowCount(entry)}, ${showInvisibles(entry.connection)}, ${whenRun(entry)}`,
    detail: notificationText(entry.query).slice(0, 300),
    entry,
  };
}

async function pickRun({ runs }: ReopenParts, entries: readonly HistoryEntry[]): Promise<HistoryEntry | undefined> {
  const pick = window.createQuickPick<RunItem>();
  pick.title = 'Run History';
  pick.placeholder = 'Pick a run to show its rows again';
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = entries.map((entry) => ({ ...describeRun(entry), buttons: [OPEN_QUERY, FORGET] }));
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.entry);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.onDidTriggerItemButton(({ button, item }) => {
      if (button === FORGET) {
        pick.items = pick.items.filter((other) => other !== item);
        void runs.history.remove(item.entry);
      } else {
        pick.hide();
        void openKustoDocument(item.entry.query);
      }
    });
    pick.show();
  });
}
