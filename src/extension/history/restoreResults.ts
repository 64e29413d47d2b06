import * as v from 'valibot';
import type { WebviewPanel, WebviewPanelSerializer } from 'vscode';
import { HistoryId } from '../../history/historyEntry';
import { showError } from '../notifications';
import type { OpenResult, ResultSource } from '../results/openResult';
import { reopenRun, type ReopenParts } from './reopenRun';

/** What a result's page keeps of the run that it showed. */
const State = v.object({ keptAs: HistoryId });

/** Fills the editors of results again after the window was reloaded, from the history; those that are not in it close. */
export function createResultRestorer(parts: ReopenParts): WebviewPanelSerializer {
  return {
    deserializeWebviewPanel: async (panel: WebviewPanel, data: unknown) => {
      const isKept = await restoreResult(parts, data, (source) => parts.results.openIn(panel, source));
      if (!isKept) panel.dispose();
    },
  };
}

/** Fills the view in the panel again, with the result that it showed when the window was reloaded. */
export async function restorePanelResult(parts: ReopenParts, data: unknown): Promise<void> {
  await restoreResult(parts, data, (source) => parts.results.openInPanel(source));
}

/** @returns false where the history does not have the run */
async function restoreResult(
  parts: ReopenParts,
  data: unknown,
  open: (source: ResultSource) => OpenResult,
): Promise<boolean> {
  const state = v.safeParse(State, data);
  const entry = state.success ? await parts.runs.history.find(state.output.keptAs) : undefined;
  if (entry === undefined) return false;
  const reopened = await reopenRun(parts, entry, open);
  if (!reopened.ok) void showError(reopened.error);
  return true;
}
