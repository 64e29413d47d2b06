import type { BoundNode } from '../../../kusto/boundNode';
import { patternsOfTexts, reduceTexts, type ReduceOptions } from '../../procedures/reduceTexts';
import type { Environment } from '../environment';
import { asText } from '../expressions/comparison';
import { notSupported, QueryFault } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import type { NamedScalar, Planner } from '../planner';
import { boundColumns, passThrough, projectTo, rowScopeOf } from '../projection';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import { column, constantText } from '../scalar';

/** `reduce by Text`: the patterns of texts that are alike; `kind=source` gives each row that of its text. */
export function planReduce(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const options = readOptions(node, environment, planner);
  const kind = operatorParameter(node, 'kind');
  if (kind !== undefined && kind !== 'source') throw new QueryFault(`reduce: '${kind}' is no kind`, node);
  const text = asText(planner.scalar(node.child('Expression'), rowScopeOf(input, environment)));
  if (kind === undefined) {
    const columns = boundColumns(node).map(({ name, type = 'string' }) => ({ name, type }));
    return planner.compute(node, [countTexts(input, text, planner)], columns, reduceTexts(options));
  }
  return withPatterns(node, input, text, options, planner);
}

/** The distinct texts, in their order, and how often they occur. */
function countTexts(input: Relation, text: Scalar, planner: Planner): Relation {
  const key: PlanColumn = { id: planner.newId(), name: '', type: 'string' };
  const count: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const measure: Scalar = { kind: 'aggregate', type: 'long', name: 'count', args: [], ordering: [] };
  return {
    columns: [key, count],
    ordering: [{ id: key.id, type: 'string', isDescending: false, nullsFirst: true }],
    step: {
      kind: 'aggregate',
      input,
      keys: [{ id: key.id, source: text }],
      measures: [{ id: count.id, source: measure }],
    },
  };
}

function withPatterns(
  node: BoundNode,
  input: Relation,
  text: Scalar,
  options: ReduceOptions,
  planner: Planner,
): Relation {
  const id = planner.newId();
  const own = input.columns.map((item) => ({ id: item.id, source: column(item.id, item.type) }));
  const keyed: Relation = { ...input, step: { kind: 'project', input, outputs: [...own, { id, source: text }] } };
  const use = planner.share({ ...keyed, columns: [...input.columns, { id, name: '', type: 'string' }] }, true);
  const [read, rows] = [use(), use()];
  const added = boundColumns(node).slice(input.columns.length);
  const columns = added.map(({ name, type = 'string' }) => ({ name, type }));
  const counted = countTexts(read, textOf(read, node), planner);
  const patterns = planner.compute(
    node,
    [counted],
    [{ name: '', type: 'string' }, ...columns],
    patternsOfTexts(options),
  );
  const keys = rows.ordering.map((key): PlanColumn => ({ id: key.id, name: '', type: key.type }));
  const joined: Relation = {
    columns: [...rows.columns, ...patterns.columns],
    ordering: rows.ordering,
    step: {
      kind: 'join',
      type: 'inner',
      left: rows,
      right: patterns,
      columns: uniqueColumns([...rows.columns, ...patterns.columns, ...keys]),
      keys: [{ left: textOf(rows, node), right: textOf({ ...patterns, columns: patterns.columns.slice(0, 1) }, node) }],
      keepsOneLeftRow: false,
    },
  };
  const shown = [...rows.columns.slice(0, -1), ...patterns.columns.slice(1)];
  return projectTo(
    joined,
    shown.map((item): NamedScalar => passThrough(item)),
    planner,
  );
}

/** The text that stands in the last column. */
function textOf({ columns }: Relation, node: BoundNode): Scalar {
  const last = columns.at(-1);
  if (last === undefined) throw new QueryFault('reduce has nothing to reduce', node);
  return column(last.id, last.type);
}

function uniqueColumns(columns: readonly PlanColumn[]): readonly PlanColumn[] {
  return [...new Map(columns.map((item) => [item.id, item])).values()];
}

function readOptions(node: BoundNode, environment: Environment, planner: Planner): ReduceOptions {
  const given = new Map(
    (node.optionalChild('With')?.list('Parameters') ?? []).map((parameter): [string, Scalar] => [
      parameter.name,
      planner.scalar(parameter.child('Expression'), { environment }),
    ]),
  );
  const written = given.get('threshold');
  const threshold = written === undefined ? 0.1 : numberOf(written);
  if (threshold === undefined) throw notSupported('a threshold of reduce that is no number', node);
  return { threshold, separators: constantText(given.get('characters')) };
}

function numberOf(scalar: Scalar): number | undefined {
  if (scalar.kind !== 'literal') return undefined;
  const value = Number(scalar.value);
  return Number.isFinite(value) ? value : undefined;
}
