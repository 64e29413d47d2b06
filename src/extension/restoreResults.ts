import * as v from 'valibot';
import type { WebviewPanel, WebviewPanelSerializer } from 'vscode';
import { HistoryId } from '../history/historyEntry';
import { showError } from './notifications';
import { reopenRun, type ReopenParts } from './reopenRun';

/** What a result's page keeps of the run that it showed. */
const State = v.object({ keptAs: HistoryId });

/** Fills the editors of results again after the window was reloaded, from the history; those that are not in it close. */
export function createResultRestorer(parts: ReopenParts): WebviewPanelSerializer {
  return {
    deserializeWebviewPanel: async (panel: WebviewPanel, data: unknown) => {
      const state = v.safeParse(State, data);
      const entry = state.success ? await parts.runs.history.find(state.output.keptAs) : undefined;
      if (entry === undefined) {
        panel.dispose();
        return;
      }
      const reopened = await reopenRun(parts, entry, (source) => parts.results.openIn(panel, source));
      if (!reopened.ok) void showError(reopened.error);
    },
  };
}
