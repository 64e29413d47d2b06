import type { ScalarType } from '../../core/results/scalarType';
import { TRANSPORT_TYPES } from '../physicalTypes';
import type { Computation, QueryPlan, Relation, SharedRelation } from '../plan/nodes';
import { relationsBelow } from '../plan/relationParts';
import type { Procedure } from '../procedures/procedure';
import { renderInput, renderQuery, renderRelation, withShared } from './renderQuery';

/** A statement to run, or a procedure whose rows fill a temporary table, before the query's own SQL. */
export type Preparation =
  | { readonly kind: 'store'; readonly sql: string }
  | {
      readonly kind: 'compute';
      /** Makes the table: the columns, then the number of the row. */
      readonly create: string;
      readonly table: string;
      readonly types: readonly ScalarType[];
      readonly inputs: readonly { readonly sql: string; readonly width: number }[];
      readonly procedure: Procedure;
    };

export interface RenderedPlan {
  /** In the order in which they have to run, on the connection that runs the query. */
  readonly preparations: readonly Preparation[];
  readonly sql: string;
}

/**
 * Writes a whole plan: one statement, and what has to run before it where the plan has computed steps. What such a step
 * reads of a materialized relation is stored too, so that every reader sees the same rows.
 */
export function renderPlan({ relation, shared }: QueryPlan): RenderedPlan {
  const preparations = new Preparations();
  preparations.addFor(relation);
  const used = new Set(sharedBelow(relation));
  const sql = renderQuery({
    relation,
    shared: shared.filter((item) => used.has(item) && !preparations.stored.has(item)),
  });
  return { preparations: preparations.list, sql };
}

class Preparations {
  readonly list: Preparation[] = [];
  readonly stored = new Set<SharedRelation>();
  private readonly seen = new Set<Relation>();

  /** What has to run before a relation can be read. */
  addFor(relation: Relation): void {
    for (const { step } of relationsBelow(relation, this.seen)) {
      if (step.kind === 'computed') this.addComputation(step.computation);
    }
  }

  private addComputation(computation: Computation): void {
    const { table, columns, ordinal, inputs, procedure } = computation;
    for (const shared of inputs.flatMap(sharedBelow)) this.store(shared);
    this.list.push({
      kind: 'compute',
      create: `CREATE TEMP TABLE ${table} (${[...columns, { id: ordinal, type: 'long' as const }].map(columnSql).join(', ')})`,
      table,
      types: columns.map(({ type }) => type),
      inputs: inputs.map((relation) => ({
        sql: renderInput({ relation, shared: this.notStored(relation) }),
        width: relation.columns.length,
      })),
      procedure,
    });
  }

  private store(shared: SharedRelation): void {
    if (!shared.isMaterialized || this.stored.has(shared)) return;
    const statement = withShared(this.notStored(shared.relation), renderRelation(shared.relation));
    this.list.push({ kind: 'store', sql: `CREATE TEMP TABLE ${shared.name} AS ${statement}` });
    this.stored.add(shared);
  }

  private notStored(relation: Relation): readonly SharedRelation[] {
    return sharedBelow(relation).filter((item) => !this.stored.has(item));
  }
}

/** The shared relations that a relation reads, each before those that use it; not those that belong to one row. */
function sharedBelow(relation: Relation): readonly SharedRelation[] {
  const found = new Set<SharedRelation>();
  const own = new Set<SharedRelation>();
  for (const { step } of relationsBelow(relation)) {
    if (step.kind === 'shared') found.add(step.shared);
    if (step.kind === 'lateral') for (const shared of step.shared) own.add(shared);
  }
  return [...found].filter((shared) => !own.has(shared));
}

function columnSql({ id, type }: { readonly id: string; readonly type: ScalarType }): string {
  return `${id} ${TRANSPORT_TYPES[type]}`;
}
