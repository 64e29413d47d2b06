import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { planArithmetic } from '../expressions/arithmetic';
import { notSupported, QueryFault } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import type { Planner, Scope } from '../planner';
import { boundColumns, nameItems, planItems, planOverRows, projectTo, type ProjectedItem } from '../projection';
import type { AggregateScalar, Assignment, PlanColumn, Relation, Scalar } from '../nodes';
import { call, castTo, column, literal, nullOf } from '../scalar';
import { filterRows } from './rows';
import { placeOf, planAxis, stepNumber, type SeriesAxis } from './seriesAxis';
import { byOrdinal } from './source';

interface Measure {
  readonly item: ProjectedItem;
  /** What a point without rows gets. */
  readonly otherwise: Scalar;
}

/** The measured points: the group's keys, the number of the point and the measures there. */
interface Points {
  readonly rows: Relation;
  readonly keys: readonly PlanColumn[];
  readonly number: PlanColumn;
  readonly measures: readonly PlanColumn[];
}

/**
 * `make-series`: one row a group, of arrays that run along an axis in equal steps; a step without rows gives the
 * default. Rows are aggregated by the number of their step, joined to all numbers of their series and listed in order.
 */
export function planMakeSeries(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const { rows, planned } = planOverRows(input, environment, planner, (rowScope) => {
    const scope: Scope = { ...rowScope, hasWindowsApart: true };
    const axis = planAxis(node, scope, planner);
    const keys = planItems(node.optionalChild('ByClause')?.list('Expressions') ?? [], scope, planner);
    const aggregating: Scope = { ...scope, aggregates: { ordering: input.ordering } };
    const measures = node.list('Aggregates').map((item) => planMeasure(item, aggregating, planner));
    return { axis, keys, measures };
  });
  const { axis, keys, measures } = planned;
  const readPoints = measurePoints(rows, axis, keys, measures, planner);
  const isNeverEmpty = operatorParameter(node, 'kind') === 'nonempty' && keys.length === 0;
  const grid = numberAll(
    isNeverEmpty ? onlySeries(axis, node, planner) : boundsOf(readPoints(), axis, planner),
    node,
    planner,
  );
  const series = listPoints(grid, readPoints(), axis, measures, node, planner);
  const items = [...keys, ...measures.map(({ item }) => item), { name: axis.name }];
  const shown = series.columns.filter((_, index) => index !== keys.length);
  const named = items.map(({ name }, index): ProjectedItem => {
    const { id, type } = shown[index] ?? missingColumn(node);
    return { name, scalar: column(id, type) };
  });
  return projectTo(series, nameItems(named, boundColumns(node), node), planner);
}

function missingColumn(node: BoundNode): never {
  throw new QueryFault('make-series: a column is missing', node);
}

function planMeasure(node: BoundNode, scope: Scope, planner: Planner): Measure {
  const { environment } = scope;
  const [item, ...more] = planItems([node.child('Expression')], scope, planner);
  if (item === undefined || more.length > 0) throw notSupported(`'${node.text.slice(0, 40)}' in a make-series`, node);
  const { type } = item.scalar;
  const written = node.optionalChild('DefaultExpression')?.child('Expression');
  if (written !== undefined) return { item, otherwise: castTo(type, planner.scalar(written, { environment })) };
  return { item, otherwise: COUNTED.has(type) ? castTo(type, literal('long', 0n)) : nullOf(type) };
}

/** Types that have a zero to stand for a step without rows. */
const COUNTED: ReadonlySet<ScalarType> = new Set<ScalarType>(['int', 'long', 'real', 'decimal', 'timespan']);

/** Aggregates by group and step. A constant goes with the keys, so that there is always one to join by. */
function measurePoints(
  input: Relation,
  axis: SeriesAxis,
  keys: readonly ProjectedItem[],
  measures: readonly Measure[],
  planner: Planner,
): () => Points {
  const keyed = assign([...keys.map(({ scalar }) => scalar), literal('long', 0n)], planner);
  const numbered = assign([stepNumber(axis, axis.value)], planner);
  const measured = assign(
    measures.map(({ item }) => item.scalar),
    planner,
  );
  const columns = [...keyed, ...numbered, ...measured].map(({ id, source }) => ({ id, name: '', type: source.type }));
  const use = planner.share(
    {
      columns,
      ordering: [],
      step: {
        kind: 'aggregate',
        input: filterRows(input, axis.isWithin),
        keys: [...keyed, ...numbered],
        measures: measured,
      },
    },
    true,
  );
  return () => {
    const rows = use();
    const number = rows.columns[keyed.length];
    if (number === undefined) throw new Error('a shared relation lost a column');
    const own = rows.columns.slice(0, keyed.length);
    return { rows, keys: own, number, measures: rows.columns.slice(keyed.length + 1) };
  };
}

/** The first point and the number of points of each series. */
interface Bounds {
  readonly rows: Relation;
  readonly keys: readonly PlanColumn[];
  readonly first: Scalar;
  readonly end: Scalar;
}

function boundsOf(points: Points, axis: SeriesAxis, planner: Planner): Bounds {
  const number = column(points.number.id, 'long');
  const keyed = assign(
    points.keys.map(({ id, type }) => column(id, type)),
    planner,
  );
  const [least, most] = assign([aggregate('min', 'long', [number]), aggregate('max', 'long', [number])], planner);
  if (least === undefined || most === undefined) throw new Error('two measures were given');
  const keys = keyed.map(({ id, source }) => ({ id, name: '', type: source.type }));
  return {
    rows: {
      columns: [...keys, { id: least.id, name: '', type: 'long' }, { id: most.id, name: '', type: 'long' }],
      ordering: [],
      step: { kind: 'aggregate', input: points.rows, keys: keyed, measures: [least, most] },
    },
    keys,
    first: axis.first ?? column(least.id, 'long'),
    end: axis.end ?? call('AddLong', 'long', column(most.id, 'long'), literal('long', 1n)),
  };
}

/** `kind=nonempty`: the one series there is even without any row. */
function onlySeries(axis: SeriesAxis, node: BoundNode, planner: Planner): Bounds {
  if (axis.first === undefined || axis.end === undefined) throw notSupported('kind=nonempty without from and to', node);
  const key = { id: planner.newId(), name: '', type: 'long' as const };
  const step = { kind: 'row' as const, outputs: [{ id: key.id, source: literal('long', 0n) }] };
  return { rows: { columns: [key], ordering: [], step }, keys: [key], first: axis.first, end: axis.end };
}

/** All points of all series. */
interface Grid {
  readonly rows: Relation;
  readonly keys: readonly PlanColumn[];
  readonly number: Scalar;
}

function numberAll(bounds: Bounds, node: BoundNode, planner: Planner): Grid {
  const index: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const number = planArithmetic('+', bounds.first, column(index.id, 'long'), node);
  return {
    rows: {
      columns: [...bounds.rows.columns, index],
      ordering: [],
      step: {
        kind: 'repeat',
        input: bounds.rows,
        count: planArithmetic('-', bounds.end, bounds.first, node),
        indexId: index.id,
      },
    },
    keys: bounds.keys,
    number,
  };
}

/** Joins the points to the grid and lists them: a row of the keys, the measures' arrays and the axis' array. */
function listPoints(
  grid: Grid,
  points: Points,
  axis: SeriesAxis,
  measures: readonly Measure[],
  node: BoundNode,
  planner: Planner,
): Relation {
  const [place] = assign([grid.number], planner);
  if (place === undefined) throw new Error('one value was given');
  const number = column(place.id, 'long');
  const kept = grid.keys.map(({ id, type }) => ({ id, source: column(id, type) }));
  const numbered: Relation = {
    columns: [...grid.keys, { id: place.id, name: '', type: 'long' }],
    ordering: [],
    step: { kind: 'project', input: grid.rows, outputs: [...kept, place] },
  };
  const joined: Relation = {
    columns: [...numbered.columns, points.number, ...points.measures],
    ordering: [],
    step: {
      kind: 'join',
      type: 'left',
      left: numbered,
      right: points.rows,
      columns: [...numbered.columns, points.number, ...points.measures],
      keys: [...grid.keys, { id: place.id, type: 'long' as const }].map(({ id, type }, index) => {
        const other = [...points.keys, points.number][index]?.id ?? id;
        return { left: column(id, type), right: column(other, type) };
      }),
      keepsOneLeftRow: false,
    },
  };
  const isMeasured = call('isnotnull', 'bool', column(points.number.id, 'long'));
  const values = measures.map(({ otherwise }, index): Scalar => {
    const { id, type } = points.measures[index] ?? missingColumn(node);
    return { kind: 'choice', type, branches: [{ when: isMeasured, then: column(id, type) }], otherwise };
  });
  const listed = [...values, placeOf(axis, number, node)].map((value): AggregateScalar => ({
    ...aggregate('make_list_with_nulls', 'dynamic', [value]),
    ordering: [byOrdinal(place.id)],
  }));
  const keyed = assign(
    grid.keys.map(({ id, type }) => column(id, type)),
    planner,
  );
  const lists = assign(listed, planner);
  return {
    columns: [...keyed, ...lists].map(({ id, source }) => ({ id, name: '', type: source.type })),
    ordering: [],
    step: { kind: 'aggregate', input: joined, keys: keyed, measures: lists },
  };
}

function assign<T extends Scalar>(scalars: readonly T[], planner: Planner): readonly Assignment<T>[] {
  return scalars.map((source) => ({ id: planner.newId(), source }));
}

function aggregate(name: string, type: ScalarType, args: readonly Scalar[]): AggregateScalar {
  return { kind: 'aggregate', type, name, args, ordering: [] };
}
