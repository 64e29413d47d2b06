import { chartOf } from '../../charts/chartOf';
import { countOf } from '../../formatCount';
import type { GridMessage, HostMessage } from '../../protocol/gridMessages';
import type { OpenRows } from '../../protocol/groupMessages';
import { filterView, sortView, type ResultView } from '../resultView';
import { arrangeAgain, arrangeInGroups, readGrouping, type ArrangedRows } from '../grouping/groupedResult';
import { listLines, openGroupsOf, openWithRows, type GroupLines } from '../grouping/groupLines';
import { findShown, selectionMeant, selectShown } from '../grouping/meantRows';
import { tableOfGroups } from '../grouping/tableOfGroups';
import type { Breathe } from '../longWork';
import { allRows } from '../sorting/sortRows';
import { describeColumn } from '../statistics/columnStatistics';
import { summarizeCells } from '../statistics/summarizeCells';
import { describeRows } from './answerGroupMessage';
import type { GridActions } from './gridActions';
import { readFilter, showStatistics, showSummary, valuesToChoose } from './columnAnswers';
import { copyRows } from './copyRows';
import { postCopy } from './postCopy';
import type { ShownResult } from './shownResult';
import type { WorkKind } from './workQueue';

/** What may take long where there are many rows: it can be stopped, and windows are read meanwhile. */
const WORKS = {
  sort: { kind: 'sort', doing: 'Sorting' },
  filter: { kind: 'filter', doing: 'Filtering' },
  group: { kind: 'group', doing: 'Grouping' },
  requestColumnStatistics: { kind: 'statistics', doing: 'Counting the values of' },
  requestColumnValues: { kind: 'values', doing: 'Listing the values of' },
  find: { kind: 'find', doing: 'Searching' },
  requestChart: { kind: 'chart', doing: 'Drawing' },
  copyRows: { kind: 'copy', doing: 'Copying from' },
  copyGroups: { kind: 'copy', doing: 'Copying the groups of' },
  saveGroups: { kind: 'save', doing: 'Reading the groups of' },
  requestSummary: { kind: 'summary', doing: 'Summing up cells of' },
} as const satisfies Readonly<Record<string, { readonly kind: WorkKind; readonly doing: string }>>;

export type LongRequest = Extract<GridMessage, { readonly type: keyof typeof WORKS }>;

export function isLongRequest(message: GridMessage): message is LongRequest {
  return message.type in WORKS;
}

/** Answers a request in the queue of its result; what the page shows stays as it is until the answer comes. */
export function answerLongWork(
  message: LongRequest,
  shown: ShownResult,
  post: (message: HostMessage) => void,
  actions: GridActions,
): void {
  const { kind, doing } = WORKS[message.type];
  shown.works.do({
    kind,
    givesWay: kind === 'summary',
    sentence: `${doing} ${countOf(shown.answer.table.rowCount, 'row')}…`,
    run: (breathe) => answer(message, shown, post, actions, breathe),
    onStopped: () => {
      if ('requestId' in message) post({ type: 'workStopped', requestId: message.requestId });
    },
  });
}

function answer(
  message: LongRequest,
  shown: ShownResult,
  post: (message: HostMessage) => void,
  actions: GridActions,
  breathe: Breathe,
): void {
  const { base, view, groups } = shown.arranged;
  switch (message.type) {
    case 'sort': {
      const { requestId, keys } = message;
      arrange(shown, (from) => arrangeAgain(sortView(base, keys, breathe), from, breathe), breathe);
      post({ type: 'rowsSorted', requestId, sort: shown.arranged.base.sort });
      return;
    }
    case 'filter': {
      const { requestId, filter } = message;
      const filtered = (): ResultView => filterView(base, readFilter(view.table, filter, shown.zone), breathe);
      arrange(shown, (from) => arrangeAgain(filtered(), from, breathe), breathe);
      shown.filterTexts = filter;
      post({ type: 'rowsFiltered', requestId, ...describeRows(shown.arranged) });
      return;
    }
    case 'group': {
      const { requestId, grouping, openRows } = message;
      const wanted = readGrouping(base, grouping, breathe);
      arrange(shown, (from) => openAgain(arrangeInGroups(base, wanted, from, breathe), openRows), breathe);
      post({ type: 'rowsGrouped', requestId, ...describeRows(shown.arranged) });
      return;
    }
    case 'requestColumnStatistics': {
      const { requestId, column } = message;
      if (column >= view.table.columns.length) return;
      const statistics = describeColumn(view.table, column, view.kept ?? allRows(view.table), breathe, shown.zone);
      post({ type: 'columnStatistics', requestId, statistics: showStatistics(statistics) });
      return;
    }
    case 'requestColumnValues': {
      if (message.column >= view.table.columns.length) return;
      post({ type: 'columnValues', requestId: message.requestId, values: valuesToChoose(shown, message, breathe) });
      return;
    }
    case 'find':
      post({ type: 'found', requestId: message.requestId, ...findShown(shown, message, breathe) });
      return;
    case 'requestChart':
      post({ type: 'chart', requestId: message.requestId, chart: chartOf(view, message.spec, breathe) });
      return;
    case 'requestSummary': {
      const areas = message.areas.map((area) => selectionMeant(shown.arranged, area));
      const summary = showSummary(summarizeCells(view, areas, breathe));
      post({ type: 'selectionSummary', requestId: message.requestId, summary });
      return;
    }
    case 'copyRows': {
      const { selection, format, withHeader } = message;
      postCopy(copyRows(selectShown(shown.arranged, selection), format, withHeader, breathe), post, actions);
      return;
    }
    case 'copyGroups':
      if (groups === undefined) return;
      postCopy(
        copyRows({ table: tableOfGroups(groups.grouped, breathe) }, message.format, true, breathe),
        post,
        actions,
      );
      return;
    case 'saveGroups':
      if (groups !== undefined) actions.save({ table: tableOfGroups(groups.grouped, breathe) });
      return;
  }
}

function openAgain(arranged: ArrangedRows, rows: OpenRows | undefined): ArrangedRows {
  const { groups } = arranged;
  return groups === undefined || rows === undefined ? arranged : { ...arranged, groups: openWithRows(groups, rows) };
}

/** Shows rows arranged anew, with the groups open that are so by then: some may have been opened meanwhile. */
function arrange(
  shown: ShownResult,
  arrangeFrom: (groups: GroupLines | undefined) => ArrangedRows,
  breathe: Breathe,
): void {
  const before = shown.arranged.groups;
  const arranged = arrangeFrom(before);
  // Nothing is shown that was given up meanwhile.
  breathe();
  const now = shown.arranged.groups;
  const { groups } = arranged;
  shown.arranged =
    groups === undefined || now === before
      ? arranged
      : { ...arranged, groups: listLines(groups.grouped, openGroupsOf(groups.grouped, now)) };
}
