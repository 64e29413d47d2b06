import type { GridColumn } from '../../core/protocol/gridMessages';
import type {
  AggregateFunction,
  GroupAggregate,
  Grouping,
  GroupLevel,
  GroupOrder,
} from '../../core/results/grouping/grouping';
import { TIME_BINS, type TimeBin } from '../../core/results/grouping/timeBins';
import { showInvisibles } from '../../core/visibleText';
import type { MenuItem } from '../actions/actionMenu';

/** What aggregates are called where they are chosen. */
export const AGGREGATE_LABELS: Readonly<Record<AggregateFunction, string>> = {
  count: 'Count',
  distinct: 'Distinct',
  nulls: 'Nulls',
  sum: 'Sum',
  average: 'Average',
  min: 'Min',
  max: 'Max',
};

const BIN_LABELS: Readonly<Record<TimeBin, string>> = {
  '1s': 'Second',
  '1m': 'Minute',
  '5m': '5 Minutes',
  '15m': '15 Minutes',
  '1h': 'Hour',
  '6h': '6 Hours',
  '1d': 'Day',
  '7d': 'Week',
};

export interface LevelActions {
  set(level: GroupLevel): void;
  move(by: -1 | 1): void;
  remove(): void;
}

/** What can be done with a level of groups, as a menu's items. */
export function levelItems(
  columns: readonly GridColumn[],
  { levels, aggregates }: Grouping,
  at: number,
  actions: LevelActions,
): readonly MenuItem[] {
  const level = levels[at];
  if (level === undefined) return [];
  const isTime = columns[level.column]?.type === 'datetime';
  const order = (label: string, next: GroupOrder): MenuItem => ({
    label: mark(label, isSameOrder(next, level.order)),
    run: () => actions.set({ ...level, order: next }),
  });
  const { column, bin, order: own } = level;
  return [
    order('Largest First', { by: 'count', direction: 'descending' }),
    order('Smallest First', { by: 'count', direction: 'ascending' }),
    order('By Value ▲', { by: 'value', direction: 'ascending' }),
    order('By Value ▼', { by: 'value', direction: 'descending' }),
    ...aggregates.flatMap((aggregate): readonly MenuItem[] => {
      const label = `By ${describeAggregate(columns, aggregate)}`;
      return [
        order(`${label} ▼`, { by: 'aggregate', aggregate, direction: 'descending' }),
        order(`${label} ▲`, { by: 'aggregate', aggregate, direction: 'ascending' }),
      ];
    }),
    ...(isTime
      ? [
          'separator' as const,
          ...TIME_BINS.map((width) => ({
            label: mark(BIN_LABELS[width], bin === width),
            run: () => actions.set({ ...level, bin: width }),
          })),
          { label: mark('Exact Time', bin === undefined), run: () => actions.set({ column, order: own }) },
        ]
      : []),
    'separator',
    ...(at > 0 ? [{ label: 'Move Outwards', keys: 'Alt+←', run: () => actions.move(-1) }] : []),
    ...(at < levels.length - 1 ? [{ label: 'Move Inwards', keys: 'Alt+→', run: () => actions.move(1) }] : []),
    { label: 'Ungroup', keys: 'Delete', run: () => actions.remove() },
  ];
}

/** The width of a level's bins, which Kusto counts in UTC however times are shown; nothing where it has none. */
export function describeBin({ bin }: GroupLevel): string {
  return bin === undefined ? '' : ` by ${bin} (UTC)`;
}

/** In which order the groups of a level stand, in few characters. */
export function describeOrder(columns: readonly GridColumn[], order: GroupOrder): string {
  const arrow = order.direction === 'descending' ? '▼' : '▲';
  if (order.by === 'aggregate') return `${describeAggregate(columns, order.aggregate)} ${arrow}`;
  return order.by === 'count' ? `count ${arrow}` : arrow;
}

function describeAggregate(columns: readonly GridColumn[], { column, function: name }: GroupAggregate): string {
  return `${AGGREGATE_LABELS[name]} of ${showInvisibles(columns[column]?.name ?? '')}`;
}

function isSameOrder(a: GroupOrder, b: GroupOrder): boolean {
  if (a.direction !== b.direction) return false;
  if (a.by !== 'aggregate' || b.by !== 'aggregate') return a.by === b.by;
  return a.aggregate.column === b.aggregate.column && a.aggregate.function === b.aggregate.function;
}

function mark(label: string, isOn: boolean): string {
  return isOn ? `${label} ✓` : label;
}
