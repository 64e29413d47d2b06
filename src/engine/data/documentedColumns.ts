import type { Column } from '../../core/results/resultTable';
import { DEFENDER_TABLES } from '../../kusto/schema/defenderTables';

/** The columns that Microsoft documents for a table of this name; none for a table of the user's own. */
export function documentedColumns(table: string): readonly Column[] {
  return DEFENDER_TABLES.find(({ name }) => name === table)?.columns ?? [];
}
