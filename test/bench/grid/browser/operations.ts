/** What is done to all rows in each grid, and how it is asked for. */
export interface Operation {
  readonly name: string;
  /** The call of the other libraries' adapters, and what undoes it. */
  readonly library: {
    readonly call: 'sort' | 'filter' | 'search' | 'group' | 'summarize';
    readonly words: readonly string[];
  };
  readonly undo?: readonly string[];
  /** The messages to our host; the last one is answered. */
  readonly own: readonly OwnMessage[];
  readonly ownUndo?: readonly OwnMessage[];
  /** It leaves some rows out; all grids must leave out the same. */
  readonly isFilter?: true;
  /** With which grids it cannot be compared, and why. */
  readonly note?: string;
}

type OwnMessage = { readonly type: string } & Readonly<Record<string, unknown>>;

/** About what a screen shows. */
const SCREEN: OwnMessage = { type: 'requestRows', firstRow: 0, rowCount: 48, columns: [0, 1, 2, 3, 4, 5, 6, 7] };

const COLUMNS = { Timestamp: 0, DeviceName: 2, FolderPath: 5, FileSize: 9, ProcessCommandLine: 14 } as const;
type ColumnName = keyof typeof COLUMNS;

export const OPERATIONS: readonly Operation[] = [
  sort('sortDateTime', 'Timestamp'),
  sort('sortString', 'ProcessCommandLine'),
  filter('filterFewDistinct', 'FolderPath', 'powershell'),
  filter('filterAllDistinct', 'ProcessCommandLine', 'ab12'),
  {
    name: 'quickSearch',
    library: { call: 'search', words: ['bitsadmin'] },
    undo: [''],
    own: [filterMessage('bitsadmin', []), SCREEN],
    ownUndo: [filterMessage('', [])],
    isFilter: true,
  },
  {
    name: 'groupBy',
    library: { call: 'group', words: ['DeviceName'] },
    undo: [''],
    own: [groupMessage([COLUMNS.DeviceName]), SCREEN],
    ownUndo: [groupMessage([])],
    note: 'AG Grid has grouping in its Enterprise edition only',
  },
  {
    name: 'columnStatistics',
    library: { call: 'summarize', words: ['FileSize'] },
    own: [{ type: 'requestColumnStatistics', column: COLUMNS.FileSize }],
  },
];

function sort(name: string, column: ColumnName): Operation {
  return {
    name,
    library: { call: 'sort', words: [column, 'descending'] },
    undo: ['ProcessId', 'ascending'],
    own: [{ type: 'sort', keys: [{ column: COLUMNS[column], direction: 'descending' }] }, SCREEN],
    ownUndo: [{ type: 'sort', keys: [] }, SCREEN],
  };
}

function filter(name: string, column: ColumnName, text: string): Operation {
  return {
    name,
    library: { call: 'filter', words: [column, text] },
    undo: [column, ''],
    own: [filterMessage('', [{ column: COLUMNS[column], text }]), SCREEN],
    ownUndo: [filterMessage('', [])],
    isFilter: true,
  };
}

function filterMessage(text: string, columns: readonly object[]): OwnMessage {
  return { type: 'filter', filter: { text, columns } };
}

function groupMessage(columns: readonly number[]): OwnMessage {
  const order = { by: 'count', direction: 'descending' };
  return { type: 'group', grouping: { levels: columns.map((column) => ({ column, order })), aggregates: [] } };
}
