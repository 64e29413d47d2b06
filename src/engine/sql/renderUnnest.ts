import { isPath } from '../plan/expressions/dynamicPath';
import type { Scalar, UnnestStep } from '../plan/nodes';
import { constantText } from '../plan/scalar';
import { renderFunction, renderScalar, type RenderRelation } from './renderScalar';

/** A row for each element of a list: none for an empty one, one with a null where there is no list. */
export function renderUnnest(step: UnnestStep, renderRelation: RenderRelation): string {
  const { input, element, value, bagsAsArrays } = step;
  const render = (scalar: Scalar): string => renderScalar(scalar, renderRelation);
  const [list, item] = [`${element.id}_list`, `${element.id}_item`];
  const isText = element.type === 'string';
  const texts = isText ? knownTexts(value, renderRelation) : undefined;
  const listed = `SELECT *, ${texts ?? render(value)} AS ${list} FROM (${renderRelation(input)})`;
  const expand = isText ? 'k_element_texts' : bagsAsArrays ? 'k_elements_as_arrays' : 'k_elements';
  const elements =
    texts === undefined
      ? `${expand}(${list})`
      : `CASE WHEN len(${list}) > 0 THEN ${list} ELSE ${expand}(${render(value)}) END`;
  const unnested = `SELECT *, unnest(${elements}) AS ${item} FROM (${listed})`;
  return `SELECT *, ${isText ? textOf(item) : `k_json_null(${item})`} AS ${element.id} FROM (${unnested})`;
}

/** A null among texts is an empty one. Where there is none, this costs less than `coalesce`. */
function textOf(item: string): string {
  return `CASE WHEN ${item} IS NULL THEN '' ELSE ${item} END`;
}

/**
 * The texts of an array as a list of the database's own, where they can be had without JSON between; empty or null where
 * the value is anything else than an array with elements.
 */
function knownTexts(value: Scalar, renderRelation: RenderRelation): string | undefined {
  if (isPath(value)) return renderFunction(`${value.name}Items`, value.args, renderRelation);
  if (value.kind !== 'call' || value.name !== 'split' || value.args.length !== 2) return undefined;
  const [text, delimiter] = value.args;
  if (text?.type !== 'string' || (constantText(delimiter) ?? '') === '' || delimiter === undefined) return undefined;
  const [sql, by] = [text, delimiter].map((arg) => renderScalar(arg, renderRelation));
  return `CASE WHEN ${sql} <> '' THEN string_split(${sql}, ${by}) END`;
}
