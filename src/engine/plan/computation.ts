import type { Column } from '../../core/results/resultTable';
import { eachGroup } from '../procedures/eachGroup';
import type { Procedure } from '../procedures/procedure';
import type { LateralStep, PlanColumn, Relation, SharedRelation, SortKey } from './nodes';
import { dependsOnRow } from './relationParts';
import { call, column } from './scalar';

export type MakeComputed = (inputs: readonly Relation[], columns: readonly Column[], procedure: Procedure) => Relation;

/** The table that a procedure fills, in its order. */
export function computedRelation(
  table: string,
  inputs: readonly Relation[],
  shown: readonly Column[],
  procedure: Procedure,
  ids: { newId(): string },
): Relation {
  const columns = shown.map(({ name, type }): PlanColumn => ({ id: ids.newId(), name, type }));
  const ordinal = ids.newId();
  const computation = { table, inputs, columns, ordinal, procedure };
  return { columns, ordering: [ascending(ordinal)], step: { kind: 'computed', computation } };
}

/** The rows for which a pipeline is planned, as inside `mv-apply`; they are numbered once a procedure asks for it. */
export class OuterRow {
  private ordinal: string | undefined;
  private numbered: Relation | undefined;

  constructor(
    private readonly rows: Relation,
    private readonly around: OuterRow | undefined,
    private readonly newId: () => string,
    private readonly store: (relation: Relation) => SharedRelation,
  ) {}

  /** Those rows, with their numbers where they have any. */
  get relation(): Relation {
    return this.numbered ?? this.rows;
  }

  /** True where these rows depend on another row themselves. */
  get isNested(): boolean {
    return this.around !== undefined && dependsOnRow(this.rows);
  }

  /**
   * What a procedure makes for each of the rows, of inputs that depend on the row: it runs over all of them beforehand,
   * group by group, and each row then reads what is its own.
   */
  computeForEach(
    inputs: readonly Relation[],
    shared: readonly SharedRelation[],
    columns: readonly Column[],
    procedure: Procedure,
    make: MakeComputed,
  ): Relation {
    const [rows, ordinal] = this.number();
    const number: PlanColumn = { id: ordinal, name: '', type: 'long' };
    const groups: Relation = { columns: [number], ordering: [ascending(ordinal)], step: rows.step };
    const grouped = inputs.map((input): Relation => {
      const step: LateralStep = { kind: 'lateral', input: rows, body: input, shared: [...shared] };
      return { columns: [number, ...input.columns], ordering: [ascending(ordinal), ...input.ordering], step };
    });
    const all = make([groups, ...grouped], [number, ...columns], eachGroup(procedure));
    const [group, ...own] = all.columns;
    if (group === undefined) throw new Error('a computed relation lost a column');
    const predicate = call('Equal', 'bool', column(group.id, 'long'), column(ordinal, 'long'));
    return { columns: own, ordering: all.ordering, step: { kind: 'filter', input: all, predicate } };
  }

  /** The rows are stored with their numbers, so that a row has the same number wherever it is read. */
  private number(): readonly [Relation, string] {
    this.ordinal ??= this.newId();
    this.numbered ??= this.numberedRows(this.ordinal);
    return [this.numbered, this.ordinal];
  }

  private numberedRows(ordinal: string): Relation {
    const { columns, ordering } = this.rows;
    const shared = this.store({ columns, ordering, step: { kind: 'number', input: this.rows, ordinal } });
    const ids = new Set([...columns, ...ordering].map(({ id }) => id)).add(ordinal);
    const sources = [...ids].map((id) => ({ id, source: id }));
    return { columns, ordering, step: { kind: 'shared', shared, sources } };
  }
}

/** The order of a number that rows were given. */
export function ascending(id: string): SortKey {
  return { id, type: 'long', isDescending: false, nullsFirst: true };
}
