import type { LoadedColumn, LoadedTable } from '../physicalTypes';

/** Columns that the documentation spells one way and many tenants, and the queries written for them, another. */
const SPELLINGS: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  ['CloudAppEvents', [['Isp', 'ISP']]],
  ['IdentityLogonEvents', [['Isp', 'ISP']]],
]);

/** Lets queries name such columns either way. */
export function withOtherSpellings(table: LoadedTable): LoadedTable {
  const spelled = (SPELLINGS.get(table.name) ?? []).flatMap((pair) => otherColumn(table.columns, pair));
  return spelled.length === 0 ? table : { ...table, columns: [...table.columns, ...spelled] };
}

function otherColumn(columns: readonly LoadedColumn[], [one, other]: readonly [string, string]): LoadedColumn[] {
  const [first, second] = [one, other].map((name) => columns.findIndex((column) => column.name === name));
  const known = first === -1 ? second : first;
  const column = known === undefined ? undefined : columns[known];
  if (column === undefined || known === undefined || (first !== -1 && second !== -1)) return [];
  return [{ name: first === -1 ? one : other, type: column.type, sharedIndex: known }];
}
