import type { Assignment, Relation, Scalar, Step } from './nodes';

/** The relations that a relation reads directly, those inside its expressions included. */
export function inputsOf({ step }: Relation): readonly Relation[] {
  return [...operandsOf(step), ...scalarsOf(step).flatMap(relationsIn)];
}

/** Everything that a relation reads, directly or not, in which shared relations are looked into as well; it comes last. */
export function* relationsBelow(relation: Relation, seen = new Set<Relation>()): Generator<Relation> {
  if (seen.has(relation)) return;
  seen.add(relation);
  for (const input of inputsOf(relation)) yield* relationsBelow(input, seen);
  yield relation;
}

/** Names that a relation reads of the row for which it is computed, as inside `mv-apply`. */
export function dependsOnRow(relation: Relation): boolean {
  const made = new Set<string>();
  const read = new Set<string>();
  for (const part of relationsBelow(relation)) {
    for (const id of idsMadeBy(part)) made.add(id);
    for (const scalar of scalarsOf(part.step).flatMap(columnsIn)) read.add(scalar);
  }
  return [...read].some((id) => !made.has(id));
}

function operandsOf(step: Step): readonly Relation[] {
  switch (step.kind) {
    case 'table':
    case 'values':
    case 'row':
    case 'range':
      return [];
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'pick':
    case 'limit':
    case 'number':
    case 'expand':
    case 'unnest':
    case 'repeat':
      return [step.input];
    case 'shared':
      return [step.shared.relation];
    case 'join':
      return [step.left, step.right];
    case 'union':
      return step.inputs.map(({ relation }) => relation);
    case 'lateral':
      return [step.input, ...step.shared.map(({ relation }) => relation), step.body];
    case 'computed':
      return step.computation.inputs;
  }
}

function scalarsOf(step: Step): readonly Scalar[] {
  switch (step.kind) {
    case 'table':
    case 'number':
    case 'shared':
    case 'lateral':
    case 'computed':
      return [];
    case 'values':
      return step.rows.flat();
    case 'row':
    case 'project':
      return sourcesOf(step.outputs);
    case 'range':
      return [step.from, step.to, step.step];
    case 'filter':
      return [step.predicate];
    case 'aggregate':
      return [...sourcesOf(step.keys), ...sourcesOf(step.measures)];
    case 'pick':
      return [...step.keys, step.by, ...sourcesOf(step.outputs)];
    case 'limit':
    case 'repeat':
      return [step.count];
    case 'join':
      return step.keys.flatMap(({ left, right }) => [left, right]);
    case 'union':
      return step.inputs.flatMap(({ outputs }) => sourcesOf(outputs));
    case 'unnest':
      return [step.value];
    case 'expand':
      return [...step.lists.map(({ value }) => value), ...(step.limit === undefined ? [] : [step.limit])];
  }
}

function sourcesOf(outputs: readonly Assignment<Scalar>[]): readonly Scalar[] {
  return outputs.map(({ source }) => source);
}

/** The scalars directly inside a scalar. */
function partsOf(scalar: Scalar): readonly Scalar[] {
  switch (scalar.kind) {
    case 'column':
    case 'literal':
    case 'subquery':
      return [];
    case 'cast':
    case 'membership':
      return [scalar.value];
    case 'call':
      return scalar.args;
    case 'choice':
      return [...scalar.branches.flatMap(({ when, then }) => [when, then]), scalar.otherwise];
    case 'aggregate':
      return scalar.filter === undefined ? scalar.args : [...scalar.args, scalar.filter];
    case 'window':
      return scalar.stretch === undefined ? scalar.args : [...scalar.args, scalar.stretch];
  }
}

function relationsIn(scalar: Scalar): readonly Relation[] {
  const inside = partsOf(scalar).flatMap(relationsIn);
  return scalar.kind === 'subquery' || scalar.kind === 'membership' ? [...inside, scalar.relation] : inside;
}

function columnsIn(scalar: Scalar): readonly string[] {
  return scalar.kind === 'column' ? [scalar.id] : partsOf(scalar).flatMap(columnsIn);
}

function idsMadeBy({ columns, ordering, step }: Relation): readonly string[] {
  const shown = [...columns, ...ordering].map(({ id }) => id);
  switch (step.kind) {
    case 'row':
    case 'project':
    case 'pick':
      return [...shown, ...step.outputs.map(({ id }) => id)];
    case 'aggregate':
      return [...shown, ...[...step.keys, ...step.measures].map(({ id }) => id)];
    case 'expand':
      return [...shown, ...step.lists.map(({ id }) => id), step.indexId];
    case 'unnest':
      return [...shown, step.element.id];
    case 'repeat':
      return [...shown, step.indexId];
    case 'number':
      return [...shown, step.ordinal];
    case 'shared':
      return [...shown, ...step.sources.map(({ id }) => id)];
    default:
      return shown;
  }
}
