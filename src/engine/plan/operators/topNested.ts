import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundColumn, BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { QueryFault } from '../notSupported';
import type { Planner } from '../planner';
import { boundColumns, planItems } from '../projection';
import type { Assignment, JoinStep, JoinType, PlanColumn, Relation, Scalar, SortKey, WindowScalar } from '../nodes';
import { call, castTo, column, literal, nullOf } from '../scalar';
import { filterRows } from './rows';

/** One `top-nested N of Value by Aggregate` of the list. */
interface Level {
  readonly node: BoundNode;
  readonly value: BoundColumn;
  readonly measure: BoundColumn;
  readonly others: Scalar | undefined;
  readonly isDescending: boolean;
}

/** What the levels so far have kept: the rows of the input below it, beside the chain of values and aggregates. */
interface Kept {
  readonly rows: Relation;
  /** The columns of the input, which the query's expressions name. */
  readonly own: readonly PlanColumn[];
  /** Value and aggregate of each level in turn. */
  readonly chain: readonly PlanColumn[];
  /** Numbers the chain, so that one column stands for it. */
  readonly path: PlanColumn;
}

/** Rows of the answer, its columns given one by one. */
interface Part {
  readonly rows: Relation;
  readonly values: readonly Scalar[];
  /** How many levels end in "others": such rows come last. */
  readonly rest: number;
}

/**
 * `top-nested`: the best values of a first column, under each the best of a second, and so on. Each level joins its
 * rows to the values that it keeps; what it does not keep is gathered for `with others`.
 */
export function planTopNested(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const levels = readLevels(node, environment, planner);
  const parts: Part[] = [];
  let kept: () => Kept = startOf(input, planner);
  let answer: Part | undefined;
  levels.forEach((level, index) => {
    const before = kept;
    const best = keepBest(level, before(), environment, planner);
    const deeper = levels.slice(index);
    if (deeper.some(({ others }) => others !== undefined)) {
      parts.push(gatherOthers(deeper, before(), best(), environment, planner));
    }
    kept = joinBest(level, before(), best(), environment, planner);
    const { rows, chain } = best();
    answer = { rows, values: chain.map(asScalar), rest: 0 };
  });
  if (answer === undefined) throw new QueryFault('top-nested has no level', node);
  return unite([answer, ...parts], levels, planner);
}

function readLevels(node: BoundNode, environment: Environment, planner: Planner): Level[] {
  const bound = boundColumns(node);
  return node.list('Clauses').map((clause, index): Level => {
    const [value, measure] = [bound[index * 2], bound[index * 2 + 1]];
    if (value === undefined || measure === undefined) throw new QueryFault('top-nested: a column is missing', node);
    const others = clause.optionalChild('WithOthersClause')?.child('Expression');
    const by = clause.child('ByExpression');
    const words = by.kind === 'OrderedExpression' ? (by.optionalChild('Ordering')?.text ?? '') : '';
    return {
      node: clause,
      value,
      measure,
      others: others === undefined ? undefined : planner.scalar(others, { environment }),
      isDescending: !/\basc\b/.test(words),
    };
  });
}

function startOf(input: Relation, planner: Planner): () => Kept {
  const path = newColumn('long', planner);
  const use = planner.share(
    projectColumns(
      input,
      [
        ...input.columns.map((item) => ({ id: item.id, source: asScalar(item) })),
        { id: path.id, source: literal('long', 0n) },
      ],
      [...input.columns, path],
    ),
    true,
  );
  return () => splitKept(use(), input.columns.length, 0);
}

/** Tells the columns of a use of kept rows apart. */
function splitKept(rows: Relation, ownCount: number, chainLength: number): Kept {
  const path = rows.columns[ownCount + chainLength];
  if (path === undefined) throw new Error('kept rows have no path');
  return {
    rows,
    own: rows.columns.slice(0, ownCount),
    chain: rows.columns.slice(ownCount, ownCount + chainLength),
    path,
  };
}

/** The values that a level keeps. `parent` numbers the chain before it. */
interface Best {
  readonly rows: Relation;
  readonly parent: PlanColumn;
  readonly chain: readonly PlanColumn[];
  readonly path: PlanColumn;
}

function keepBest(level: Level, from: Kept, environment: Environment, planner: Planner): () => Best {
  const value = valueOf(level, from, environment, planner);
  const measure = measureOf(level, from, environment, planner);
  const keys = [asScalar(from.path), ...from.chain.map(asScalar), value].map((source) => ({
    id: planner.newId(),
    source,
  }));
  const measured = { id: planner.newId(), source: measure };
  const groups: Relation = {
    columns: [...keys, measured].map(({ id, source }) => ({ id, name: '', type: source.type })),
    ordering: [],
    step: { kind: 'aggregate', input: from.rows, keys, measures: [measured] },
  };
  const [parent] = groups.columns;
  if (parent === undefined) throw new Error('a group has no parent');
  const order: SortKey = {
    id: measured.id,
    type: measure.type,
    isDescending: level.isDescending,
    nullsFirst: !level.isDescending,
  };
  const rank = newColumn('long', planner);
  const path = newColumn('long', planner);
  const ranked = projectColumns(
    groups,
    [
      ...groups.columns.map((item) => ({ id: item.id, source: asScalar(item) })),
      { id: rank.id, source: rowNumber([order], parent) },
      { id: path.id, source: rowNumber([]) },
    ],
    [...groups.columns, path],
  );
  const count = level.node.optionalChild('Expression');
  const use = planner.share(
    count === undefined
      ? ranked
      : filterRows(
          ranked,
          call('LessThanOrEqual', 'bool', asScalar(rank), castTo('long', planner.scalar(count, { environment }))),
        ),
    true,
  );
  return () => {
    const rows = use();
    const [own, ...more] = rows.columns;
    const last = more.pop();
    if (own === undefined || last === undefined) throw new Error('the best values lost a column');
    return { rows, parent: own, chain: more, path: last };
  };
}

/** The rows below what a level keeps. */
function joinBest(level: Level, from: Kept, best: Best, environment: Environment, planner: Planner): () => Kept {
  const joined = joinOn('inner', level, from, best, environment, planner);
  const columns = [...from.own, ...best.chain, best.path];
  const use = planner.share(
    projectColumns(
      joined,
      columns.map((item) => ({ id: item.id, source: asScalar(item) })),
      columns,
    ),
    true,
  );
  return () => splitKept(use(), from.own.length, best.chain.length);
}

/** The rows that a level does not keep, as one row under each chain before it. */
function gatherOthers(
  levels: readonly Level[],
  from: Kept,
  best: Best,
  environment: Environment,
  planner: Planner,
): Part {
  const rest = joinOn('anti', levels[0], from, best, environment, planner);
  const keys = [asScalar(from.path), ...from.chain.map(asScalar)].map((source) => ({ id: planner.newId(), source }));
  const labelled = levels.map((level) => {
    if (level.others === undefined) return undefined;
    const measure = measureOf(level, { ...from, rows: rest }, environment, planner);
    return { label: level.others, measured: { id: planner.newId(), source: measure } };
  });
  const measures = labelled.flatMap((item) => (item === undefined ? [] : [item.measured]));
  const rows: Relation = {
    columns: [...keys, ...measures].map(({ id, source }) => ({ id, name: '', type: source.type })),
    ordering: [],
    step: { kind: 'aggregate', input: rest, keys, measures },
  };
  const chain = keys.slice(1).map(({ id, source }) => column(id, source.type));
  const values = labelled.flatMap((item, index): Scalar[] => {
    if (item === undefined)
      return [nullOf(levels[index]?.value.type ?? 'string'), nullOf(levels[index]?.measure.type ?? 'real')];
    return [item.label, column(item.measured.id, item.measured.source.type)];
  });
  return { rows, values: [...chain, ...values], rest: levels.length };
}

function joinOn(
  type: JoinType,
  level: Level | undefined,
  from: Kept,
  best: Best,
  environment: Environment,
  planner: Planner,
): Relation {
  const value = best.chain.at(-2);
  if (level === undefined || value === undefined) throw new Error('a level has no value');
  const columns = type === 'anti' ? from.rows.columns : [...from.rows.columns, ...best.chain, best.path];
  const step: JoinStep = {
    kind: 'join',
    type,
    left: from.rows,
    right: best.rows,
    columns,
    keys: [
      { left: asScalar(from.path), right: asScalar(best.parent) },
      { left: valueOf(level, from, environment, planner), right: asScalar(value) },
    ],
    keepsOneLeftRow: false,
  };
  return { columns, ordering: [], step };
}

function unite(parts: readonly Part[], levels: readonly Level[], planner: Planner): Relation {
  const columns = levels
    .flatMap(({ value, measure }) => [value, measure])
    .map(({ name, type }): PlanColumn => ({ id: planner.newId(), name, type: type ?? 'dynamic' }));
  const rest = newColumn('long', planner);
  const ordering = columns.flatMap(({ id, type }, index): SortKey[] => {
    const isDescending = levels[(index - 1) / 2]?.isDescending ?? true;
    return index % 2 === 0 ? [] : [{ id, type, isDescending, nullsFirst: !isDescending }];
  });
  return {
    columns,
    ordering: [{ id: rest.id, type: 'long', isDescending: false, nullsFirst: true }, ...ordering],
    step: {
      kind: 'union',
      inputs: parts.map((part) => ({
        relation: part.rows,
        outputs: [
          ...columns.map(({ id, type }, index) => ({ id, source: castTo(type, part.values[index] ?? nullOf(type)) })),
          { id: rest.id, source: literal('long', BigInt(part.rest)) },
        ],
      })),
    },
  };
}

/** The value of a level in a row; what the query's expression names are columns of the input. */
function valueOf(level: Level, from: Kept, environment: Environment, planner: Planner): Scalar {
  const row = { ...from.rows, columns: from.own };
  return planner.scalar(level.node.child('OfExpression'), { environment, row });
}

function measureOf(level: Level, from: Kept, environment: Environment, planner: Planner): Scalar {
  const by = level.node.child('ByExpression');
  const scope = { environment, row: { ...from.rows, columns: from.own }, aggregates: { ordering: [] } };
  const expression = by.kind === 'OrderedExpression' ? by.child('Expression') : by;
  const [item] = planItems([expression], scope, planner);
  if (item === undefined) throw new QueryFault('top-nested: the aggregate is missing', by);
  return item.scalar;
}

function projectColumns(
  input: Relation,
  outputs: readonly Assignment<Scalar>[],
  columns: readonly PlanColumn[],
): Relation {
  return { columns, ordering: [], step: { kind: 'project', input: { ...input, ordering: [] }, outputs } };
}

function rowNumber(ordering: readonly SortKey[], within?: PlanColumn): WindowScalar {
  return {
    kind: 'window',
    type: 'long',
    name: 'row_number',
    args: [literal('long', 1n)],
    ordering,
    ...(within === undefined ? {} : { stretch: column(within.id, within.type) }),
  };
}

function newColumn(type: ScalarType, planner: Planner): PlanColumn {
  return { id: planner.newId(), name: '', type };
}

function asScalar({ id, type }: PlanColumn): Scalar {
  return column(id, type);
}
