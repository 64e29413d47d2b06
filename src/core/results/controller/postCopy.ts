import { describeError, type Outcome } from '../../errors';
import type { HostMessage } from '../../protocol/gridMessages';
import type { GridActions } from './gridActions';
import type { CopiedRows } from './copyRows';

/** Writes copied rows to the clipboard, or says why there are none. */
export function postCopy(
  copied: Outcome<CopiedRows>,
  post: (message: HostMessage) => void,
  actions: GridActions,
): void {
  if (copied.ok) void copyText(copied.value.text, copied.value.summary, post, actions);
  else post({ type: 'status', text: describeError(copied.error) });
}

/** Writes a text to the clipboard and says so. */
export async function copyText(
  text: string,
  summary: string,
  post: (message: HostMessage) => void,
  actions: GridActions,
): Promise<void> {
  try {
    await actions.writeClipboard(text);
    post({ type: 'status', text: summary });
  } catch {
    post({ type: 'status', text: 'The clipboard could not be written. Try again, or save the rows to a file.' });
  }
}
