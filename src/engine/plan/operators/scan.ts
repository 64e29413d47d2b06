import { scalarTypeByName, type BoundNode } from '../../../kusto/boundNode';
import { Environment } from '../environment';
import { asCondition } from '../expressions/coercion';
import { notSupported } from '../notSupported';
import type { NamedScalar, Planner } from '../planner';
import { passThrough, projectTo, rowScopeOf } from '../projection';
import type { Relation, Scalar } from '../nodes';
import { castTo, nullOf } from '../scalar';
import { filterRows } from './rows';

/**
 * `scan` of one step that does not look back at the rows it matched: it keeps the rows of its condition and computes
 * the declared columns from each row and their defaults. Scans that carry a state from row to row are refused.
 */
export function planScan(node: BoundNode, input: Relation, outer: Environment, planner: Planner): Relation {
  const [step, ...more] = node.list('Steps');
  if (step === undefined || more.length > 0) throw notSupported('scan with several steps', node);
  if (node.list('Parameters').length > 0) throw notSupported('scan with_match_id', node);
  if (refersTo(step, step.name)) throw notSupported(`scan that looks back at its step '${step.name}'`, step);
  const environment = new Environment(outer);
  const columns = new Map<string, NamedScalar>(input.columns.map((item) => [item.name, passThrough(item)]));
  const declared = new Map<string, Scalar>();
  for (const declaration of node.optionalChild('DeclareClause')?.list('Declarations') ?? []) {
    const { name, type } = readDeclaration(declaration);
    const written = declaration.optionalChild('DefaultValue')?.child('Value');
    const scalar = written === undefined ? nullOf(type) : castTo(type, planner.scalar(written, { environment: outer }));
    environment.bind(name, { kind: 'scalar', scalar });
    declared.set(name, scalar);
    columns.set(name, { name, type, scalar });
  }
  const scope = rowScopeOf(input, environment);
  for (const assignment of step.optionalChild('ComputationClause')?.list('Assignments') ?? []) {
    const { name } = assignment;
    const expression = assignment.child('Expression');
    const start = declared.get(name);
    const other = [...declared.keys()].find((known) => known !== name && refersTo(expression, known));
    if (start === undefined || other !== undefined) throw notSupported(`'${assignment.text}' in a scan`, assignment);
    const scalar = castTo(start.type, planner.scalar(expression, scope));
    columns.set(name, { name, type: start.type, scalar });
  }
  const condition = asCondition(planner.scalar(step.child('Condition'), { ...scope, isCondition: true }));
  return projectTo(filterRows(input, condition), [...columns.values()], planner);
}

function readDeclaration(declaration: BoundNode): { readonly name: string; readonly type: Scalar['type'] } {
  const { name } = declaration.child('NameAndType');
  const written = declaration.child('NameAndType').child('Type').text;
  const type = scalarTypeByName(written);
  if (type === undefined) throw notSupported(`the type ${written}`, declaration);
  return { name, type };
}

/** True where an expression under the node names something. */
function refersTo(node: BoundNode, name: string): boolean {
  if (node.kind === 'NameReference' && node.name === name) return true;
  return node.children.some((child) => refersTo(child, name));
}
