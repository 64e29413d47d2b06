import type { DisplayCell } from '../../../core/results/display/displayCell';

export type Cells = readonly (readonly DisplayCell[])[];

/** A rectangle of cells, whose columns are told by the places at which they are shown. */
export interface PlaceWindow {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly firstColumn: number;
  readonly columnCount: number;
}
