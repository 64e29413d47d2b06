import type { BoundNode } from '../kusto/boundNode';
import { quoteName, type Rewording } from './answeredText';
import type { LoadedTables } from './huntingFunctions';

/** Columns that the documentation spells one way and many tenants, and the queries written for them, another. */
const SPELLINGS: readonly { readonly names: readonly [string, string]; readonly tables: readonly string[] }[] = [
  { names: ['Isp', 'ISP'], tables: ['CloudAppEvents', 'IdentityLogonEvents'] },
];

/** All names that may have to be spelled another way. */
export const SPELLED_TWO_WAYS: readonly string[] = SPELLINGS.flatMap(({ names }) => names);

/** Spells a column that no table has as the loaded tables do. */
export function spellAsLoaded(reference: BoundNode, tables: LoadedTables): readonly Rewording[] {
  if (reference.symbol !== undefined) return [];
  const { name, start, end } = reference;
  for (const { names, tables: holders } of SPELLINGS) {
    if (!names.includes(name)) continue;
    const other = names.find((spelling) => spelling !== name) ?? name;
    const isLoaded = holders.some((holder) => tables.get(holder)?.columns.some((column) => column.name === other));
    if (!isLoaded) return [];
    return [{ start, end, text: quoteName(other), note: `The column ${name} is called ${other} in the loaded data.` }];
  }
  return [];
}
