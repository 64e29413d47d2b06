import type { AggregateScalar, Assignment, PickStep, Relation, Scalar } from '../nodes';

/**
 * The step of a `summarize` by keys whose aggregates are those of one `arg_max` or `arg_min` and no other: rows are then
 * picked whole instead of column by column. Undefined where that is not so, or where rows have an order, by which the
 * first of those that tie is taken.
 */
export function pickRows(
  input: Relation,
  keys: readonly Assignment<Scalar>[],
  measures: readonly Assignment<Scalar>[],
): PickStep | undefined {
  if (keys.length === 0 || input.ordering.length > 0) return undefined;
  const extremes = measures.flatMap(({ id, source }) => extremeOf(id, source));
  const [first] = extremes;
  if (first === undefined || extremes.length < measures.length) return undefined;
  if (!extremes.every(({ name, by }) => name === first.name && by === first.by)) return undefined;
  return {
    kind: 'pick',
    input,
    keys: keys.map(({ source }) => source),
    by: first.by,
    extreme: first.name === 'arg_max' ? 'greatest' : 'least',
    outputs: [...keys, ...extremes.map(({ id, value }) => ({ id, source: value }))],
  };
}

interface Extreme {
  readonly name: AggregateScalar['name'];
  readonly id: string;
  readonly value: Scalar;
  readonly by: Scalar;
}

function extremeOf(id: string, scalar: Scalar): readonly Extreme[] {
  if (scalar.kind !== 'aggregate' || (scalar.name !== 'arg_max' && scalar.name !== 'arg_min')) return [];
  const [value, by] = scalar.args;
  return value === undefined || by === undefined ? [] : [{ name: scalar.name, id, value, by }];
}
