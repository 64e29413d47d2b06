import type { BoundNode } from '../../kusto/boundNode';
import { Environment, type PatternBinding } from './environment';
import { argumentsOf } from './expressions/call';
import { QueryFault } from './notSupported';
import type { Relation } from './nodes';
import type { Planner } from './planner';
import { literal } from './scalar';
import { planStatement } from './statements';

/** Plans `pattern("argument").path`: the table of the match that was declared for these texts. */
export function planPatternCall(
  call: BoundNode,
  path: string | undefined,
  pattern: PatternBinding,
  planner: Planner,
): Relation {
  const given = argumentsOf(call).map((argument) => argument.stringValue);
  const match = pattern.declaration?.list('Patterns').find((candidate) => {
    const values = candidate
      .child('ParameterValues')
      .list('Expressions')
      .map((value) => value.stringValue);
    const isSame = values.length === given.length && values.every((value, index) => value === given[index]);
    return isSame && candidate.optionalChild('PathValue')?.child('Value').stringValue === path;
  });
  if (pattern.declaration === undefined || match === undefined) {
    throw new QueryFault(`'${call.text}' is not declared by the pattern '${call.name}'`, call);
  }
  const environment = new Environment(pattern.environment);
  const names = pattern.declaration.list('Parameters').map(({ name }) => name);
  names.forEach((name, index) => bindText(environment, name, given[index]));
  const pathName = pattern.declaration.optionalChild('PathParameter')?.child('Parameter').name;
  if (pathName !== undefined) bindText(environment, pathName, path);
  const body = match.child('Body');
  for (const statement of body.list('Statements')) planStatement(statement, environment, planner);
  return planner.relation(body.child('Expression'), environment);
}

function bindText(environment: Environment, name: string, text: string | undefined): void {
  environment.bind(name, { kind: 'scalar', scalar: literal('string', text ?? '') });
}
