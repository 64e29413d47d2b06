import { partitionPoint } from '../../partitionPoint';
import type { RowSpan } from '../resultView';
import type { KeyLevel } from './groupKeys';
import type { GroupedRows } from './groupRows';

/** A group by the depth of its level, from 0, and its place among the groups of that. */
export interface GroupPlace {
  readonly depth: number;
  readonly group: number;
}

/** What stands in a line of grouped rows: a group, or in its group the row at a place of `GroupedRows.rows`. */
export type GroupedLine = GroupPlace & ({ readonly kind: 'group' } | { readonly kind: 'row'; readonly place: number });

/** Which groups are open, by their level and the number that no sorting or filtering changes: 1 for each that is. */
export type OpenGroups = readonly Uint8Array[];

/** Grouped rows as they are shown, line by line: each group, and below an open one what is in it. */
export interface GroupLines {
  readonly grouped: GroupedRows;
  readonly open: OpenGroups;
  readonly lineCount: number;
  /** How many groups are shown, and by each, from first to last: its level's depth, its place there and its line. */
  readonly depths: Uint8Array;
  readonly groups: Uint32Array;
  readonly lines: Uint32Array;
}

/** All groups closed; what was open among `known` levels is open again. */
export function openGroupsOf({ keyLevels }: GroupedRows, known?: GroupLines): OpenGroups {
  return keyLevels.map((level, depth) => {
    const isKnown = known?.grouped.keyLevels[depth] === level;
    return (isKnown ? known.open[depth] : undefined) ?? new Uint8Array(level.count);
  });
}

/**
 * Which groups are open, told so that it holds for the same rows in another table: by level, of each the first row of
 * the table in it. So many are told at most, those of the first levels first.
 */
export function rowsOfOpenGroups({ grouped, open }: GroupLines, most: number): readonly (readonly number[])[] {
  let left = most;
  return grouped.keyLevels.map(({ firstRows }, depth) => {
    const rows: number[] = [];
    const level = open[depth] ?? new Uint8Array(0);
    for (let key = level.indexOf(1); key >= 0 && left > 0; key = level.indexOf(1, key + 1), left--) {
      rows.push(firstRows[key] ?? 0);
    }
    return rows;
  });
}

/** Opens, besides those that are, the groups in which some rows lie, by level. */
export function openWithRows(shown: GroupLines, rows: readonly (readonly number[])[]): GroupLines {
  const { grouped, open } = shown;
  const opened = open.map((level, depth) => {
    const { groups } = grouped.keyLevels[depth] ?? {};
    const changed = level.slice();
    for (const row of rows[depth] ?? []) {
      const key = groups?.[row];
      if (key !== undefined) changed[key] = 1;
    }
    return changed;
  });
  return listLines(grouped, opened);
}

/** Lists the lines of grouped rows. */
export function listLines(grouped: GroupedRows, open: OpenGroups): GroupLines {
  let groupCount = 0;
  const lineCount = visitGroups(grouped, open, () => (groupCount += 1));
  const depths = new Uint8Array(groupCount);
  const groups = new Uint32Array(groupCount);
  const lines = new Uint32Array(groupCount);
  let at = 0;
  visitGroups(grouped, open, (depth, group, line) => {
    depths[at] = depth;
    groups[at] = group;
    lines[at] = line;
    at += 1;
  });
  return { grouped, open, lineCount, depths, groups, lines };
}

/** What stands in a line; undefined beyond the last one. */
export function lineAt(shown: GroupLines, line: number): GroupedLine | undefined {
  const at = groupAbove(shown, line);
  if (at < 0 || line >= shown.lineCount) return undefined;
  const place = placeOf(shown, at);
  const ahead = line - (shown.lines[at] ?? 0);
  if (ahead === 0) return { kind: 'group', ...place };
  return { kind: 'row', ...place, place: rowsOfGroup(shown.grouped, place).first + ahead - 1 };
}

/** The line of the group in which a line's group or row lies; undefined for one of the first level. */
export function parentLine(shown: GroupLines, line: number): number | undefined {
  const found = lineAt(shown, line);
  const at = groupAbove(shown, line);
  if (found?.kind !== 'group') return found === undefined ? undefined : shown.lines[at];
  for (let above = at - 1; above >= 0; above--) {
    if ((shown.depths[above] ?? 0) < found.depth) return shown.lines[above];
  }
  return undefined;
}

/** The rows of a group, as a stretch of `GroupedRows.rows`. */
export function rowsOfGroup({ levels }: GroupedRows, { depth, group }: GroupPlace): RowSpan {
  const level = levels[depth];
  return { first: level?.starts[group] ?? 0, count: level?.counts[group] ?? 0 };
}

/** A group's level, and a row of the table that has its value there and those of the groups above in theirs. */
export function keyOf(
  { keyLevels, levels }: GroupedRows,
  { depth, group }: GroupPlace,
): { readonly level: KeyLevel | undefined; readonly row: number } {
  const level = keyLevels[depth];
  return { level, row: level?.firstRows[levels[depth]?.keys[group] ?? 0] ?? 0 };
}

/** How a group stands among those of its level in the same group above: its number from 1, and how many they are. */
export function siblingsOf(
  { levels }: GroupedRows,
  { depth, group }: GroupPlace,
): { readonly position: number; readonly count: number } {
  const [own, above] = [levels[depth], levels[depth - 1]];
  if (own === undefined || above === undefined) return { position: group + 1, count: own?.keys.length ?? 0 };
  const parent = own.parents[group] ?? 0;
  const first = above.children[parent] ?? 0;
  return { position: group - first + 1, count: (above.children[parent + 1] ?? 0) - first };
}

export function isOpen({ grouped, open }: GroupLines, { depth, group }: GroupPlace): boolean {
  return open[depth]?.[grouped.levels[depth]?.keys[group] ?? 0] === 1;
}

/** Opens or closes a group. */
export function setOpen({ grouped, open }: GroupLines, { depth, group }: GroupPlace, isOpened: boolean): GroupLines {
  const key = grouped.levels[depth]?.keys[group];
  if (key === undefined) return listLines(grouped, open);
  const changed = open.map((level, at) => (at === depth ? level.with(key, Number(isOpened)) : level));
  return listLines(grouped, changed);
}

/** Opens or closes all groups of all levels. */
export function setAllOpen({ grouped, open }: GroupLines, isOpened: boolean): GroupLines {
  return listLines(
    grouped,
    open.map((level) => new Uint8Array(level.length).fill(Number(isOpened))),
  );
}

/** Opens the groups in which a row lies. @param place of `GroupedRows.rows` */
export function reveal(shown: GroupLines, place: number): GroupLines {
  const { grouped, open } = shown;
  const row = grouped.rows[place] ?? 0;
  const keys = grouped.keyLevels.map(({ groups }) => groups[row] ?? 0);
  if (keys.every((key, depth) => open[depth]?.[key] === 1)) return shown;
  return listLines(
    grouped,
    open.map((level, depth) => level.with(keys[depth] ?? 0, 1)),
  );
}

/** The line of a row whose groups are open. @param place of `GroupedRows.rows` */
export function lineOfRow(shown: GroupLines, place: number): number {
  const { grouped, groups, lines, depths } = shown;
  const last = grouped.levels.length - 1;
  // Lines and the starts of their groups' rows grow together.
  const startOf = (at: number): number => grouped.levels[depths[at] ?? 0]?.starts[groups[at] ?? 0] ?? 0;
  const at = partitionPoint(lines.length, (candidate) => startOf(candidate) <= place) - 1;
  return depths[at] === last ? (lines[at] ?? 0) + 1 + place - startOf(at) : (lines[at] ?? 0);
}

/**
 * The rows that lines stand for, each once: a group stands for all of its rows, whether it is open or not.
 * @returns stretches of `GroupedRows.rows`
 */
export function rowsOfLines(shown: GroupLines, spans: readonly RowSpan[]): readonly RowSpan[] {
  const sorted = [...spans].sort((a, b) => a.first - b.first);
  const rows: RowSpan[] = [];
  let end = 0;
  const add = ({ first, count }: RowSpan): void => {
    const from = Math.max(first, end);
    if (from >= first + count) return;
    end = first + count;
    const before = rows.at(-1);
    if (before !== undefined && before.first + before.count === from) rows.pop();
    const start = before !== undefined && before.first + before.count === from ? before.first : from;
    rows.push({ first: start, count: end - start });
  };
  for (const { first, count } of sorted) {
    const lastLine = Math.min(first + count, shown.lineCount);
    for (let line = first; line < lastLine;) {
      const stretch = stretchAt(shown, line, lastLine);
      add(stretch.rows);
      line = stretch.end;
    }
  }
  return rows;
}

/** The rows of a line's group, or those of the lines from it on that are rows of one group. */
function stretchAt(
  shown: GroupLines,
  line: number,
  lastLine: number,
): { readonly rows: RowSpan; readonly end: number } {
  const found = lineAt(shown, line);
  if (found?.kind === 'group') return { rows: rowsOfGroup(shown.grouped, found), end: line + 1 };
  const end = Math.min(lastLine, shown.lines[groupAbove(shown, line) + 1] ?? shown.lineCount);
  return { rows: { first: found?.place ?? 0, count: end - line }, end };
}

/** @returns how many lines there are */
function visitGroups(
  { levels }: GroupedRows,
  open: OpenGroups,
  visit: (depth: number, group: number, line: number) => void,
): number {
  let line = 0;
  const visitLevel = (depth: number, first: number, last: number): void => {
    const level = levels[depth];
    if (level === undefined) return;
    const isLast = depth === levels.length - 1;
    for (let group = first; group < last; group++) {
      visit(depth, group, line);
      line += 1;
      if (open[depth]?.[level.keys[group] ?? 0] !== 1) continue;
      if (isLast) line += level.counts[group] ?? 0;
      else visitLevel(depth + 1, level.children[group] ?? 0, level.children[group + 1] ?? 0);
    }
  };
  visitLevel(0, 0, levels[0]?.keys.length ?? 0);
  return line;
}

/** The number, among those shown, of the last group up to a line. */
function groupAbove({ lines }: GroupLines, line: number): number {
  return partitionPoint(lines.length, (at) => (lines[at] ?? 0) <= line) - 1;
}

function placeOf({ depths, groups }: GroupLines, at: number): GroupPlace {
  return { depth: depths[at] ?? 0, group: groups[at] ?? 0 };
}
