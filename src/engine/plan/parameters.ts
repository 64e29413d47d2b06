import { scalarTypeByName, type BoundNode } from '../../kusto/boundNode';
import { Environment } from './environment';
import { argumentsOf } from './expressions/call';
import { QueryFault } from './notSupported';
import type { Relation, Scalar } from './nodes';
import type { Planner, Scope } from './planner';
import { castTo } from './scalar';

/** Binds the parameters of a user's function to the arguments of a call; `invoke` pipes rows into the first one. */
export function bindParameters(
  declaration: BoundNode,
  call: BoundNode,
  environment: Environment,
  scope: Scope,
  pipedInput: Relation | undefined,
  planner: Planner,
): void {
  const given = call.kind === 'FunctionCallExpression' ? argumentsOf(call) : [];
  const named = new Map(
    given.filter((arg) => arg.kind === 'SimpleNamedExpression').map((arg) => [arg.name, arg.child('Expression')]),
  );
  // A named argument may stand among unnamed ones only in its own place.
  const positional = given.map((arg) => (arg.kind === 'SimpleNamedExpression' ? undefined : arg));
  const parameters = declaration.child('Parameters').list('Parameters');
  parameters.forEach((parameter, index) => {
    const nameAndType = parameter.child('NameAndType');
    const name = nameAndType.name;
    if (index === 0 && pipedInput !== undefined) {
      environment.bind(name, { kind: 'relation', use: planner.share(pipedInput, false) });
      return;
    }
    const position = pipedInput === undefined ? index : index - 1;
    const argument = named.get(name) ?? positional[position];
    if (nameAndType.child('Type').kind === 'SchemaTypeExpression') {
      if (argument === undefined) throw new QueryFault(`${call.name}() lacks the argument ${name}`, call);
      const relation = planner.relation(argument, scope.environment);
      environment.bind(name, { kind: 'relation', use: planner.share(relation, false) });
      return;
    }
    const value =
      argument === undefined
        ? defaultOf(parameter, call, name, planner)
        : planner.scalar(argument, { ...scope, isCondition: false });
    const type = scalarTypeByName(nameAndType.child('Type').text) ?? value.type;
    environment.bind(name, { kind: 'scalar', scalar: castTo(type, value) });
  });
}

function defaultOf(parameter: BoundNode, call: BoundNode, name: string, planner: Planner): Scalar {
  const value = parameter.optionalChild('DefaultValue')?.child('Value');
  if (value === undefined) throw new QueryFault(`${call.name}() lacks the argument ${name}`, call);
  return planner.scalar(value, { environment: new Environment() });
}
