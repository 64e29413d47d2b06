import type { Column } from '../../core/results/resultTable';
import type { BoundNode } from '../../kusto/boundNode';
import { carryRows } from '../procedures/carryRows';
import type { Procedure } from '../procedures/procedure';
import { ascending } from './computation';
import type { PlanColumn, Relation, Scalar } from './nodes';
import type { Planner } from './planner';
import { column, literal } from './scalar';

/** Rows that a procedure picked, with the columns that they had and those that it computed. */
export interface PickedRows {
  readonly rows: Relation;
  /** The columns of the rows, in their order. */
  readonly own: readonly PlanColumn[];
  readonly computed: readonly PlanColumn[];
}

/**
 * Lets a procedure pick rows in their order, some more than once, and compute columns for them. It reads the number of a
 * row and the values of `reads`, and yields the number of a row and the values of `columns`; what else the rows hold
 * never leaves the database.
 */
export function pickRows(
  node: BoundNode,
  rows: Relation,
  reads: readonly Scalar[],
  columns: readonly Column[],
  procedure: Procedure,
  planner: Planner,
): PickedRows {
  const width = rows.columns.length;
  const numbered = numberRows(rows, reads, planner);
  if (planner.isPerRow(rows)) return carryThrough(node, numbered, width, columns, procedure, planner);
  const use = planner.share(numbered, true);
  const [read, kept] = [use(), use()];
  const input: Relation = { ...read, columns: [numberOf(read), ...read.columns.slice(width)] };
  const picked = planner.compute(node, [input], [{ name: '', type: 'long' }, ...columns], procedure);
  const [number, ...computed] = picked.columns;
  const [order] = picked.ordering;
  if (number === undefined || order === undefined) throw new Error('a computed relation lost a column');
  const own = kept.columns.slice(0, width);
  const all = [...own, ...computed];
  return {
    own,
    computed,
    rows: {
      columns: all,
      ordering: picked.ordering,
      step: {
        kind: 'join',
        type: 'inner',
        left: picked,
        right: kept,
        columns: [...all, { id: order.id, name: '', type: order.type }],
        keys: [{ left: column(number.id, 'long'), right: column(numberOf(kept).id, 'long') }],
        keepsOneLeftRow: false,
      },
    },
  };
}

/** Rows that depend on a row outside cannot be stored and found again, so they go through the procedure whole. */
function carryThrough(
  node: BoundNode,
  rows: Relation,
  width: number,
  columns: readonly Column[],
  procedure: Procedure,
  planner: Planner,
): PickedRows {
  const shown = [...rows.columns.slice(0, width), ...columns];
  const picked = planner.compute(node, [rows], shown, carryRows(width, procedure));
  return { rows: picked, own: picked.columns.slice(0, width), computed: picked.columns.slice(width) };
}

/** The rows with what is read of them, numbered in their order. */
function numberRows(rows: Relation, reads: readonly Scalar[], planner: Planner): Relation {
  const read = reads.map((source): { readonly id: string; readonly source: Scalar } => ({
    id: planner.newId(),
    source,
  }));
  const own = rows.columns.map(({ id, type }) => ({ id, source: column(id, type) }));
  const number: Scalar = {
    kind: 'window',
    type: 'long',
    name: 'row_number',
    args: [literal('long', 1n)],
    ordering: rows.ordering,
  };
  const ordinal = planner.newId();
  return {
    columns: [...rows.columns, ...read.map(({ id, source }): PlanColumn => ({ id, name: '', type: source.type }))],
    ordering: [ascending(ordinal)],
    step: { kind: 'project', input: rows, outputs: [...own, ...read, { id: ordinal, source: number }] },
  };
}

function numberOf({ ordering: [key] }: Relation): PlanColumn {
  if (key === undefined) throw new Error('numbered rows lost their number');
  return { id: key.id, name: '', type: 'long' };
}
