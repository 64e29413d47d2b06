import type { Column } from '../../core/results/resultTable';
import { DEFENDER_TABLES } from '../../kusto/schema/defenderTables';
import { loadSentinelTables } from '../../kusto/schema/sentinelTables';

let sentinelTables: ReturnType<typeof loadSentinelTables> | undefined;

/**
 * The columns that Microsoft documents for a table of this name, in Defender or in Sentinel; none for a table of the
 * user's own. Sentinel's many tables are read only where a name is none of Defender's.
 */
export async function documentedColumns(table: string): Promise<readonly Column[]> {
  const known = DEFENDER_TABLES.find(({ name }) => name === table);
  if (known !== undefined) return known.columns;
  sentinelTables ??= loadSentinelTables();
  return (await sentinelTables).find(({ name }) => name === table)?.columns ?? [];
}
