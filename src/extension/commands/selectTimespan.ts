import { window, type QuickPickItem } from 'vscode';
import { describeError } from '../../core/errors';
import { formatTimespan, parseTimespan } from '../../core/kql/timespan';
import { showError } from '../notifications';
import { TIMESPAN_PRESETS, type TimespanChoice } from '../queries/timespanChoice';

interface TimespanItem extends QuickPickItem {
  readonly text?: string;
}

/** Asks how far queries look back; a keybinding or another extension may give the timespan, such as `P7D`. */
export function selectTimespanCommand(timespans: TimespanChoice) {
  return async (text?: unknown): Promise<void> => {
    if (typeof text === 'string') {
      await select(timespans, text);
      return;
    }
    const custom: TimespanItem = { label: 'Custom…', description: 'a duration, a start, or two of them with a slash' };
    const presets = TIMESPAN_PRESETS.map((preset): TimespanItem => ({
      ...preset,
      description: preset.text ?? 'none is sent: the service looks back 30 days',
    }));
    const picked = await window.showQuickPick([...presets, custom], {
      title: 'Select Timespan',
      placeHolder: 'How far hunting queries look back; a time filter in the query can only shorten it',
    });
    if (picked === undefined) return;
    if (picked !== custom) await select(timespans, picked.text);
    else await askCustom(timespans);
  };
}

async function askCustom(timespans: TimespanChoice): Promise<void> {
  const { current } = timespans;
  const text = await window.showInputBox({
    title: 'Custom Timespan',
    prompt: 'P7D · 2026-01-31T00:00:00Z · start/end · duration/end · start/duration',
    value: current === undefined ? 'P7D' : formatTimespan(current),
    validateInput: (typed) => {
      const parsed = parseTimespan(typed);
      return parsed.ok ? undefined : describeError(parsed.error);
    },
  });
  if (text !== undefined) await select(timespans, text);
}

async function select(timespans: TimespanChoice, text: string | undefined): Promise<void> {
  const selected = await timespans.select(text);
  if (!selected.ok) void showError(selected.error);
}
