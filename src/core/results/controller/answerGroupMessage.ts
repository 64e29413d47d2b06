import type { GroupedCounts, GroupRequest } from '../../protocol/groupMessages';
import type { HostMessage } from '../../protocol/gridMessages';
import { shownRowCount } from '../resultView';
import { showLines, type ShownResult } from './shownResult';
import { countsOf, type ArrangedRows } from '../grouping/groupedResult';
import { lineAt, parentLine, setAllOpen, setOpen } from '../grouping/groupLines';

type ArrangingRequest = Extract<GroupRequest, { readonly type: 'openGroup' | 'openAllGroups' | 'requestParentLine' }>;

/** Answers what a page asks of a result's groups. */
export function answerGroupMessage(
  message: ArrangingRequest,
  shown: ShownResult,
  post: (message: HostMessage) => void,
): void {
  const { requestId } = message;
  const { groups } = shown.arranged;
  switch (message.type) {
    case 'openGroup': {
      const found = groups === undefined ? undefined : lineAt(groups, message.line);
      if (groups === undefined || found?.kind !== 'group') return;
      showLines(shown, setOpen(groups, found, message.isOpen));
      post({ type: 'rowsGrouped', requestId, ...describeRows(shown.arranged) });
      return;
    }
    case 'openAllGroups':
      if (groups === undefined) return;
      showLines(shown, setAllOpen(groups, message.isOpen));
      post({ type: 'rowsGrouped', requestId, ...describeRows(shown.arranged) });
      return;
    case 'requestParentLine': {
      const line = groups === undefined ? undefined : parentLine(groups, message.line);
      post({ type: 'parentLine', requestId, ...(line === undefined ? {} : { line }) });
      return;
    }
  }
}

/** How many rows are shown, and how they are grouped. */
export function describeRows({ view, groups }: ArrangedRows): {
  readonly shownRowCount: number;
  readonly groups?: GroupedCounts;
} {
  return { shownRowCount: shownRowCount(view), ...(groups === undefined ? {} : { groups: countsOf(groups) }) };
}
