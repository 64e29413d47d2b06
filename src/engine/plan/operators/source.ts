import { scalarTypeByName, type BoundNode } from '../../../kusto/boundNode';
import { physicalColumn } from '../../physicalTypes';
import type { Environment } from '../environment';
import { isInteger } from '../expressions/coercion';
import { notSupported, QueryFault } from '../notSupported';
import type { Planner } from '../planner';
import type { PlanColumn, Relation, Scalar, SortKey } from '../nodes';
import { call, castTo, column, literal } from '../scalar';

/** A table of the loaded data. */
export function planTable(name: string, node: BoundNode, planner: Planner): Relation {
  const table = planner.tables.get(name);
  if (table === undefined) throw new QueryFault(`Failed to resolve table expression named '${name}'`, node);
  const columns = table.columns.map(({ name: own, type }): PlanColumn => ({ id: planner.newId(), name: own, type }));
  const sources = columns.map(({ id }, index) => ({ id, source: physicalColumn(index) }));
  const rows: Relation = { columns, ordering: [], step: { kind: 'table', physicalName: table.physicalName, sources } };
  return table.isResult === true ? rows : withinTimeRange(rows, planner);
}

const TIME_COLUMNS: ReadonlySet<string> = new Set(['Timestamp', 'TimeGenerated']);

/** The request's `Timespan` cuts every table that says when its rows happened. */
function withinTimeRange(rows: Relation, { timeRange }: Planner): Relation {
  const time = rows.columns.find((item) => TIME_COLUMNS.has(item.name) && item.type === 'datetime');
  if (timeRange === undefined || time === undefined) return rows;
  const value = column(time.id, 'datetime');
  const predicate = call(
    'And',
    'bool',
    call('GreaterThanOrEqual', 'bool', value, literal('datetime', timeRange.start)),
    call('LessThanOrEqual', 'bool', value, literal('datetime', timeRange.end)),
  );
  return { ...rows, step: { kind: 'filter', input: rows, predicate } };
}

/** `datatable(…)[…]`: rows keep the order in which they are written. */
export function planDataTable(node: BoundNode, environment: Environment, planner: Planner): Relation {
  const columns = node
    .child('Schema')
    .list('Columns')
    .map((declared): PlanColumn => {
      const type = scalarTypeByName(declared.child('Type').text);
      if (type === undefined) throw notSupported(`the type ${declared.child('Type').text}`, declared);
      return { id: planner.newId(), name: declared.name, type };
    });
  const values = node.list('Values').map((value, index): Scalar => {
    const type = columns[index % columns.length]?.type ?? 'string';
    return castTo(type, planner.scalar(value, { environment }));
  });
  const width = Math.max(columns.length, 1);
  if (values.length % width !== 0) throw new QueryFault('datatable: the values do not fill its rows', node);
  const rows = Array.from({ length: values.length / width }, (_, row) => values.slice(row * width, (row + 1) * width));
  const ordinal = planner.newId();
  return { columns, ordering: [byOrdinal(ordinal)], step: { kind: 'values', columns, ordinal, rows } };
}

/** `range Name from … to … step …`. */
export function planRange(node: BoundNode, environment: Environment, planner: Planner): Relation {
  const [from, to, step] = ['From', 'To', 'Step'].map((part) => planner.scalar(node.child(part), { environment }));
  if (from === undefined || to === undefined || step === undefined) throw new QueryFault('range lacks a bound', node);
  const bound = node.tableColumns?.[0]?.type;
  const isReal = [from, to, step].some((value) => value.type === 'real' || value.type === 'decimal');
  const type = isReal ? 'real' : isInteger(from.type) ? 'long' : from.type;
  const stepType = type === 'datetime' ? 'timespan' : type;
  const id = planner.newId();
  const rows: Relation = {
    columns: [{ id, name: node.name, type }],
    ordering: [],
    step: { kind: 'range', id, from: castTo(type, from), to: castTo(type, to), step: castTo(stepType, step) },
  };
  const range = inOrder(rows, { id, type, isDescending: isNegative(step), nullsFirst: true }, step, planner);
  if (bound === undefined || bound === type) return range;
  const casted = planner.newId();
  return {
    columns: [{ id: casted, name: node.name, type: bound }],
    ordering: range.ordering,
    step: {
      kind: 'project',
      input: range,
      outputs: [{ id: casted, source: castTo(bound, { kind: 'column', id, type }) }],
    },
  };
}

/** A range is serialized: by its values where the step says which way they go, else by their count. */
function inOrder(rows: Relation, byValue: SortKey, step: Scalar, planner: Planner): Relation {
  if (step.kind === 'literal') return { ...rows, ordering: [byValue] };
  const ordinal = planner.newId();
  return { ...rows, ordering: [byOrdinal(ordinal)], step: { kind: 'number', input: rows, ordinal } };
}

function isNegative(step: Scalar): boolean {
  return (
    step.kind === 'literal' && (typeof step.value === 'bigint' || typeof step.value === 'number') && step.value < 0
  );
}

export function byOrdinal(id: string): SortKey {
  return { id, type: 'long', isDescending: false, nullsFirst: true };
}
