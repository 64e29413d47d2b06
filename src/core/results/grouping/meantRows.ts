import type { Outcome } from '../../errors';
import type { TableSelection } from '../../formats/rowWriter';
import type { Pivot } from '../../kql/pivots';
import { readCellValue, type CellValue } from '../display/cellValue';
import { conditionOn } from '../filtering/conditionOn';
import { displayValue } from '../display/displayCell';
import type { FindRequest, FoundCells } from '../searching/findCells';
import type { Breathe } from '../longWork';
import type { ResultTable } from '../resultTable';
import { selectFromView, shownRowCount, tableRow, type ViewSelection } from '../resultView';
import { showLines, type ShownResult } from '../controller/shownResult';
import { conditionOnGroups, groupsIn } from './conditionOnGroups';
import type { ArrangedRows } from './groupedResult';
import { keyOf, lineAt, lineOfRow, reveal, rowsOfGroup, rowsOfLines } from './groupLines';
import { binAround } from './timeBins';

/** The cell of the table that is meant by one that is shown: in a group's line the value that its rows share. */
export interface MeantCell {
  readonly table: ResultTable;
  readonly row: number;
  readonly column: number;
  /** Where the bin begins that is the group's value. */
  readonly binStart?: string;
}

/** The cell that is meant by a line and a column; undefined where there is none. */
export function cellMeant(
  { view, groups }: ArrangedRows,
  { row: line, column }: { readonly row: number; readonly column: number },
): MeantCell | undefined {
  const { table } = view;
  if (column >= table.columns.length) return undefined;
  if (groups === undefined) {
    return line < shownRowCount(view) ? { table, row: tableRow(view, line), column } : undefined;
  }
  const found = lineAt(groups, line);
  if (found === undefined) return undefined;
  if (found.kind === 'row') return { table, row: tableRow(view, found.place), column };
  const { level, row } = keyOf(groups.grouped, found);
  if (level === undefined) return undefined;
  const bin = level.bin === undefined ? undefined : binAround(table.text(row, level.column), level.bin);
  return { table, row, column: level.column, ...(bin === undefined ? {} : { binStart: bin.start }) };
}

export function textOfCell({ table, row, column, binStart }: MeantCell): string {
  return binStart ?? table.text(row, column);
}

export function readMeantCell({ table, row, column, binStart }: MeantCell): CellValue {
  if (binStart === undefined) return readCellValue(table, row, column);
  const text = displayValue('datetime', binStart);
  return { isNull: false, text, length: text.length, isCut: false, hasMixedScripts: false };
}

/** What is selected, as rows of the view: a group's line stands for all of its rows. */
export function selectionMeant({ groups }: ArrangedRows, selection: ViewSelection): ViewSelection {
  return groups === undefined ? selection : { ...selection, rows: rowsOfLines(groups, selection.rows) };
}

export function selectShown(arranged: ArrangedRows, selection: ViewSelection): TableSelection {
  return selectFromView(arranged.view, selectionMeant(arranged, selection));
}

/** The KQL condition for what is selected: with groups alone, for the values that make them. */
export function conditionOnShown(arranged: ArrangedRows, pivot: Pivot, selection: ViewSelection): Outcome<string> {
  const { view, groups } = arranged;
  const isOnGroups = groups !== undefined && (pivot === 'include' || pivot === 'exclude');
  const selected = isOnGroups ? groupsIn(groups, selection.rows) : undefined;
  if (isOnGroups && selected !== undefined) {
    return conditionOnGroups(groups.grouped, selected, pivot === 'include');
  }
  return conditionOn(view, pivot, selectionMeant(arranged, selection));
}

/** Finds a cell in all rows and opens the groups in which it lies. */
export function findShown(
  shown: ShownResult,
  request: FindRequest,
  breathe: Breathe,
): FoundCells & { readonly lineCount?: number } {
  const { view, groups } = shown.arranged;
  const wanted = shown.zone === undefined ? request : { ...request, zone: shown.zone };
  if (groups === undefined) return shown.finder.find(view, wanted, breathe);
  const from = lineAt(groups, request.from.row);
  const isGroup = from?.kind === 'group';
  const found = shown.finder.find(
    view,
    {
      ...wanted,
      from: isGroup
        ? { row: rowsOfGroup(groups.grouped, from).first, place: 0 }
        : { ...request.from, row: from?.place ?? shownRowCount(view) },
      direction: isGroup && request.direction === 'next' ? 'here' : request.direction,
    },
    breathe,
  );
  // Others may have been opened meanwhile.
  const now = shown.arranged.groups ?? groups;
  if (found.at === undefined) return found;
  const revealed = reveal(now, found.at.row);
  showLines(shown, revealed);
  return {
    ...found,
    at: { ...found.at, row: lineOfRow(revealed, found.at.row) },
    ...(revealed === now ? {} : { lineCount: revealed.lineCount }),
  };
}
