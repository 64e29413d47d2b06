import type { DisplayCell } from '../../core/results/displayCell';

export type Cells = readonly (readonly DisplayCell[])[];

/** Some rows of some columns, which are told by their index in the table. */
export interface ColumnsWindow {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly columns: readonly number[];
}
