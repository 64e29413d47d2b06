import type { ScalarType } from '../../../core/results/scalarType';
import type { Relation } from '../nodes';

/** A column of a union; `origin` is its name in the tables that have it. */
export interface UnitedColumn {
  readonly name: string;
  readonly type: ScalarType;
  readonly origin: string;
}

/**
 * The columns of a union: those of one name and type are one. Where a name has several types, each becomes
 * `name_type`, with a number behind where a table has a column of that very name. `kind=inner` leaves those that every
 * table has.
 */
export function unitedColumns(relations: readonly Relation[], isInner: boolean): UnitedColumn[] {
  const typesByName = new Map<string, ScalarType[]>();
  for (const { name, type } of relations.flatMap(({ columns }) => columns)) {
    const types = typesByName.get(name) ?? [];
    if (!types.includes(type)) typesByName.set(name, [...types, type]);
  }
  const taken = new Set(typesByName.keys());
  const united = [...typesByName].flatMap(([origin, types]) =>
    types.map((type): UnitedColumn => {
      const name = types.length === 1 ? origin : freeName(`${origin}_${type}`, taken);
      taken.add(name);
      return { name, type, origin };
    }),
  );
  if (!isInner) return united;
  return united.filter((column) => relations.every((relation) => findOrigin(relation, column) !== undefined));
}

/** The column of a table that becomes a column of the union. */
export function findOrigin(
  relation: Relation,
  { origin, type }: Pick<UnitedColumn, 'origin' | 'type'>,
): Relation['columns'][number] | undefined {
  return relation.columns.find((item) => item.name === origin && item.type === type);
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1, free = name; ; number++) {
    if (!taken.has(free)) return free;
    free = `${name}${number}`;
  }
}
