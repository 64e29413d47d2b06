import type { GridColumn } from '../../core/protocol/gridMessages';

/** A column that stands at some place of the grid. */
export interface ShownColumn extends GridColumn {
  /** Its index in the table. */
  readonly index: number;
}

/** The columns of a grid from left to right. */
export interface ShownColumns {
  readonly columns: readonly ShownColumn[];
  /** So many of them, from the left, stay while the others scroll. */
  readonly pinnedCount: number;
}
