import { scalarTypeOf } from '../../core/results/scalarType';
import type { TableSchema } from '../tableSchema';

/**
 * The documented tables of Azure Monitor and Microsoft Sentinel, read when somebody wants them.
 * Source: https://learn.microsoft.com/azure/azure-monitor/reference/tables-index
 */
export async function loadSentinelTables(): Promise<readonly TableSchema[]> {
  const { default: shipped } = await import('./sentinelTables.json', { with: { type: 'json' } });
  return Object.entries<Readonly<Record<string, string>>>(shipped.tables).map(([name, columns]) => ({
    name,
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type: scalarTypeOf(type) })),
  }));
}
