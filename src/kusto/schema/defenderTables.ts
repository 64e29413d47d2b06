import { scalarTypeOf } from '../../core/results/scalarType';
import type { TableSchema } from '../tableSchema';
import shipped from './defenderTables.json' with { type: 'json' };
import { KNOWN_VALUES } from './knownValues';

/**
 * The documented tables of advanced hunting in Defender XDR, columns in their documented order.
 * Source: https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
 */
export const DEFENDER_TABLES: readonly TableSchema[] = Object.entries(shipped.tables).map(([name, columns]) => ({
  name,
  columns: Object.entries<string>(columns).map(([column, type]) => ({
    name: column,
    type: scalarTypeOf(type),
    examples: KNOWN_VALUES[name]?.[column] ?? [],
  })),
}));
