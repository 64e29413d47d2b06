import type { ChartImage } from '../../charts/chartImage';
import type { TableSelection } from '../../formats/rowWriter';

/** What a grid's page cannot do itself. */
export interface GridActions {
  writeClipboard(text: string): Promise<void>;
  /** Writes an operator, such as `where X == 1`, behind the query that the result came from. */
  append(operator: string): void;
  /** Opens a query in a new document; it is not run. */
  openQuery(query: string): void;
  /** Asks where to save and saves; it tells the user of its own success and failure. */
  save(selection: TableSelection): void;
  /** As `save`, for the picture of a chart. */
  saveChart(image: ChartImage): void;
}
