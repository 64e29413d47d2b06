import { fail, succeed, type Outcome } from '../errors';
import { writeCondition, type Pivot } from '../kql/whereClause';
import { noSuchValue, tooManyValues } from './errors';
import { tableRows, type ResultView, type RowSpan } from './resultView';

/** More distinct values than this make a condition that nobody reads and that the service may refuse. */
const MOST_VALUES = 1000;

/** Some rows of a view, by one column. */
export interface PivotedValues {
  readonly pivot: Pivot;
  readonly column: number;
  readonly rows: readonly RowSpan[];
}

/** The KQL condition for the values that some shown rows have in a column. */
export function conditionOn(view: ResultView, { pivot, column, rows }: PivotedValues): Outcome<string> {
  const { table } = view;
  const shown = table.columns[column];
  if (shown === undefined) return fail(noSuchValue());
  const values = new Set<string | null>();
  for (const row of tableRows(view, rows)) {
    values.add(table.isNull(row, column) ? null : table.text(row, column));
    if (values.size > MOST_VALUES) return fail(tooManyValues(MOST_VALUES));
  }
  const condition = writeCondition(shown, [...values], pivot);
  return condition === undefined ? fail(noSuchValue()) : succeed(condition);
}
