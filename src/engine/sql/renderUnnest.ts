import { isPath } from '../plan/expressions/dynamicPath';
import type { Relation, Scalar, UnnestStep } from '../plan/nodes';
import { constantText } from '../plan/scalar';
import { functionSql } from './functions';
import { asArguments, renderScalar } from './renderScalar';

/** A row for each element of a list: none for an empty one, one with a null where there is no list. */
export function renderUnnest(step: UnnestStep, renderRelation: (relation: Relation) => string): string {
  const { input, element, value, bagsAsArrays } = step;
  const render = (scalar: Scalar): string => renderScalar(scalar, renderRelation);
  const rows = renderRelation(input);
  const [list, item] = [`${element.id}_list`, `${element.id}_item`];
  const texts = element.type === 'string' ? knownTexts(value, render) : undefined;
  if (texts !== undefined) {
    const otherwise = `k_element_texts(${render(value)})`;
    return `SELECT *, coalesce(unnest(CASE WHEN len(${list}) > 0 THEN ${list} ELSE ${otherwise} END), '') AS ${element.id} FROM (SELECT *, ${texts} AS ${list} FROM (${rows}))`;
  }
  const listed = `SELECT *, ${render(value)} AS ${list} FROM (${rows})`;
  if (element.type === 'string') {
    return `SELECT *, coalesce(unnest(k_element_texts(${list})), '') AS ${element.id} FROM (${listed})`;
  }
  const elements = bagsAsArrays ? 'k_elements_as_arrays' : 'k_elements';
  return `SELECT *, k_json_null(${item}) AS ${element.id} FROM (SELECT *, unnest(${elements}(${list})) AS ${item} FROM (${listed}))`;
}

/**
 * The texts of an array as a list of the database's own, where they can be had without JSON between; empty or null where
 * the value is anything else than an array with elements.
 */
function knownTexts(value: Scalar, render: (scalar: Scalar) => string): string | undefined {
  if (isPath(value)) return functionSql(`${value.name}Items`, asArguments(value.args, render));
  if (value.kind !== 'call' || value.name !== 'split' || value.args.length !== 2) return undefined;
  const [text, delimiter] = value.args;
  if (text?.type !== 'string' || (constantText(delimiter) ?? '') === '' || delimiter === undefined) return undefined;
  return `CASE WHEN ${render(text)} <> '' THEN string_split(${render(text)}, ${render(delimiter)}) END`;
}
