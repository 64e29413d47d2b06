import type { EngineValue } from '../../engineAnswer';
import type { Procedure, Row } from '../procedure';
import { settingsOf } from './events';

const OUT_OF_ORDER = 'columns are out of order';
/** Types that hold the values of others, as the merged schema has them. */
const WIDER: ReadonlyMap<string, readonly (readonly [type: string, system: string])[]> = new Map([
  [
    'int',
    [
      ['long', 'System.Int64'],
      ['real', 'System.Double'],
    ],
  ],
  ['long', [['real', 'System.Double']]],
]);

interface MergedColumn {
  readonly name: EngineValue;
  readonly ordinal: bigint;
  readonly system: string;
  readonly type: string;
}

/**
 * `schema_merge`: one schema of several, in rows as `getschema` gives them. A column whose place or type does not fit is
 * an error in its row. The setting is whether a column has to stand where it first stood.
 */
export const mergeSchemas: Procedure = function* ([rows = [], settings]) {
  const [keepsOrder] = settingsOf(settings);
  const merged = new Map<EngineValue, MergedColumn>();
  for (const [name = null, place, system, type] of rows) {
    const column = { name, ordinal: BigInt(Number(place)), system: String(system), type: String(type) };
    const known = merged.get(name);
    const ordinal = keepsOrder === true ? column.ordinal : BigInt(merged.size);
    merged.set(name, known === undefined ? { ...column, ordinal } : mergeColumn(known, column, keepsOrder === true));
  }
  yield* [...merged.values()].map(({ name, ordinal, system, type }): Row => [name, Number(ordinal), system, type]);
};

function mergeColumn(known: MergedColumn, column: MergedColumn, keepsOrder: boolean): MergedColumn {
  if (known.ordinal < 0n) return known;
  if (keepsOrder && known.ordinal !== column.ordinal) return failed(known, OUT_OF_ORDER);
  if (known.type === column.type) return known;
  const wider = widerOf(known, column) ?? widerOf(column, known);
  if (wider === undefined) return failed(known, `the types ${known.type} and ${column.type} do not meet`);
  return { ...known, type: wider[0], system: wider[1] };
}

function widerOf(narrow: MergedColumn, wide: MergedColumn): readonly [string, string] | undefined {
  return WIDER.get(narrow.type)?.find(([type]) => type === wide.type);
}

function failed({ name }: MergedColumn, reason: string): MergedColumn {
  return { name, ordinal: -1n, system: `ERROR(unknown CSL type:ERROR(${reason}))`, type: `ERROR(${reason})` };
}
